/** How texts are filled and counted. Texts are data: `{name}` stands for a value, a plural has a form for each kind. */
import { numberFormat, pluralRules } from '../lib/formats'

type Category = Intl.LDMLPluralRule

/** The forms of a text that counts something, by the plural rules of its language (CLDR). */
export type Plural = { readonly other: string } & { readonly [C in Category]?: string }

/** What a translation of a catalogue has: the same keys, no more and no less; plurals with forms of their own. */
export type Translated<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : Exclude<keyof T[K], Category> extends never
      ? Plural
      : Translated<T[K]>
}

/** The names that stand in a text; any where the text is not known before. */
export type Names<T extends string> = string extends T
  ? string
  : T extends `${string}{${infer Name}}${infer Rest}`
    ? Name | Names<Rest>
    : never

export type Values<N extends string> = Readonly<Record<N, string | number>>

/** The names that stand in any form of a plural, but for the count. */
export type PluralNames<P extends Plural> = Exclude<Names<P[keyof P & Category] & string>, 'count'>

/** A text with its values; numbers as the reader's region writes them. */
export function filled(text: string, values: Values<string>, locale: string): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? numberFormat(locale).format(value) : value
  })
}

/** The form of a plural for `count`, which stands in it as `{count}`. */
export function countedIn(plural: Plural, count: number, values: Values<string>, locale: string): string {
  const form = plural[pluralRules(locale).select(count)] ?? plural.other
  return filled(form, { count, ...values }, locale)
}

/** A text cut where its values stand: texts and names in turn, beginning with a text. */
export function cut(text: string): string[] {
  return text.split(/\{(\w+)\}/g)
}

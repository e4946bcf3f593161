/**
 * Every text that a person reads. A module names at its top the catalogues that it speaks from: they are fetched with
 * its code, in the reader's language alone.
 */

import { others, starts } from 'virtual:words'
import { batch, computed, signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { listFormat } from '../lib/formats'
import type { English } from './en'
import { type Language, localeFor } from './languages'
import { countedIn, cut, filled, type Names, type Plural, type PluralNames, type Values } from './messages'

type Catalogue = Record<string, unknown>

const needed = new Set<string>()
const catalogues = signal<Readonly<Record<string, Catalogue>>>({})

export const language = signal<Language>('en')

/** The language with this reader's region: for numbers, dates and money. */
export const locale = computed(() => localeFor(language.value, navigator.languages))

/** The texts of a catalogue in the language of now; they are there once `fetchWords` has ended. */
export function words<N extends keyof English>(name: N): English[N] {
  needed.add(name)
  return new Proxy({} as English[N], {
    get(_, key) {
      const catalogue = catalogues.value[name]
      if (catalogue === undefined) throw new Error(`The words of "${name}" have not been fetched.`)
      return catalogue[key as string]
    },
  })
}

/** Fetches what the modules that are there by now speak from. Throws where it cannot be had. */
export function fetchWords(): Promise<void> {
  return speak(asked)
}

/** The language that was asked for last, be its texts there or not. */
let asked: Language = language.value

/**
 * Turns everything to a language, as soon as its texts are there. Throws where they cannot be had. Where another is
 * asked for meanwhile, to that one: whoever waits has all words that they need, in one language.
 */
export async function speak(wanted: Language): Promise<void> {
  asked = wanted
  const fetched: Partial<Record<Language, Record<string, Catalogue>>> = {}
  for (;;) {
    const to = asked
    const kept = { ...(to === language.value ? catalogues.value : {}), ...fetched[to] }
    const missing = [...needed].filter((name) => !(name in kept))
    if (missing.length === 0) {
      batch(() => {
        catalogues.value = kept
        language.value = to
      })
      return
    }
    try {
      const found = missing.map(async (name) => [name, await catalogue(to, name)] as const)
      fetched[to] = { ...fetched[to], ...Object.fromEntries(await Promise.all(found)) }
    } catch (error) {
      if (asked === to) asked = language.value
      if (to === wanted || to === language.value) throw error
    }
  }
}

async function catalogue(wanted: Language, name: string): Promise<Catalogue> {
  const other = others[`${wanted}/${name}`]
  const found = other === undefined ? (await starts[wanted]?.())?.[name] : (await other()).default
  if (found === undefined) throw new Error(`There are no words of "${name}" in "${wanted}".`)
  return found
}

/** Every catalogue in English, for tests. */
export async function everyWord(): Promise<void> {
  for (const name of Object.keys((await starts.en?.()) ?? {})) needed.add(name)
  for (const path of Object.keys(others)) needed.add(path.slice(path.indexOf('/') + 1))
  await fetchWords()
}

/** A text with the values that stand in it; numbers as the reader's region writes them. */
export function fill<T extends string>(text: T, values: Values<Names<T>>): string {
  return filled(text, values, locale.value)
}

/** "1 booking", "3 bookings": the form for a count, which stands in it as `{count}`. */
export function counted<P extends Plural>(
  plural: P,
  count: number,
  ...values: [PluralNames<P>] extends [never] ? [] : [Values<PluralNames<P>>]
): string {
  return countedIn(plural, count, values[0] ?? {}, locale.value)
}

/** A text with something to see, such as a link, where its values stand. */
export function woven<T extends string>(
  text: T,
  values: Readonly<Record<Names<T>, ComponentChildren>>,
): ComponentChildren[] {
  return cut(text).map((part, i) =>
    i % 2 === 0 ? part : (values as Record<string, ComponentChildren>)[part],
  )
}

/** "a, b and c". */
export function listed(parts: readonly string[]): string {
  return listFormat(locale.value, { type: 'conjunction' }).format(parts)
}

/** "a, b, c": what stands in a row and is no sentence. */
export function inRow(parts: readonly string[]): string {
  return listFormat(locale.value, { type: 'unit', style: 'short' }).format(parts)
}

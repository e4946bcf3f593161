/** The languages that the client speaks, each by its own name. */
export const LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
} as const

export type Language = keyof typeof LANGUAGES

const isLanguage = (code: string): code is Language => Object.hasOwn(LANGUAGES, code)

/** The language of a tag such as `de-AT`; null for one that is not spoken here. */
export function languageOf(tag: string | null): Language | null {
  const code = tag?.toLowerCase().split('-')[0] ?? ''
  return isLanguage(code) ? code : null
}

/** The first that is spoken here; English where none is. */
export function firstSpoken(tags: readonly (string | null)[]): Language {
  return tags.map(languageOf).find((found) => found !== null) ?? 'en'
}

/**
 * A language with the region that the reader's browser prefers for it. Digits are those of the texts, which are the
 * same in all languages.
 */
export function localeFor(language: Language, preferred: readonly string[]): string {
  const tag = preferred.find((one) => languageOf(one) === language) ?? language
  return language === 'ar' ? new Intl.Locale(tag, { numberingSystem: 'latn' }).toString() : tag
}

/** Which way a language is written. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr'
}

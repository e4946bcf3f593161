/** Which language somebody reads: what they chose on this device, else their account's, else the browser's. */
import { firstSpoken, type Language, languageOf } from '../words/languages'

const KEY = 'plugnexus.language'

export function chosenLanguage(accountLocale: string | null = null): Language {
  return firstSpoken([stored(), accountLocale, ...navigator.languages])
}

export function chooseLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // Storage is switched off: it holds until the page is loaded anew.
  }
}

function stored(): string | null {
  try {
    const code = localStorage.getItem(KEY)
    return languageOf(code) === null ? null : code
  } catch {
    return null
  }
}

/** For tests: dates and languages as browsers have them, and every text in English. */
import 'temporal-polyfill/global'
import { everyWord } from '.'

Object.defineProperty(globalThis, 'navigator', {
  value: { languages: ['en-US'], onLine: true },
  configurable: true,
})

await everyWord()

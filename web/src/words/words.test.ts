import { describe, expect, it } from 'vitest'
import { counted, fill, woven } from '.'
import { directionOf, firstSpoken, localeFor } from './languages'
import { countedIn, cut } from './messages'

type Text = string | { readonly [key: string]: Text }

const FILES = import.meta.glob<{ default: Record<string, Text> }>('./*/*.ts', { eager: true })

const PARTS = import.meta.glob<{ default: Record<string, Text> }>('./*/*/*.ts', { eager: true })

const catalogue = (language: string, name: string) => FILES[`./${language}/${name}.ts`]?.default

function leaves(text: Text, path = ''): [path: string, text: string][] {
  if (typeof text === 'string') return [[path, text]]
  return Object.entries(text).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
}

/** Of each text, or of all the forms of one that counts: the names that stand in it. */
function namesByText(words: Text): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const [path, text] of leaves(words)) {
    const whole = path.replace(/\.(zero|one|two|few|many|other)$/, '')
    const names = cut(text).filter((_, i) => i % 2 === 1 && cut(text)[i] !== 'count')
    found.set(whole, new Set([...(found.get(whole) ?? []), ...names]))
  }
  return found
}

const PATHS = Object.keys(FILES).map((path) => path.split('/').slice(1))
const LANGUAGES = [...new Set(PATHS.map(([language]) => language ?? ''))]
const NAMES = [...new Set(PATHS.map(([, file]) => file?.replace('.ts', '') ?? ''))].filter(
  (n) => n !== 'index',
)

describe.each(LANGUAGES)('in %s', (language) => {
  it.each(NAMES)('the words of "%s" are there, with what stands in them', (name) => {
    const words = catalogue(language, name)
    expect(words).toBeDefined()
    if (name !== 'problems')
      expect(namesByText(words ?? {})).toEqual(namesByText(catalogue('en', name) ?? {}))
  })

  it('the parts that a catalogue is put together from hide nothing of each other', () => {
    const keys = Object.entries(PARTS)
      .filter(([path]) => path.startsWith(`./${language}/`))
      .flatMap(([path, part]) => Object.keys(part.default).map((key) => `${path.split('/')[2]}.${key}`))
    expect(keys.length).toBeGreaterThan(0)
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
  })

  it('nothing is empty', () => {
    for (const name of NAMES) {
      expect(leaves(catalogue(language, name) ?? {}).filter(([, text]) => text.trim() === '')).toEqual([])
    }
  })
})

it('puts values where they stand, numbers as the region writes them', () => {
  expect(fill('{a} of {b}', { a: 'Nr. 1', b: 1234.5 })).toBe('Nr. 1 of 1,234.5')
})

it.each([
  [1, '1 free'],
  [2, '2 free'],
])('counts %i', (count, text) => {
  expect(counted({ one: '{count} free', other: '{count} free' } as const, count)).toBe(text)
})

it.each([
  [2, 'two'],
  [3, 'few'],
  [11, 'many'],
  [100, 'other'],
])('takes the form that Arabic has for %i', (count, form) => {
  const plural = { zero: 'zero', one: 'one', two: 'two', few: 'few', many: 'many', other: 'other' }

  expect(countedIn(plural, count, {}, 'ar')).toBe(form)
})

it('weaves what is to be seen into a text, in the order of the language', () => {
  expect(woven('{link} if you have a code', { link: 7 })).toEqual(['', 7, ' if you have a code'])
})

it.each([
  [['de-AT'], 'de'],
  [['nl', 'fr-CA'], 'fr'],
  [[null, 'AR'], 'ar'],
  [['nl'], 'en'],
  [[], 'en'],
])('of %j speaks %s', (tags, spoken) => {
  expect(firstSpoken(tags)).toBe(spoken)
})

it('formats by the region that the browser prefers for the language', () => {
  expect(localeFor('de', ['en-GB', 'de-CH', 'de'])).toBe('de-CH')
  expect(localeFor('es', ['en-GB'])).toBe('es')
  expect(localeFor('ar', ['ar-EG'])).toBe('ar-EG-u-nu-latn')
})

it('writes Arabic from right to left, and nothing else', () => {
  expect((['en', 'de', 'fr', 'es', 'ar'] as const).map(directionOf)).toEqual([
    'ltr',
    'ltr',
    'ltr',
    'ltr',
    'rtl',
  ])
})

import { expect, it } from 'vitest'
import { countryWords, isHomeCountry } from './countries'

it.each([
  ['DEU', 'en-GB', 'Germany'],
  ['DEU', 'de-AT', 'Deutschland'],
  ['DEU', 'ar-EG-u-nu-latn', 'ألمانيا'],
  ['che', 'fr', 'Suisse'],
  ['AT', 'es', 'Austria'],
  ['SRB', 'en', 'Serbia'],
  ['Germany', 'de', 'Germany'],
  ['XYZ', 'en', 'XYZ'],
  ['SR', 'en', 'Suriname'],
  ['', 'en', ''],
])('a country told as "%s" is, in %s, %s', (country, to, name) => {
  expect(countryWords(country, to)).toBe(name)
})

it.each([
  ['DEU', ['de-DE', 'en-US'], true],
  ['DEU', ['en', 'de-DE'], true],
  ['USA', ['de-DE', 'en-US'], false],
  ['DE', ['de-CH'], false],
  ['DEU', ['de'], false],
  ['somewhere', ['de-DE'], false],
])('%s is home to a browser set to %s: %s', (country, preferred, isHome) => {
  expect(isHomeCountry(country, preferred)).toBe(isHome)
})

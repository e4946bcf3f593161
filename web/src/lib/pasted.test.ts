import { expect, it } from 'vitest'
import { addressesIn, parcelsOf } from './pasted'

it.each([
  ['', []],
  ['Ann Example', []],
  ['Ann <ann@x.org>, bob@x.org;\ncy@x.org', ['ann@x.org', 'bob@x.org', 'cy@x.org']],
  ['mailto:ann@x.org ANN@x.org', ['ann@x.org']],
])('finds the addresses of %j', (text, addresses) => {
  expect(addressesIn(text)).toEqual(addresses)
})

const lines = (...names: string[]) => names.map((name) => `${name}@x.org`)

it('makes parcels of whole lines', () => {
  expect(parcelsOf(lines('a', 'b', 'c').join('\n'), 2)).toEqual(['a@x.org\nb@x.org', 'c@x.org'])
  expect(parcelsOf('name,email\nAnn,a@x.org\n\nBob,b@x.org', 1)).toEqual([
    'name,email\nAnn,a@x.org',
    'Bob,b@x.org',
  ])
})

it('leaves a line whole that has more than a parcel', () => {
  const long = lines('a', 'b', 'c').join(', ')
  expect(parcelsOf(`${long}\nd@x.org`, 2)).toEqual([long, 'd@x.org'])
})

it('sends what has no address, too: the server says what is wrong with it', () => {
  expect(parcelsOf('nobody', 2)).toEqual(['nobody'])
  expect(parcelsOf(' \n', 2)).toEqual([])
})

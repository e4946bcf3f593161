import { describe, expect, it } from 'vitest'
import { expiryAfter, expiryWords, isExpired, lastDay, typedUid } from './tokens'

const ZONE = 'Europe/Berlin'
const NOW = new Date('2026-11-21T12:00:00Z')

it.each([
  [' 04A1B2C3D4E5F6 ', '04A1B2C3D4E5F6'],
  ['04:a1:b2:c3', '04A1B2C3'],
  ['04 A1 B2 C3 D4 E5 F6', '04A1B2C3D4E5F6'],
  ['DE-8AA-C12E456-L', 'DE-8AA-C12E456-L'],
  ['04:A1:B2', '04:A1:B2'],
])('sends %j as %s', (typed, uid) => {
  expect(typedUid(typed)).toBe(uid)
})

describe('the last day of a token', () => {
  it.each([
    ['2026-11-21', '2026-11-21T23:00:00Z'],
    ['2026-03-29', '2026-03-29T22:00:00Z'],
  ])('%s is over when the next begins', (day, expires_at) => {
    expect(expiryAfter(day, ZONE)).toBe(expires_at)
    expect(lastDay({ expires_at }, ZONE)).toBe(day)
  })

  it('is the day itself where it ends within one', () => {
    expect(lastDay({ expires_at: '2026-11-21T09:15:00Z' }, ZONE)).toBe('2026-11-21')
  })

  it('is none where it has no end', () => {
    expect(expiryAfter('', ZONE)).toBeNull()
    expect(lastDay({ expires_at: null }, ZONE)).toBe('')
  })
})

describe('until when a token is good', () => {
  it.each([
    [null, ''],
    ['2027-11-21T23:00:00Z', 'Good until 21 November 2027'],
    ['2027-11-21T09:15:00Z', 'Good until 21 November 2027, 10:15'],
    ['2026-11-20T23:00:00Z', 'It was good until 20 November 2026'],
    ['2026-11-21T12:00:00Z', 'It was good until 21 November 2026, 13:00'],
  ])('%s', (expires_at, words) => {
    expect(expiryWords({ expires_at }, NOW, ZONE, 'en-GB')).toBe(words)
  })

  it('is over at that very moment', () => {
    expect(isExpired({ expires_at: '2026-11-21T12:00:00Z' }, NOW)).toBe(true)
    expect(isExpired({ expires_at: '2026-11-21T12:00:01Z' }, NOW)).toBe(false)
  })
})

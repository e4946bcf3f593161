import { describe, expect, it } from 'vitest'
import type { ChargerTerms, Level } from '../api/sharing-types'
import { levelWords, standingWords } from './share-words'

const level = (more: Partial<Level>): Level => ({
  measure: 'hours',
  most: 30,
  per: 'week',
  whose: 'member',
  used: 12.25,
  left: 17.75,
  from: '2026-01-05T00:00:00Z',
  until: '2026-01-12T00:00:00Z',
  prime: false,
  ...more,
})

it.each([
  [level({}), 'Hours this week: 12.3 of 30 used, 17.8 left'],
  [
    level({ measure: 'count', per: 'day', used: 1, most: 1, left: 0, prime: true }),
    'Bookings today: 1 of 1 used, 0 left (in prime time)',
  ],
  [
    level({ measure: 'kwh', per: 'month', whose: 'car', used: 0, left: 30 }),
    'kWh this month: 0 of 30 used, 30 left (with this car)',
  ],
])('%j', (given, words) => {
  expect(levelWords(given)).toBe(words)
})

describe('standing', () => {
  const terms = (more: Partial<ChargerTerms>, rules: object = {}) =>
    ({
      time_zone: 'Europe/Berlin',
      suspended_until: null,
      strikes: 0,
      active: 1,
      terms: { max_active: 3, strikes: { most: 3, within_days: 30, suspend_days: 7 }, ...rules },
      ...more,
    }) as ChargerTerms

  it('counts bookings, and strikes only where there are some', () => {
    expect(standingWords(terms({}))).toEqual(['1 of 3 bookings at a time in use.'])
    expect(standingWords(terms({ strikes: 1 }, { max_active: null }))).toEqual([
      '1 no-show or overstay of yours counts; at 3 booking is suspended.',
    ])
  })

  it('says first until when somebody is suspended', () => {
    const suspended = terms({ suspended_until: '2026-01-10T08:00:00Z', strikes: 3 })
    expect(standingWords(suspended)[0]).toBe('Booking is suspended until Sat, Jan 10, 09:00.')
    expect(standingWords(suspended)).toHaveLength(2)
  })
})

import { expect, it } from 'vitest'
import { currenciesOf, monthsBefore, sumOf, totalOf } from './usage'

const earned = (...revenue: [string, string][]) => ({
  revenue: revenue.map(([amount, currency]) => ({ amount, currency })),
})
const MONTHS = [earned(['0.10', 'EUR']), earned(), earned(['0.2', 'EUR'], ['5', 'SEK'])]

it('adds up exactly, each currency by itself', () => {
  expect(currenciesOf(MONTHS)).toEqual(['EUR', 'SEK'])
  expect(sumOf(MONTHS, 'EUR')).toBe('0.30')
  expect(sumOf(MONTHS, 'SEK')).toBe('5')
  expect(sumOf(MONTHS, 'USD')).toBe('0')
})

it('adds up figures', () => {
  expect(totalOf([{ sessions: 2 }, { sessions: 3 }], 'sessions')).toBe(5)
  expect(totalOf([], 'sessions')).toBe(0)
})

it('goes back over the year', () => {
  expect(monthsBefore('2026-02-14', 3)).toEqual(['2026-02', '2026-01', '2025-12'])
})

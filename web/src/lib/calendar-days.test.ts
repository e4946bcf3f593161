import { expect, it } from 'vitest'
import { shownDays, spanLater } from './calendar-days'

it.each(['2026-11-16', '2026-11-18', '2026-11-22'])('shows the week around %s', (day) => {
  const week = shownDays(day, 'week')
  expect([week[0], week[6], week.length]).toEqual(['2026-11-16', '2026-11-22', 7])
})

it('shows one day alone', () => {
  expect(shownDays('2026-11-18', 'day')).toEqual(['2026-11-18'])
})

it('steps by days and weeks, over the ends of months', () => {
  expect(spanLater('2026-11-30', 'day', 1)).toBe('2026-12-01')
  expect(spanLater('2026-11-30', 'week', -1)).toBe('2026-11-23')
})

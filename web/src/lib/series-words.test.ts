import { expect, it } from 'vitest'
import { seriesEnd, seriesRule } from './series-words'

const SERIES = {
  interval: 1,
  weekdays: [1, 5],
  start_date_time: '2026-11-23T07:00:00Z',
  end_date_time: '2026-11-23T09:00:00Z',
  time_zone: 'Europe/Berlin',
  until: null,
  occurrences: 8,
}

it('tells the rule on the clocks of the station', () => {
  expect(seriesRule(SERIES)).toBe('Every week on Monday and Friday, 08:00 – 10:00')
  expect(seriesRule({ ...SERIES, interval: 2, weekdays: [7] })).toBe('Every 2 weeks on Sunday, 08:00 – 10:00')
})

it('tells how long it goes on', () => {
  expect(seriesEnd(SERIES)).toBe('8 times')
  expect(seriesEnd({ ...SERIES, until: '2026-12-20' })).toBe('until Sun, December 20')
})

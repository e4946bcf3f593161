import { describe, expect, it } from 'vitest'
import {
  addDays,
  clockOf,
  dayOf,
  instantOf,
  instantWords,
  minutesWords,
  monthWords,
  periodWords,
  stopwatch,
} from './time'

describe('an instant of a wall time', () => {
  it.each([
    ['winter', '2026-01-10', '08:00', 'Europe/Berlin', '2026-01-10T07:00:00Z'],
    ['summer', '2026-07-10', '08:00', 'Europe/Berlin', '2026-07-10T06:00:00Z'],
    [
      'west of Greenwich, over midnight in UTC',
      '2026-01-10',
      '20:00',
      'America/Los_Angeles',
      '2026-01-11T04:00:00Z',
    ],
    ['a zone off the full hour', '2026-01-10', '08:00', 'Asia/Kathmandu', '2026-01-10T02:15:00Z'],
    ['exists twice: the first', '2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['does not exist: the next valid', '2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['just before the gap', '2026-03-29', '01:59', 'Europe/Berlin', '2026-03-29T00:59:00Z'],
    ['just after the gap', '2026-03-29', '03:00', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['midnight skipped', '2026-04-24', '00:00', 'Africa/Cairo', '2026-04-23T22:00:00Z'],
  ])('%s', (_why, day, clock, zone, instant) => {
    expect(instantOf(day, clock, zone)).toBe(instant)
  })

  it('is undone by the clock and day in the same zone', () => {
    const instant = instantOf('2026-02-03', '17:45', 'Pacific/Auckland')

    expect(dayOf(instant, 'Pacific/Auckland')).toBe('2026-02-03')
    expect(clockOf(instant, 'Pacific/Auckland')).toBe('17:45')
  })
})

it('counts days over the end of a month', () => {
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
})

it.each([
  [45, '45 min'],
  [60, '1 h'],
  [90, '1 h 30 min'],
  [1440, '24 h'],
  [20160, '14 days'],
])('says %i minutes as %s', (minutes, words) => {
  expect(minutesWords(minutes)).toBe(words)
})

it('tells a period by the clock of the charger, with the second day where it differs', () => {
  const late = periodWords('2026-01-10T22:00:00Z', '2026-01-11T00:30:00Z', 'Europe/Berlin', 'en-GB')

  expect(late).toBe('Sat 10 Jan, 23:00 – Sun 11 Jan, 01:30')
  expect(periodWords('2026-01-10T08:00:00Z', '2026-01-10T09:30:00Z', 'Europe/Berlin', 'en-GB')).toBe(
    'Sat 10 Jan, 09:00 – 10:30',
  )
})

it('says midnight as 00:00, not 24:00', () => {
  expect(instantWords('2026-01-10T23:00:00Z', 'Europe/Berlin', 'en-GB')).toBe('Sun 11 Jan, 00:00')
})

it('runs a stopwatch that never goes below zero', () => {
  expect(stopwatch('2026-01-10T10:00:00Z', '2026-01-10T11:04:09Z')).toBe('1:04:09')
  expect(stopwatch('2026-01-10T10:00:00Z', '2026-01-10T09:59:00Z')).toBe('0:00:00')
})

it('names a month', () => {
  expect(monthWords('2026-11', 'long', 'en-GB')).toBe('November 2026')
  expect(monthWords('2026-11', 'short', 'de')).toBe('Nov')
})

import { describe, expect, it } from 'vitest'
import type { BusyPart } from '../api/types'
import {
  clocksOfPeriod,
  drawn,
  edgeAt,
  overlaps,
  periodOfClocks,
  pick,
  shareOfDay,
  slotAt,
  stretched,
  suggestion,
} from './slots'

const DAY = { start: '2026-06-01T00:00:00Z', end: '2026-06-02T00:00:00Z' }
const SHORT_DAY = { start: '2026-03-28T23:00:00Z', end: '2026-03-29T22:00:00Z' }
const TERMS = { grid_minutes: 15, min_duration_minutes: 15, max_duration_minutes: 240 }

const at = (clock: string) => `2026-06-01T${clock}:00Z`
const busy = (from: string, until: string): BusyPart => ({
  start_date_time: at(from),
  end_date_time: at(until),
  kind: 'booking',
  mine: false,
  booking_id: null,
  driver_name: null,
  reason: null,
})

it('finds the grid time under a point of the bar', () => {
  expect(slotAt(DAY, 0.5, 15)).toBe(at('12:00'))
  expect(slotAt(DAY, 0.5 + 14 / 1440, 15)).toBe(at('12:00'))
  expect(slotAt(DAY, 0.5 + 15 / 1440, 15)).toBe(at('12:15'))
  expect(slotAt(DAY, 1, 15)).toBe(at('23:45'))
})

it('scales to a day of 23 hours', () => {
  expect(shareOfDay(SHORT_DAY, '2026-03-29T10:30:00Z')).toBe(0.5)
  expect(slotAt(SHORT_DAY, 0.5, 15)).toBe('2026-03-29T10:30:00Z')
})

it('keeps what lies outside the day at its edges', () => {
  expect(shareOfDay(DAY, '2026-05-31T22:00:00Z')).toBe(0)
  expect(shareOfDay(DAY, '2026-06-02T01:00:00Z')).toBe(1)
})

it('does not call back to back an overlap', () => {
  const hour = { start: at('10:00'), end: at('11:00') }

  expect(overlaps(hour, { start: at('11:00'), end: at('12:00') })).toBe(false)
  expect(overlaps(hour, { start: at('10:59'), end: at('12:00') })).toBe(true)
})

describe('a click on the bar', () => {
  it.each([
    ['takes an hour at first', null, at('10:00'), [], at('10:00'), at('11:00')],
    ['stops at the next busy part', null, at('10:00'), [busy('10:30', '12:00')], at('10:00'), at('10:30')],
    [
      'after the start sets the end',
      { start: at('10:00'), end: at('11:00') },
      at('12:15'),
      [],
      at('10:00'),
      at('12:30'),
    ],
    [
      'before the start begins anew',
      { start: at('10:00'), end: at('11:00') },
      at('08:00'),
      [],
      at('08:00'),
      at('09:00'),
    ],
    [
      'beyond a busy part begins anew',
      { start: at('10:00'), end: at('11:00') },
      at('12:00'),
      [busy('11:00', '12:00')],
      at('12:00'),
      at('13:00'),
    ],
    [
      'longer than the longest begins anew',
      { start: at('10:00'), end: at('11:00') },
      at('14:00'),
      [],
      at('14:00'),
      at('15:00'),
    ],
  ])('%s', (_why, chosen, slot, parts, start, end) => {
    expect(pick(chosen, slot, parts, TERMS)).toEqual({ start, end })
  })
})

describe('what is suggested', () => {
  const free = [
    { start: at('06:00'), end: at('07:00') },
    { start: at('07:30'), end: at('08:10') },
    { start: at('12:00'), end: at('24:00') },
  ]

  it.each([
    ['an hour from then on', at('13:00'), TERMS, at('13:00'), at('14:00')],
    [
      'what is left of a stretch',
      at('08:00'),
      { ...TERMS, grid_minutes: 5, min_duration_minutes: 10 },
      at('08:00'),
      at('08:10'),
    ],
    ['the next that is long enough', at('08:00'), TERMS, at('12:00'), at('13:00')],
    [
      'the longest that is allowed',
      at('13:00'),
      { ...TERMS, max_duration_minutes: 30 },
      at('13:00'),
      at('13:30'),
    ],
    [
      'the shortest that is allowed',
      at('13:00'),
      { ...TERMS, min_duration_minutes: 90 },
      at('13:00'),
      at('14:30'),
    ],
    ['an earlier one where nothing comes after', '2026-06-02T00:00:00Z', TERMS, at('06:00'), at('07:00')],
  ])('is %s', (_why, from, terms, start, end) => {
    const asked = free.map((stretch) => ({ ...stretch, end: stretch.end.replace('01T24', '02T00') }))
    expect(suggestion(asked, terms, from)).toEqual({ start, end })
  })

  it('is nothing where nothing is free for long enough', () => {
    expect(suggestion([], TERMS, at('08:00'))).toBeNull()
    expect(suggestion(free.slice(1, 2), { ...TERMS, min_duration_minutes: 60 }, at('06:00'))).toBeNull()
  })
})

it.each([
  ['onwards', at('11:30'), [], at('10:00'), at('11:45')],
  ['backwards', at('09:00'), [], at('09:00'), at('10:15')],
  ['onto a taken time', at('11:30'), [busy('11:00', '12:00')], at('10:00'), at('11:00')],
  ['back onto a taken time', at('08:00'), [busy('08:30', '09:30')], at('09:30'), at('10:15')],
  ['farther than is allowed', at('20:00'), [], at('10:00'), at('14:00')],
  ['back farther than is allowed', at('01:00'), [], at('06:15'), at('10:15')],
  ['nowhere', at('10:00'), [], at('10:00'), at('10:15')],
])('draws a time by dragging %s', (_why, slot, parts, start, end) => {
  expect(drawn(at('10:00'), slot, parts, TERMS)).toEqual({ start, end })
})

it.each([
  ['start', at('09:00'), at('09:00'), at('11:00')],
  ['start', at('12:00'), at('10:45'), at('11:00')],
  ['end', at('13:15'), at('10:00'), at('13:15')],
  ['end', at('08:00'), at('10:00'), at('10:15')],
] as const)('moves the %s of a time to %s', (edge, to, start, end) => {
  expect(stretched({ start: at('10:00'), end: at('11:00') }, edge, to, 15)).toEqual({ start, end })
})

it('finds the grid time next to a point of the bar', () => {
  expect(edgeAt(DAY, 0.5 + 8 / 1440, 15)).toBe(at('12:15'))
  expect(edgeAt(DAY, 1.2, 15)).toBe('2026-06-02T00:00:00Z')
})

it('reads an end at or before the start as the next day', () => {
  const night = periodOfClocks('2026-06-01', '23:00', '01:00', 'Europe/Berlin')

  expect(night).toEqual({ start: '2026-06-01T21:00:00Z', end: '2026-06-01T23:00:00Z' })
  expect(clocksOfPeriod(night, 'Europe/Berlin')).toEqual({ from: '23:00', until: '01:00', later: true })
})

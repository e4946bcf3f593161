import { describe, expect, it } from 'vitest'
import type { BusyPart } from '../api/types'
import {
  clocksOfPeriod,
  firstFree,
  nextSlot,
  overlaps,
  periodOfClocks,
  pick,
  shareOfDay,
  slotAt,
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

it('starts at the next grid time, and at now when now is one', () => {
  expect(nextSlot(DAY, new Date(at('10:01')), 15)).toBe(at('10:15'))
  expect(nextSlot(DAY, new Date(at('10:15')), 15)).toBe(at('10:15'))
  expect(nextSlot(DAY, new Date('2026-05-31T10:00:00Z'), 15)).toBe(at('00:00'))
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

it('offers the first free time from now on', () => {
  const parts = [busy('10:00', '11:00'), busy('11:15', '12:00')]

  expect(firstFree(DAY, parts, TERMS, new Date(at('10:05')))).toEqual({
    start: at('11:00'),
    end: at('11:15'),
  })
  expect(firstFree(DAY, [busy('00:00', '23:59')], TERMS, new Date(at('10:05')))).toBeNull()
})

it('reads an end at or before the start as the next day', () => {
  const night = periodOfClocks('2026-06-01', '23:00', '01:00', 'Europe/Berlin')

  expect(night).toEqual({ start: '2026-06-01T21:00:00Z', end: '2026-06-01T23:00:00Z' })
  expect(clocksOfPeriod(night, 'Europe/Berlin')).toEqual({ from: '23:00', until: '01:00', later: true })
})

import { describe, expect, it } from 'vitest'
import type { Booking } from '../api/types'
import {
  cancelFee,
  countdown,
  laterEnds,
  moveFee,
  saidReason,
  stateDetail,
  weekdayOf,
  weeklyRule,
} from './bookings'

const FEE = { amount: '5.00', currency: 'EUR' }

const booking = (more: Partial<Booking> = {}, terms: Partial<Booking['terms']> = {}): Booking => ({
  booking_id: 'b',
  charger_id: 'c',
  station_id: 's',
  network_id: 'n',
  station_name: 'S',
  charger_name: '',
  time_zone: 'Europe/Berlin',
  driver_id: 'd',
  driver_name: 'D',
  car_id: null,
  kind: 'booking',
  start_date_time: '2026-01-10T12:00:00Z',
  end_date_time: '2026-01-10T13:00:00Z',
  state: 'RESERVED',
  lapses_at: null,
  session_id: null,
  series_id: null,
  created_at: '2026-01-09T12:00:00Z',
  history: [],
  terms: {
    buffer_minutes: null,
    early_start_minutes: null,
    late_stop_minutes: null,
    noshow_timeout_minutes: null,
    change_until_minutes: 60,
    cancel_until_minutes: 120,
    at_end: 'keep',
    fees: { no_show: null, late_cancel: FEE, overstay_per_minute: null },
    ...terms,
  },
  may_change: true,
  may_cancel: true,
  may_approve: false,
  ...more,
})

describe('giving a booking back', () => {
  it('is free up to its limit, then costs', () => {
    expect(cancelFee(booking(), new Date('2026-01-10T10:00:00Z'))).toBe(null)
    expect(cancelFee(booking(), new Date('2026-01-10T10:00:01Z'))).toEqual(FEE)
    expect(moveFee(booking(), new Date('2026-01-10T11:00:00Z'))).toBe(null)
    expect(moveFee(booking(), new Date('2026-01-10T11:00:01Z'))).toEqual(FEE)
  })

  it('costs nothing while it waits for approval, nor without a limit', () => {
    const late = new Date('2026-01-10T11:59:00Z')
    expect(cancelFee(booking({ state: 'PENDING' }), late)).toBe(null)
    expect(cancelFee(booking({}, { cancel_until_minutes: null }), late)).toBe(null)
  })
})

it('tells why a booking is over, and by when a manager decides', () => {
  const step = { at: '2026-01-09T12:00:00Z', by: 'm', state: 'REJECTED' as const }
  const byPerson = booking({
    state: 'REJECTED',
    history: [{ ...step, reason: 'Holidays', reason_code: null }],
  })
  const byClock = booking({
    state: 'REJECTED',
    history: [{ ...step, reason: 'lapsed', reason_code: 'lapsed' }],
  })
  expect([stateDetail(byPerson), saidReason(byPerson)]).toEqual(['', 'Holidays'])
  expect([stateDetail(byClock), saidReason(byClock)]).toEqual(['Nobody approved it in time.', null])
  expect([stateDetail(booking()), saidReason(booking({ history: byPerson.history }))]).toEqual(['', null])
  expect(stateDetail(booking({ state: 'PENDING', lapses_at: '2026-01-10T08:00:00Z' }), 'en-GB')).toBe(
    'A manager decides by Sat 10 Jan, 09:00, else it lapses.',
  )
})

it.each([
  ['13:00', 30, 'UTC', ['13:30', '14:00', '14:30', '15:00', '16:00', '17:00']],
  ['13:05', 15, 'UTC', ['13:15', '13:30', '13:45', '14:00', '14:30', '15:00', '16:00', '17:00']],
  ['13:05', 60, 'Asia/Kolkata', ['13:30', '14:30', '15:30', '16:30']],
])('offers later ends than %s on a grid of %i minutes in %s', (clock, grid, zone, expected) => {
  const ends = laterEnds(`2026-01-10T${clock}:00Z`, grid, zone).map((end) => end.slice(11, 16))

  expect(ends).toEqual(expected)
})

it('writes a weekly rule as calendars do', () => {
  expect(weeklyRule([5, 1], { count: 8 })).toBe('FREQ=WEEKLY;BYDAY=MO,FR;COUNT=8')
  expect(weeklyRule([7], { until: '2026-12-31' })).toBe('FREQ=WEEKLY;BYDAY=SU;UNTIL=20261231')
  expect([weekdayOf('2026-01-10'), weekdayOf('2026-01-11')]).toEqual([6, 7])
})

it.each([
  ['2026-01-10T12:00:00Z', ''],
  ['2026-01-10T12:00:01Z', '0:01'],
  ['2026-01-10T12:14:59.5Z', '15:00'],
  ['2026-01-10T14:03:00Z', '2 h 3 min'],
])('until %s there is "%s" left', (until, words) => {
  expect(countdown(until, new Date('2026-01-10T12:00:00Z'))).toBe(words)
})

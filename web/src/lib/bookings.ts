/** What a booking's state is called, and what it costs to give it back or move it now. */
import type { Booking, BookingState, Money } from '../api/types'
import { fill, words } from '../words'
import { addMinutes, clockOf, instantWords, minutesBetween, minutesWords, stopwatch } from './time'
import type { StateWords } from './words'

const w = words('visits')

const LOOKS: Record<BookingState, Omit<StateWords, 'word'>> = {
  PENDING: { shape: 'clock', tone: 'busy' },
  RESERVED: { shape: 'clock', tone: 'free' },
  FULFILLED: { shape: 'bolt', tone: 'quiet' },
  CANCELED: { shape: 'cross', tone: 'quiet' },
  NO_SHOW: { shape: 'ring', tone: 'bad' },
  REJECTED: { shape: 'cross', tone: 'bad' },
  FAILED: { shape: 'cross', tone: 'bad' },
}

export function bookingState(state: BookingState): StateWords {
  return { word: w.bookingStates[state], ...LOOKS[state] }
}

/** What is worth saying of a booking's state beyond its word; empty where nothing is, or a person said it. */
export function stateDetail(booking: Booking, to?: string): string {
  if (booking.state === 'PENDING' && booking.lapses_at !== null) {
    return fill(w.decidesBy, { time: instantWords(booking.lapses_at, booking.time_zone, to) })
  }
  const code = endOf(booking)?.reason_code
  return code ? w.endReasons[code] : ''
}

/** Why a person ended it, in their own words; null where none did, or nothing was said. */
export function saidReason(booking: Booking): string | null {
  const end = endOf(booking)
  return end?.reason && !end.reason_code ? end.reason : null
}

function endOf(booking: Booking): Booking['history'][number] | undefined {
  return ['REJECTED', 'FAILED', 'CANCELED'].includes(booking.state) ? booking.history.at(-1) : undefined
}

/** What cancelling costs at `now`; null: nothing. Exactly at the limit is still in time. */
export function cancelFee(booking: Booking, now: Date): Money | null {
  const { cancel_until_minutes, fees } = booking.terms
  return isLate(booking, cancel_until_minutes, now) ? fees.late_cancel : null
}

/** What moving the start costs at `now`; null: nothing. */
export function moveFee(booking: Booking, now: Date): Money | null {
  const { change_until_minutes, fees } = booking.terms
  return isLate(booking, change_until_minutes, now) ? fees.late_cancel : null
}

function isLate(booking: Booking, untilMinutes: number | null, now: Date): boolean {
  if (untilMinutes === null || booking.state === 'PENDING') return false
  return minutesBetween(addMinutes(booking.start_date_time, -untilMinutes), now) > 0
}

/** Later ends that a charge under way may be given, on the grid of the station's clock: a few near ones, then each hour. */
export function laterEnds(end: string, gridMinutes: number, zone: string): string[] {
  const past = Number(clockOf(end, zone).slice(-2)) % gridMinutes
  const steps = [15, 30, 45, 60, 90, 120, 180, 240].map((m) => Math.ceil(m / gridMinutes) * gridMinutes)
  return [...new Set(steps)].map((minutes) => addMinutes(end, minutes - past))
}

/** An RFC 5545 rule: weekly on these days (Monday 1), so many times or until a day of the station's calendar. */
export function weeklyRule(days: readonly number[], ends: { count: number } | { until: string }): string {
  const names = [...days].sort().map((day) => ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][day - 1])
  const end = 'count' in ends ? `COUNT=${ends.count}` : `UNTIL=${ends.until.replaceAll('-', '')}`
  return `FREQ=WEEKLY;BYDAY=${names.join(',')};${end}`
}

/** ISO weekday (Monday 1) of a calendar day. */
export function weekdayOf(day: string): number {
  return Temporal.PlainDate.from(day).dayOfWeek
}

/** The time left until an instant: "4:05" minutes and seconds, or "1 h 4 min"; empty when it is over. */
export function countdown(until: string, now: Date): string {
  const seconds = Math.ceil(minutesBetween(now, until) * 60)
  if (seconds <= 0) return ''
  if (seconds >= 3600) return minutesWords(Math.floor(seconds / 60))
  const shown = new Date(now.getTime() + seconds * 1000)
  return stopwatch(now, shown).replace(/^0:0?/, '')
}

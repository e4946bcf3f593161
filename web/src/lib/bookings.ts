/** What a booking's state is called, and what it costs to give it back or move it now. */
import type { Booking, BookingState, Money } from '../api/types'
import { addMinutes, instantWords } from './time'
import type { StateWords } from './words'

export const BOOKING_STATES: Record<BookingState, StateWords> = {
  PENDING: { word: 'Waits for approval', shape: 'clock', tone: 'busy' },
  RESERVED: { word: 'Booked', shape: 'clock', tone: 'free' },
  FULFILLED: { word: 'Charged', shape: 'bolt', tone: 'quiet' },
  CANCELED: { word: 'Cancelled', shape: 'cross', tone: 'quiet' },
  NO_SHOW: { word: 'Not used', shape: 'ring', tone: 'bad' },
  REJECTED: { word: 'Not approved', shape: 'cross', tone: 'bad' },
  FAILED: { word: 'Charger broke', shape: 'cross', tone: 'bad' },
}

/** What is worth saying of a booking's state beyond its word; empty where nothing is. */
export function stateDetail(booking: Booking, locale?: string): string {
  if (booking.state === 'PENDING' && booking.lapses_at !== null) {
    return `A manager decides by ${instantWords(booking.lapses_at, booking.time_zone, locale)}, else it lapses.`
  }
  const last = booking.history.at(-1)
  const isOver = ['REJECTED', 'FAILED', 'CANCELED'].includes(booking.state)
  return isOver && last?.reason ? `Why: ${last.reason}` : ''
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
  return now.getTime() > Date.parse(addMinutes(booking.start_date_time, -untilMinutes))
}

/** Later ends that a charge under way may be given, on the grid: a few near ones, then each hour. */
export function laterEnds(end: string, gridMinutes: number): string[] {
  const steps = [15, 30, 45, 60, 90, 120, 180, 240].map((m) => Math.ceil(m / gridMinutes) * gridMinutes)
  return [...new Set(steps)].map((minutes) => addMinutes(end, minutes))
}

/** An RFC 5545 rule: weekly on these days (Monday 1), so many times or until a day of the station's calendar. */
export function weeklyRule(days: readonly number[], ends: { count: number } | { until: string }): string {
  const names = [...days].sort().map((day) => ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][day - 1])
  const end = 'count' in ends ? `COUNT=${ends.count}` : `UNTIL=${ends.until.replaceAll('-', '')}`
  return `FREQ=WEEKLY;BYDAY=${names.join(',')};${end}`
}

/** ISO weekday (Monday 1) of a calendar day. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** The time left until an instant: "4:05" minutes and seconds, or "1 h 4 min"; empty when it is over. */
export function countdown(until: string, now: Date): string {
  const seconds = Math.ceil((Date.parse(until) - now.getTime()) / 1000)
  if (seconds <= 0) return ''
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

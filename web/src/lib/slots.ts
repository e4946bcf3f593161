import type { BusyPart } from '../api/types'
import { addMinutes, clockOf, dayOf, instantOf, minutesBetween } from './time'

/** A half-open period `[start, end)` of RFC 3339 instants. */
export interface Period {
  start: string
  end: string
}

export interface SlotTerms {
  grid_minutes: number
  min_duration_minutes: number | null
  max_duration_minutes: number | null
}

/** The share (0..1) of the day that has passed at an instant, clamped to the day. */
export function shareOfDay(day: Period, instant: string | Date): number {
  const share = minutesBetween(day.start, instant) / minutesBetween(day.start, day.end)
  return Math.min(1, Math.max(0, share))
}

/** The grid time at or before the given share of the day. */
export function slotAt(day: Period, share: number, gridMinutes: number): string {
  const minutes = minutesBetween(day.start, day.end) * share
  const last = minutesBetween(day.start, day.end) - gridMinutes
  return addMinutes(day.start, Math.min(last, Math.floor(minutes / gridMinutes) * gridMinutes))
}

/** The first grid time at or after `now`, counted from the day's start. */
export function nextSlot(day: Period, now: Date, gridMinutes: number): string {
  const minutes = Math.max(0, minutesBetween(day.start, now))
  return addMinutes(day.start, Math.ceil(minutes / gridMinutes) * gridMinutes)
}

export function overlaps(a: Period, b: Period): boolean {
  return Date.parse(a.start) < Date.parse(b.end) && Date.parse(b.start) < Date.parse(a.end)
}

function busyPeriod(part: BusyPart): Period {
  return { start: part.start_date_time, end: part.end_date_time }
}

/** An hour from `start`, shortened to the next busy part and to what the terms allow. */
export function suggestEnd(start: string, busy: readonly BusyPart[], terms: SlotTerms): string {
  const wished = Math.max(60, terms.min_duration_minutes ?? 0)
  const longest = Math.min(wished, terms.max_duration_minutes ?? wished)
  const nextBusy = busy
    .map((part) => minutesBetween(start, part.start_date_time))
    .filter((minutes) => minutes > 0)
    .reduce((a, b) => Math.min(a, b), longest)
  return addMinutes(start, Math.max(terms.grid_minutes, nextBusy))
}

/** What a click on the slot at `slot` makes of the choice: the end when it comes after the start, else a new start. */
export function pick(
  chosen: Period | null,
  slot: string,
  busy: readonly BusyPart[],
  terms: SlotTerms,
): Period {
  const grown = chosen === null ? null : { start: chosen.start, end: addMinutes(slot, terms.grid_minutes) }
  const fits =
    grown !== null &&
    Date.parse(slot) > Date.parse(grown.start) &&
    minutesBetween(grown.start, grown.end) <= (terms.max_duration_minutes ?? 1440) &&
    !busy.some((part) => overlaps(busyPeriod(part), grown))
  return fits ? grown : { start: slot, end: suggestEnd(slot, busy, terms) }
}

/** The first free hour or so of the day from `from` on, or null when nothing is left of it. */
export function firstFree(
  day: Period,
  busy: readonly BusyPart[],
  terms: SlotTerms,
  from: Date,
): Period | null {
  const grid = terms.grid_minutes
  const shortest = Math.max(grid, terms.min_duration_minutes ?? 0)
  for (let start = nextSlot(day, from, grid); start < day.end; start = addMinutes(start, grid)) {
    const least = { start, end: addMinutes(start, shortest) }
    if (!busy.some((part) => overlaps(busyPeriod(part), least))) {
      return { start, end: suggestEnd(start, busy, terms) }
    }
  }
  return null
}

/** The period of two clocks on a day in the zone; an end at or before the start is on the next day. */
export function periodOfClocks(day: string, from: string, until: string, zone: string): Period {
  const start = instantOf(day, from, zone)
  const sameDay = instantOf(day, until, zone)
  if (Date.parse(sameDay) > Date.parse(start)) return { start, end: sameDay }
  const next = new Date(`${day}T12:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return { start, end: instantOf(next.toISOString().slice(0, 10), until, zone) }
}

/** The two clocks of a period, and whether it ends on a later day. */
export function clocksOfPeriod(
  period: Period,
  zone: string,
): { from: string; until: string; later: boolean } {
  return {
    from: clockOf(period.start, zone),
    until: clockOf(period.end, zone),
    later: dayOf(period.start, zone) !== dayOf(period.end, zone),
  }
}

/** Full hours of a day for its scale, as instants. */
export function hourTicks(day: Period, everyHours: number): string[] {
  const ticks: string[] = []
  for (let t = day.start; t < day.end; t = addMinutes(t, everyHours * 60)) ticks.push(t)
  return ticks
}

/** The same clocks on another day of the zone. */
export function onDay(period: Period, day: string, zone: string): Period {
  const { from, until } = clocksOfPeriod(period, zone)
  return periodOfClocks(day, from, until, zone)
}

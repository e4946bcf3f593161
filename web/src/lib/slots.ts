import type { BusyPart } from '../api/types'
import { addDays, addMinutes, clockOf, dayOf, instantOf, minutesBetween } from './time'

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

/**
 * An hour or so within one of the free stretches: the first that begins at `from` or later, else the first of all.
 * Null where nothing is free.
 */
export function suggestion(free: readonly Period[], terms: SlotTerms, from: string): Period | null {
  const shortest = Math.max(terms.grid_minutes, terms.min_duration_minutes ?? 0)
  const wished = Math.max(60, shortest)
  const longest = Math.min(wished, terms.max_duration_minutes ?? wished)
  const cut = free.map(({ start, end }) => ({ start: laterOf(start, from), end }))
  const fits = ({ start, end }: Period) => minutesBetween(start, end) >= shortest
  const stretch = cut.find(fits) ?? free.find(fits)
  if (stretch === undefined) return null
  return { start: stretch.start, end: earlierOf(stretch.end, addMinutes(stretch.start, longest)) }
}

function laterOf(a: string, b: string): string {
  return Date.parse(a) >= Date.parse(b) ? a : b
}

function earlierOf(a: string, b: string): string {
  return Date.parse(a) <= Date.parse(b) ? a : b
}

/**
 * What dragging from one slot to another draws: no longer than the terms allow, and cut where somebody holds the
 * charger. The slot where it began always belongs to it.
 */
export function drawn(first: string, slot: string, busy: readonly BusyPart[], terms: SlotTerms): Period {
  const grid = terms.grid_minutes
  const most = Math.max(grid, terms.max_duration_minutes ?? 1440)
  const behind = addMinutes(first, grid)
  if (Date.parse(slot) >= Date.parse(first)) {
    const starts = busy
      .map((part) => part.start_date_time)
      .filter((at) => Date.parse(at) >= Date.parse(behind))
    return {
      start: first,
      end: [addMinutes(slot, grid), addMinutes(first, most), ...starts].reduce(earlierOf),
    }
  }
  const ends = busy.map((part) => part.end_date_time).filter((at) => Date.parse(at) <= Date.parse(first))
  return { start: [slot, addMinutes(behind, -most), ...ends].reduce(laterOf), end: behind }
}

/** A period with one end moved, and at least a slot long. */
export function stretched(period: Period, edge: keyof Period, to: string, gridMinutes: number): Period {
  return edge === 'start'
    ? { ...period, start: earlierOf(to, addMinutes(period.end, -gridMinutes)) }
    : { ...period, end: laterOf(to, addMinutes(period.start, gridMinutes)) }
}

/** The grid time next to the given share of the day. */
export function edgeAt(day: Period, share: number, gridMinutes: number): string {
  const minutes = minutesBetween(day.start, day.end) * Math.min(1, Math.max(0, share))
  return addMinutes(day.start, Math.round(minutes / gridMinutes) * gridMinutes)
}

/** The period of two clocks on a day in the zone; an end at or before the start is on the next day. */
export function periodOfClocks(day: string, from: string, until: string, zone: string): Period {
  const start = instantOf(day, from, zone)
  const sameDay = instantOf(day, until, zone)
  if (Date.parse(sameDay) > Date.parse(start)) return { start, end: sameDay }
  return { start, end: instantOf(addDays(day, 1), until, zone) }
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

/** A day from midnight to midnight in the zone. */
export function dayPeriod(day: string, zone: string): Period {
  return { start: instantOf(day, '00:00', zone), end: instantOf(addDays(day, 1), '00:00', zone) }
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

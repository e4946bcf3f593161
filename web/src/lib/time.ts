/** Wall times in a given IANA zone. Instants are RFC 3339 strings or Dates; days are YYYY-MM-DD; clocks HH:MM. */

import { counted, fill, locale, words } from '../words'
import { dateFormat } from './formats'

const w = words('common')

/** The zone that this device is set to. */
export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

function instantAt(instant: string | Date): Temporal.Instant {
  return typeof instant === 'string'
    ? Temporal.Instant.from(instant)
    : Temporal.Instant.fromEpochMilliseconds(instant.getTime())
}

function wall(instant: string | Date, zone: string): Temporal.ZonedDateTime {
  return instantAt(instant).toZonedDateTimeISO(zone)
}

/** The calendar day of an instant in the zone. */
export function dayOf(instant: string | Date, zone: string): string {
  return wall(instant, zone).toPlainDate().toString()
}

/** The 24-hour clock of an instant in the zone, as an `<input type="time">` holds it. */
export function clockOf(instant: string | Date, zone: string): string {
  return wall(instant, zone).toPlainTime().toString({ smallestUnit: 'minute' })
}

/** The instant of a wall time: one that exists twice means the first, one skipped by a clock change the next valid. */
export function instantOf(day: string, clock: string, zone: string): string {
  const asked = Temporal.PlainDateTime.from(`${day}T${clock}`)
  const found = asked.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const exists = found.toPlainDateTime().equals(asked)
  return iso((exists ? found : (found.getTimeZoneTransition('next') ?? found)).epochMilliseconds)
}

/** RFC 3339 in UTC to the second. */
export function iso(time: number | Date): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(typeof time === 'number' ? time : time.getTime())
  return instant.toString({ smallestUnit: 'second' })
}

/** The day `count` days after `day`. */
export function addDays(day: string, count: number): string {
  return Temporal.PlainDate.from(day).add({ days: count }).toString()
}

export function addMinutes(instant: string | Date, minutes: number): string {
  return iso(instantAt(instant).epochMilliseconds + minutes * MINUTE)
}

export function minutesBetween(start: string | Date, end: string | Date): number {
  return (instantAt(end).epochMilliseconds - instantAt(start).epochMilliseconds) / MINUTE
}

const MINUTE = 60_000

function said(
  instant: string | Date | Temporal.PlainDate,
  zone: string,
  options: Intl.DateTimeFormatOptions,
  to: string,
): string {
  const date =
    instant instanceof Temporal.PlainDate ? instant.toZonedDateTime(zone).toInstant() : instantAt(instant)
  return dateFormat(to, { timeZone: zone, ...options }).format(date.epochMilliseconds)
}

/** A day for reading: "Sat 21 November". */
export function dayWords(day: string, to = locale.value): string {
  const options = { weekday: 'short', day: 'numeric', month: 'long' } as const
  return said(Temporal.PlainDate.from(day), 'UTC', options, to)
}

/** A day where little room is: "Sat 21 Nov". */
export function shortDayWords(day: string, to = locale.value): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short' } as const
  return said(Temporal.PlainDate.from(day), 'UTC', options, to)
}

/** An instant for reading, in the zone: "Sat 21 Nov, 10:15". */
export function instantWords(instant: string | Date, zone: string, to = locale.value): string {
  return said(
    instant,
    zone,
    {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    },
    to,
  )
}

/** A period for reading, in the zone: "Sat 21 Nov, 10:15 – 11:30", with the second day where it differs. */
export function periodWords(start: string, end: string, zone: string, to = locale.value): string {
  const sameDay = dayOf(start, zone) === dayOf(end, zone)
  const until = sameDay ? clockWords(end, zone, to) : instantWords(end, zone, to)
  return `${instantWords(start, zone, to)} – ${until}`
}

/** The clock of an instant for reading, in the zone: "10:15". */
export function clockWords(instant: string | Date, zone: string, to = locale.value): string {
  return said(instant, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, to)
}

/** The clock to the second, in the zone: "10:15:07". */
export function secondWords(instant: string | Date, zone: string, to = locale.value): string {
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  return said(instant, zone, options, to)
}

/** A day of the week for reading; 0 is Monday. */
export function weekdayWords(weekday: number, length: 'long' | 'short' = 'long', to = locale.value): string {
  return said(Temporal.PlainDate.from(A_MONDAY).add({ days: weekday }), 'UTC', { weekday: length }, to)
}

const A_MONDAY = '2024-01-01'

/** A month (YYYY-MM) for reading: "November 2026", or "Nov" where there is little room. */
export function monthWords(month: string, length: 'long' | 'short' = 'long', to = locale.value): string {
  const options =
    length === 'long' ? ({ month: 'long', year: 'numeric' } as const) : ({ month: 'short' } as const)
  return said(Temporal.PlainDate.from(`${month}-01`), 'UTC', options, to)
}

/** A length for reading: "45 min", "1 h 30 min", "14 days". */
export function minutesWords(minutes: number): string {
  if (minutes >= 2880 && minutes % 1440 === 0) return counted(w.days, minutes / 1440)
  const hours = Math.floor(minutes / 60)
  const rest = fill(w.minutes, { count: Math.round(minutes % 60) })
  if (hours === 0) return rest
  const full = fill(w.hours, { count: hours })
  return minutes % 60 === 0 ? full : fill(w.hoursAndMinutes, { hours: full, minutes: rest })
}

/** A running length as a stopwatch shows it: "0:04:09". */
export function stopwatch(start: string | Date, end: string | Date): string {
  const seconds = Math.max(0, Math.floor(minutesBetween(start, end) * 60))
  const two = (n: number) => String(n).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** The zone's short name at an instant, shown where it differs from the reader's: "CET". */
export function zoneName(instant: string | Date, zone: string, to = locale.value): string {
  const format = dateFormat(to, { timeZone: zone, timeZoneName: 'short' })
  const parts = format.formatToParts(instantAt(instant).epochMilliseconds)
  return parts.find((p) => p.type === 'timeZoneName')?.value ?? zone
}

/** Wall times in a given IANA zone. Instants are RFC 3339 strings or Dates; days are YYYY-MM-DD; clocks HH:MM. */

const MINUTE = 60_000

interface Wall {
  day: string
  clock: string
  second: number
}

const wallFormats = new Map<string, Intl.DateTimeFormat>()

function wallFormat(zone: string): Intl.DateTimeFormat {
  let format = wallFormats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    wallFormats.set(zone, format)
  }
  return format
}

function wall(instant: Date, zone: string): Wall {
  const parts = Object.fromEntries(
    wallFormat(zone)
      .formatToParts(instant)
      .map((p) => [p.type, p.value]),
  )
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    clock: `${parts.hour}:${parts.minute}`,
    second: Number(parts.second),
  }
}

/** The calendar day of an instant in the zone. */
export function dayOf(instant: string | Date, zone: string): string {
  return wall(new Date(instant), zone).day
}

/** The 24-hour clock of an instant in the zone, as an `<input type="time">` holds it. */
export function clockOf(instant: string | Date, zone: string): string {
  return wall(new Date(instant), zone).clock
}

/** The instant of a wall time: one that exists twice means the first, one skipped by a clock change the next valid. */
export function instantOf(day: string, clock: string, zone: string): string {
  const asked = Date.parse(`${day}T${clock}:00Z`)
  const offsets = [-24, 0, 24].map((hours) => offsetAt(asked + hours * 60 * MINUTE, zone))
  const exact = offsets.map((offset) => asked - offset).filter((t) => t + offsetAt(t, zone) === asked)
  if (exact.length > 0) return iso(Math.min(...exact))
  return iso(firstInstantAfterGap(asked - Math.max(...offsets), zone))
}

function offsetAt(time: number, zone: string): number {
  const { day, clock, second } = wall(new Date(time), zone)
  return Date.parse(`${day}T${clock}:00Z`) + second * 1000 - Math.floor(time / 1000) * 1000
}

function firstInstantAfterGap(before: number, zone: string): number {
  const offset = offsetAt(before, zone)
  let time = before
  while (offsetAt(time, zone) === offset && time < before + 1440 * MINUTE) time += MINUTE
  return time
}

/** RFC 3339 in UTC to the second. */
export function iso(time: number | Date): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`
}

/** The day `count` days after `day`. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

export function addMinutes(instant: string | Date, minutes: number): string {
  return iso(new Date(instant).getTime() + minutes * MINUTE)
}

export function minutesBetween(start: string | Date, end: string | Date): number {
  return (new Date(end).getTime() - new Date(start).getTime()) / MINUTE
}

/** A day for reading: "Sat 21 November". */
export function dayWords(day: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'long',
  }).format(new Date(`${day}T00:00:00Z`))
}

/** An instant for reading, in the zone: "Sat 21 Nov, 10:15". */
export function instantWords(instant: string | Date, zone: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant))
}

/** A period for reading, in the zone: "Sat 21 Nov, 10:15 – 11:30", with the second day where it differs. */
export function periodWords(start: string, end: string, zone: string, locale?: string): string {
  const sameDay = dayOf(start, zone) === dayOf(end, zone)
  const until = sameDay ? clockOf(end, zone) : instantWords(end, zone, locale)
  return `${instantWords(start, zone, locale)} – ${until}`
}

/** A length for reading: "45 min", "1 h 30 min", "14 days". */
export function minutesWords(minutes: number): string {
  if (minutes >= 2880 && minutes % 1440 === 0) return `${minutes / 1440} days`
  const hours = Math.floor(minutes / 60)
  const rest = Math.round(minutes % 60)
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

/** A running length as a stopwatch shows it: "0:04:09". */
export function stopwatch(start: string | Date, end: string | Date): string {
  const seconds = Math.max(0, Math.floor((new Date(end).getTime() - new Date(start).getTime()) / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** The zone's short name at an instant, shown where it differs from the reader's: "CET". */
export function zoneName(instant: string | Date, zone: string, locale?: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(
    new Date(instant),
  )
  return parts.find((p) => p.type === 'timeZoneName')?.value ?? zone
}

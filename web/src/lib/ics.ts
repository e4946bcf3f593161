/** One booking as a calendar's file (RFC 5545), for calendars that subscribe to nothing. */

export interface CalendarEntry {
  /** The same as in the feed of all bookings, so that a calendar with both shows it once. */
  booking_id: string
  /** Instants, RFC 3339. */
  start: string
  end: string
  summary: string
  location: string
  position: { latitude: number; longitude: number } | null
  url: string
}

/** The file's text; `now` is when it was written. */
export function calendarFile(entry: CalendarEntry, now: Date): string {
  const { position } = entry
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//PlugNexus//PlugNexus//EN',
    'BEGIN:VEVENT',
    `UID:${entry.booking_id}@plugnexus`,
    `DTSTAMP:${instant(now.toISOString())}`,
    `DTSTART:${instant(entry.start)}`,
    `DTEND:${instant(entry.end)}`,
    `SUMMARY:${escaped(entry.summary)}`,
    `LOCATION:${escaped(entry.location)}`,
    ...(position === null ? [] : [`GEO:${position.latitude.toFixed(6)};${position.longitude.toFixed(6)}`]),
    `URL:${entry.url}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** In UTC, as calendars write it: 20261121T101500Z. */
function instant(at: string): string {
  return Temporal.Instant.from(at).toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')
}

const MOST_OCTETS = 75

/** Lines of 75 octets at most, each further one beginning with a blank (section 3.1). */
function folded(line: string): string {
  const octets = (text: string) => new TextEncoder().encode(text).length
  const parts = ['']
  for (const character of line) {
    const here = parts.length - 1
    const most = here === 0 ? MOST_OCTETS : MOST_OCTETS - 1
    if (octets(`${parts[here]}${character}`) > most) parts.push(character)
    else parts[here] += character
  }
  return parts.join('\r\n ')
}

import { expect, it } from 'vitest'
import { calendarFile } from './ics'

const ENTRY = {
  booking_id: 'b1',
  start: '2026-11-21T10:15:00Z',
  end: '2026-11-21T12:00:00+01:00',
  summary: 'Charging at Courtyard, Left; \\',
  location: 'Elm Street 1\n79098 Freiburg',
  position: { latitude: 47.9931, longitude: 7.84634567 },
  url: 'https://example.org/bookings',
}
const NOW = new Date('2026-11-20T08:00:00.500Z')

it('writes one event', () => {
  expect(calendarFile(ENTRY, NOW).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//PlugNexus//PlugNexus//EN',
    'BEGIN:VEVENT',
    'UID:b1@plugnexus',
    'DTSTAMP:20261120T080000Z',
    'DTSTART:20261121T101500Z',
    'DTEND:20261121T110000Z',
    'SUMMARY:Charging at Courtyard\\, Left\\; \\\\',
    'LOCATION:Elm Street 1\\n79098 Freiburg',
    'GEO:47.993100;7.846346',
    'URL:https://example.org/bookings',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

it('folds long lines by octets, and no character apart', () => {
  const summary = 'ü'.repeat(200)
  const text = calendarFile({ ...ENTRY, summary, position: null }, NOW)

  for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
  expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${summary}\r\n`)
  expect(text).not.toContain('GEO')
})

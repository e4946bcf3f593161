/** Why something is refused, in words: what the rule says, and when it would pass. */
import type { Violation } from '../api/types'
import { instantWords, minutesWords } from './time'

interface Refusal {
  /** In a report, where many of one kind are counted. */
  name: string
  /** The rule in one sentence, of the value that it allows in minutes; else the server's words do. */
  says?: (minutes: string) => string
  /** Before the instant from which it passes. */
  passes?: string
}

const REFUSALS: Readonly<Record<string, Refusal>> = {
  too_short: { name: 'Too short', says: (m) => `A booking lasts at least ${m}.` },
  too_long: { name: 'Too long', says: (m) => `At most ${m} at a time.` },
  off_grid: { name: 'Off the grid', says: (m) => `Bookings start and end every ${m}.` },
  in_past: { name: 'In the past' },
  too_far_ahead: { name: 'Too far ahead', says: (m) => `At most ${m} ahead.` },
  too_soon: {
    name: 'Too soon',
    says: (m) => `Book at least ${m} before the start.`,
    passes: 'The earliest start is',
  },
  too_many_active: { name: 'Too many bookings', passes: 'The next of them is over' },
  quota_exceeded: { name: 'Quota used up', passes: 'It counts anew from' },
  cooldown: {
    name: 'Pause between bookings',
    says: (m) => `At least ${m} between two bookings of yours at one station.`,
  },
  prime_time_class: { name: 'Prime time of others' },
  prime_time_too_long: {
    name: 'Too long in prime time',
    says: (m) => `At most ${m} of a booking in prime time.`,
  },
  suspended: { name: 'Suspended', passes: 'You can book again from' },
  closed: { name: 'Closed', passes: 'Open again from' },
  overlaps: { name: 'Taken' },
  out_of_service: { name: 'Out of service' },
  not_a_member: { name: 'Not a member' },
  not_your_turn: { name: "Somebody else's turn", passes: 'Free from' },
  walk_up_not_allowed: { name: 'Without a booking' },
  too_late_to_change: { name: 'Too late to move' },
  too_late_to_cancel: { name: 'Too late to cancel' },
}

/** What a code is called where refusals are counted. */
export function refusalName(code: string): string {
  return REFUSALS[code]?.name ?? code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ')
}

/** A refused rule: what it says, and from when on it would pass, by the clock of the zone. */
export function violationWords(violation: Violation, zone: string, locale?: string): string {
  const { code, detail, allowed, passes_at } = violation
  const refusal = REFUSALS[code]
  const says = typeof allowed === 'number' && refusal?.says
  const period = code === 'closed' ? periodOf(allowed) : null
  const words = period
    ? `Closed from ${instantWords(period.start, zone, locale)}.`
    : says
      ? says(minutesWords(allowed))
      : detail
  if (!passes_at) return words
  return `${words} ${refusal?.passes ?? 'Possible from'} ${instantWords(passes_at, zone, locale)}.`
}

function periodOf(allowed: unknown): { start: string } | null {
  const start = typeof allowed === 'object' && allowed !== null && 'start' in allowed && allowed.start
  return typeof start === 'string' ? { start } : null
}

/** The rules of a policy in the groups in which owners edit them, and what they are called. */
import type { RuleName } from '../api/policy'

export const LABELS: Record<RuleName, string> = {
  grid_minutes: 'Bookings start every',
  min_duration_minutes: 'Shortest booking',
  max_duration_minutes: 'Longest booking',
  max_advance_minutes: 'How far ahead',
  min_notice_minutes: 'Shortest notice before the start',
  max_active: 'Bookings per member at a time',
  walk_up: 'Charging without a booking',
  quotas: 'Quotas',
  prime_time: 'Prime time',
  cooldown_minutes: 'Pause between two bookings of a member',
  buffer_minutes: 'Free time between two bookings of a charger',
  closures: 'Closures',
  approval: 'Approval',
  approve_within_minutes: 'Time to approve',
  change_until_minutes: 'Moving ends, before the start',
  cancel_until_minutes: 'Cancelling ends, before the start',
  early_start_minutes: 'Plugging in early',
  noshow_timeout_minutes: 'How long a charger waits for its driver',
  late_stop_minutes: 'Grace after the end',
  at_end: 'When the grace is over',
  strikes: 'Suspension',
  fees: 'Fees',
  waiting: 'Waitlist',
}

export interface Group {
  title: string
  /** What stands there when none of its rules says anything. */
  none: string
  rules: readonly RuleName[]
}

export const GROUPS: readonly Group[] = [
  {
    title: 'Basics',
    none: 'No limits.',
    rules: [
      'grid_minutes',
      'min_duration_minutes',
      'max_duration_minutes',
      'max_advance_minutes',
      'min_notice_minutes',
      'max_active',
      'walk_up',
    ],
  },
  {
    title: 'Fair share',
    none: 'No quotas, no prime time: everybody takes what is free.',
    rules: ['quotas', 'prime_time', 'cooldown_minutes', 'buffer_minutes'],
  },
  {
    title: 'Approval and cancelling',
    none: 'Bookings hold at once.',
    rules: ['approval', 'approve_within_minutes', 'change_until_minutes', 'cancel_until_minutes'],
  },
  {
    title: 'At the plug',
    none: 'No rules at the plug.',
    rules: ['early_start_minutes', 'noshow_timeout_minutes', 'late_stop_minutes', 'at_end'],
  },
  {
    title: 'No-shows and fees',
    none: 'Nobody is suspended, and nothing costs.',
    rules: ['strikes', 'fees'],
  },
  { title: 'Waitlist', none: 'No waitlist.', rules: ['waiting'] },
  { title: 'Closures', none: 'No closures.', rules: ['closures'] },
]

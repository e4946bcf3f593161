import { describe, expect, it } from 'vitest'
import type { Policy, Rules, SomeRules } from '../api/policy'
import { changedRules, editOf, rebased, refusedFields } from './policy-edits'
import {
  classWords,
  fullRuleWords,
  hoursWords,
  lonelyRuleWords,
  policyWords,
  RULES,
  ruleWords,
} from './policy-words'

/** A policy that sets no limit where it may. */
const OPEN: Policy = {
  grid_minutes: 15,
  min_duration_minutes: null,
  max_duration_minutes: null,
  max_advance_minutes: null,
  min_notice_minutes: null,
  max_active: null,
  quotas: [],
  cooldown_minutes: null,
  buffer_minutes: null,
  prime_time: [],
  closures: [],
  walk_up: true,
  approval: 'automatic',
  approve_within_minutes: 1440,
  early_start_minutes: null,
  late_stop_minutes: null,
  at_end: 'keep',
  noshow_timeout_minutes: null,
  change_until_minutes: null,
  cancel_until_minutes: null,
  fees: { no_show: null, late_cancel: null, overstay_per_minute: null },
  strikes: null,
  waiting: { order: 'first_come', hold_minutes: 15, max_snoozes: 3 },
  classes: {},
}
const EUR = (amount: string) => ({ amount, currency: 'EUR' })
const WORKDAYS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', until: '18:00' }))
const fees = (some: Partial<Rules['fees']>) => ({ fees: { ...OPEN.fees, ...some } })

const SENTENCES: [SomeRules, keyof Rules, string][] = [
  [{ grid_minutes: 60 }, 'grid_minutes', 'Bookings start and end every 1 h.'],
  [{ min_duration_minutes: 30 }, 'min_duration_minutes', 'A booking lasts at least 30 min.'],
  [{ max_duration_minutes: 240 }, 'max_duration_minutes', 'A booking lasts at most 4 h.'],
  [{ max_advance_minutes: 20160 }, 'max_advance_minutes', 'Book up to 14 days ahead.'],
  [{ min_notice_minutes: 90 }, 'min_notice_minutes', 'Book at least 1 h 30 min before the start.'],
  [{ max_active: 1 }, 'max_active', 'Each member has at most 1 booking at a time.'],
  [{ walk_up: false }, 'walk_up', 'Charging needs a booking.'],
  [
    {
      quotas: [
        { measure: 'hours', most: 30, per: 'week', whose: 'member' },
        { measure: 'kwh', most: 1, per: 'day', whose: 'car' },
      ],
    },
    'quotas',
    'Quotas: at most 30 hours a week and at most 1 kWh a day for each car.',
  ],
  [
    {
      prime_time: [
        {
          hours: WORKDAYS,
          max_duration_minutes: 180,
          quotas: [{ measure: 'count', most: 1, per: 'day', whose: 'member' }],
          classes: ['residents', 'staff'],
        },
      ],
    },
    'prime_time',
    'Prime time, Mon–Fri 08:00–18:00: at most 3 h of a booking, at most 1 booking a day, and only residents and staff.',
  ],
  [
    { cooldown_minutes: 60 },
    'cooldown_minutes',
    'Two bookings of a member at one station are at least 1 h apart.',
  ],
  [{ buffer_minutes: 15 }, 'buffer_minutes', 'Between two bookings a charger stays free for 15 min.'],
  [
    { closures: [{ first: '2026-12-24', last: '2026-12-26', note: 'Holidays' }] },
    'closures',
    'Closed from Thu, December 24 to Sat, December 26: Holidays.',
  ],
  [
    { approval: 'manager', approve_within_minutes: 2880 },
    'approval',
    'A manager approves each booking within 2 days, else it lapses.',
  ],
  [
    { change_until_minutes: 60, ...fees({ late_cancel: EUR('5.00') }) },
    'change_until_minutes',
    'A booking can be moved until 1 h before its start, later it costs €5.00.',
  ],
  [{ cancel_until_minutes: 0 }, 'cancel_until_minutes', 'A booking can be cancelled until it starts.'],
  [
    { cancel_until_minutes: 120, ...fees({ late_cancel: EUR('5.00') }) },
    'cancel_until_minutes',
    'A booking can be cancelled until 2 h before its start, later it costs €5.00.',
  ],
  [{ early_start_minutes: 0 }, 'early_start_minutes', 'Plug in when the booking starts, not before.'],
  [{ early_start_minutes: 10 }, 'early_start_minutes', 'Plug in up to 10 min before the start.'],
  [
    { noshow_timeout_minutes: 30 },
    'noshow_timeout_minutes',
    'Whoever has not plugged in 30 min after the start loses the booking.',
  ],
  [
    { late_stop_minutes: 10, at_end: 'stop' },
    'late_stop_minutes',
    '10 min after the end charging is stopped.',
  ],
  [{ late_stop_minutes: 0 }, 'late_stop_minutes', 'At the end staying counts as overstaying.'],
  [
    { strikes: { most: 3, within_days: 30, suspend_days: 1 } },
    'strikes',
    '3 no-shows or overstays within 30 days: no booking for 1 day.',
  ],
  [
    fees({ no_show: EUR('3'), late_cancel: EUR('5'), overstay_per_minute: EUR('0.10') }),
    'fees',
    'Not coming costs €3.00. Cancelling or moving too late costs €5.00. Overstaying costs €0.10 a minute.',
  ],
  [
    { waiting: { order: 'fair_share', hold_minutes: 30, max_snoozes: 1 } },
    'waiting',
    'Of those waiting, whoever used least lately is offered a free charger, held for 30 min. After 1 offer without answer the wait ends.',
  ],
]

describe('a policy in words', () => {
  it.each(SENTENCES)('%j', (rules, rule, sentence) => {
    expect(ruleWords(rule, { ...OPEN, ...rules })).toBe(sentence)
  })

  it('says nothing of what it does not limit', () => {
    expect(policyWords(OPEN)).toEqual([
      'Bookings start and end every 15 min.',
      'Charging without a booking is welcome while nobody has booked.',
      'Cancel at any time, until the booking ends.',
      'Plug in early, as soon as the charger is free.',
      'Of those waiting, whoever came first is offered a free charger, held for 15 min. After 3 offers without answer the wait ends.',
    ])
  })

  it('can say of each rule that it sets no limit', () => {
    const silent = RULES.filter((rule) => fullRuleWords(rule, OPEN) === '')
    expect(silent).toEqual([])
    expect(fullRuleWords('max_active', OPEN)).toBe('No limit.')
  })

  it('tells a rule by itself without the fees of others', () => {
    const rules = { ...OPEN, cancel_until_minutes: 60, ...fees({ late_cancel: EUR('5') }) }
    expect(lonelyRuleWords('cancel_until_minutes', rules)).toBe(
      'A booking can be cancelled until 1 h before its start.',
    )
    expect(lonelyRuleWords('fees', rules)).toBe('Cancelling or moving too late costs €5.00.')
  })

  it('names a class with what differs for it', () => {
    const policy = { ...OPEN, max_active: 3, classes: { guests: { max_active: 1, quotas: [] } } }
    expect(classWords('guests', policy)).toEqual([
      'For guests: Each member has at most 1 booking at a time.',
      'For guests: No quotas.',
    ])
    expect(policyWords(policy)).toContain('For guests: No quotas.')
  })
})

describe('weekly hours', () => {
  it('joins days of the same hours, in runs', () => {
    const on = (weekday: number, from = '18:00', until = '06:00') => ({ weekday, from, until })
    expect(hoursWords([1, 2, 3, 4, 5, 6, 7].map((d) => on(d)))).toBe('every day 18:00–06:00')
    expect(hoursWords([on(7), on(1), on(2), on(3), on(6, '10:00', '12:00')])).toBe(
      'Mon–Wed, Sun 18:00–06:00, Sat 10:00–12:00',
    )
  })
})

describe('an edited policy', () => {
  it('sends only what differs', () => {
    const draft = { ...OPEN, max_active: 2, quotas: [] }
    expect(changedRules(OPEN, draft)).toEqual(['max_active'])
    expect(editOf(OPEN, draft)).toEqual({ max_active: 2 })
  })

  it('unsets what a place no longer says, and only that', () => {
    expect(editOf({ walk_up: false, max_active: null }, { max_active: null })).toEqual({ unset: ['walk_up'] })
    expect(editOf({}, { max_active: null })).toEqual({ max_active: null })
  })

  it('sends a changed class whole and a removed one as null', () => {
    const before = { classes: { a: { walk_up: true }, b: { max_active: 1 }, c: {} } }
    const after = { classes: { a: { walk_up: true }, b: { max_active: 2 }, d: { walk_up: false } } }
    expect(editOf(before, after)).toEqual({
      classes: { b: { max_active: 2 }, c: null, d: { walk_up: false } },
    })
  })

  it('keeps mine and takes theirs when somebody else was faster', () => {
    const mine = { ...OPEN, max_active: 2 }
    const theirs = { ...OPEN, max_active: 9, walk_up: false }
    expect(rebased(mine, OPEN, theirs)).toEqual({ ...OPEN, max_active: 2, walk_up: false })
    expect(rebased({}, { walk_up: true }, { walk_up: false })).toEqual({})
  })

  it('finds the faults of a rule, and not those of its namesakes', () => {
    const fields = { 'quotas.0.most': 'More than zero.', 'classes.a.quotas': 'At most 20.', max_active: '…' }
    expect(refusedFields(fields, 'quotas')).toEqual(['quotas.0.most'])
    expect(refusedFields(fields, 'quotas', 'classes.a.')).toEqual(['classes.a.quotas'])
    expect(refusedFields(fields, 'max')).toEqual([])
  })
})

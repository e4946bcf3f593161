/** What a policy means, one sentence for each rule that says something. */
import type { Closure, Policy, PrimeTime, Quota, RuleName, Rules, Stretch } from '../api/policy'
import type { Money } from '../api/types'
import { moneyWords } from './money'
import { dayWords, minutesWords } from './time'

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** The sentence of one rule; empty where it says nothing. Some speak of their neighbours, as a late fee does. */
export function ruleWords(rule: RuleName, rules: Rules, locale?: string): string {
  const words = WORDS[rule]
  return words(rules, locale)
}

/** The sentence of one rule, also where it sets no limit, whatever its neighbours say. */
export function lonelyRuleWords(rule: RuleName, rules: Rules, locale?: string): string {
  return fullRuleWords(rule, rule === 'fees' ? rules : { ...rules, fees: NO_FEES }, locale)
}

const NO_FEES: Rules['fees'] = { no_show: null, late_cancel: null, overstay_per_minute: null }

/** The whole policy in sentences, classes last. */
export function policyWords(policy: Policy, locale?: string): string[] {
  const classes = Object.keys(policy.classes).flatMap((name) => classWords(name, policy, locale))
  return [...policyWordsOf(policy, locale), ...classes]
}

/** The rules that hold for somebody, in sentences. */
export function policyWordsOf(rules: Rules, locale?: string): string[] {
  return RULES.map((rule) => ruleWords(rule, rules, locale)).filter((sentence) => sentence !== '')
}

/** What differs for the members of one class, in sentences that name it. */
export function classWords(name: string, policy: Policy, locale?: string): string[] {
  const said = policy.classes[name] ?? {}
  const rules = { ...policy, ...said }
  return RULES.filter((rule) => rule in said).map((rule) => {
    const words = fullRuleWords(rule, rules, locale)
    return `For ${name}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`
  })
}

type Words = (rules: Rules, locale?: string) => string

/** "1 booking", "3 bookings". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** "a, b and c". */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

const length = (minutes: number | null, words: (length: string) => string) =>
  minutes ? words(minutesWords(minutes)) : ''

const WORDS: Record<RuleName, Words> = {
  grid_minutes: (r) => `Bookings start and end every ${minutesWords(r.grid_minutes)}.`,
  min_duration_minutes: (r) => length(r.min_duration_minutes, (l) => `A booking lasts at least ${l}.`),
  max_duration_minutes: (r) => length(r.max_duration_minutes, (l) => `A booking lasts at most ${l}.`),
  max_advance_minutes: (r) => length(r.max_advance_minutes, (l) => `Book up to ${l} ahead.`),
  min_notice_minutes: (r) => length(r.min_notice_minutes, (l) => `Book at least ${l} before the start.`),
  max_active: (r) =>
    r.max_active === null ? '' : `Each member has at most ${counted(r.max_active, 'booking')} at a time.`,
  walk_up: (r) =>
    r.walk_up
      ? 'Charging without a booking is welcome while nobody has booked.'
      : 'Charging needs a booking.',
  quotas: (r) => (r.quotas.length === 0 ? '' : `${capital(listed(r.quotas.map(quotaWords)))}.`),
  prime_time: (r) => r.prime_time.map(primeWords).join(' '),
  cooldown_minutes: (r) =>
    length(r.cooldown_minutes, (l) => `Two bookings of a member at one station are at least ${l} apart.`),
  buffer_minutes: (r) =>
    length(r.buffer_minutes, (l) => `Between two bookings a charger stays free for ${l}.`),
  closures: (r, locale) => r.closures.map((closure) => closureWords(closure, locale)).join(' '),
  approval: (r) =>
    r.approval === 'manager'
      ? `A manager approves each booking within ${minutesWords(r.approve_within_minutes)}, else it lapses.`
      : '',
  approve_within_minutes: () => '',
  change_until_minutes: (r, locale) => {
    if (!r.change_until_minutes) return ''
    const until = `A booking can be moved until ${minutesWords(r.change_until_minutes)} before its start`
    return `${until}${later(r.fees.late_cancel, locale)}.`
  },
  cancel_until_minutes: (r, locale) => {
    if (r.cancel_until_minutes === null) return 'Cancel at any time, until the booking ends.'
    const before = minutesWords(r.cancel_until_minutes)
    const until = r.cancel_until_minutes === 0 ? 'it starts' : `${before} before its start`
    return `A booking can be cancelled until ${until}${later(r.fees.late_cancel, locale)}.`
  },
  early_start_minutes: (r) => {
    if (r.early_start_minutes === null) return 'Plug in early, as soon as the charger is free.'
    if (r.early_start_minutes === 0) return 'Plug in when the booking starts, not before.'
    return `Plug in up to ${minutesWords(r.early_start_minutes)} before the start.`
  },
  noshow_timeout_minutes: (r) =>
    length(
      r.noshow_timeout_minutes,
      (l) => `Whoever has not plugged in ${l} after the start loses the booking.`,
    ),
  late_stop_minutes: (r) => {
    if (r.late_stop_minutes === null) return ''
    const grace =
      r.late_stop_minutes === 0 ? 'At the end' : `${minutesWords(r.late_stop_minutes)} after the end`
    return r.at_end === 'stop' ? `${grace} charging is stopped.` : `${grace} staying counts as overstaying.`
  },
  at_end: () => '',
  strikes: (r) => {
    if (r.strikes === null) return ''
    const { most, within_days, suspend_days } = r.strikes
    const often = counted(most, 'no-show or overstay', 'no-shows or overstays')
    return `${often} within ${counted(within_days, 'day')}: no booking for ${counted(suspend_days, 'day')}.`
  },
  fees: (r, locale) => {
    const { no_show, late_cancel, overstay_per_minute } = r.fees
    const parts = [
      no_show && `not coming costs ${moneyWords(no_show, locale)}`,
      late_cancel && `cancelling or moving too late costs ${moneyWords(late_cancel, locale)}`,
      overstay_per_minute && `overstaying costs ${moneyWords(overstay_per_minute, locale)} a minute`,
    ].filter((part) => part !== null)
    return parts.length === 0 ? '' : `${capital(listed(parts))}.`
  },
  waiting: ({ waiting }) => {
    const first = waiting.order === 'fair_share' ? 'whoever used least lately' : 'whoever came first'
    const out =
      waiting.max_snoozes === 0
        ? 'an offer without answer'
        : `${counted(waiting.max_snoozes, 'offer')} without answer`
    const hold = minutesWords(waiting.hold_minutes)
    return `Of those waiting, ${first} is offered a free charger, held for ${hold}; after ${out} the wait ends.`
  },
}

/** The rules in the order in which people ask about them. */
export const RULES = Object.keys(WORDS) as RuleName[]

/** What a rule means by itself where its sentence is empty. */
const FULL: Partial<Record<RuleName, Words>> = {
  quotas: () => 'No quotas.',
  prime_time: () => 'No prime time.',
  closures: () => 'No closures.',
  approval: () => 'Bookings hold at once, without approval.',
  approve_within_minutes: (r) => `Managers have ${minutesWords(r.approve_within_minutes)} to approve.`,
  late_stop_minutes: () => 'Nobody is asked to leave at the end.',
  at_end: (r) =>
    r.at_end === 'stop' ? 'Charging is stopped when the grace is over.' : 'Charging goes on after the grace.',
  change_until_minutes: () => 'A booking can be moved until it starts.',
  strikes: () => 'Nobody is suspended.',
  fees: () => 'No fees.',
}

/** The sentence of a rule, also where it sets no limit. */
export function fullRuleWords(rule: RuleName, rules: Rules, locale?: string): string {
  return ruleWords(rule, rules, locale) || (FULL[rule]?.(rules, locale) ?? 'No limit.')
}

function later(fee: Money | null, locale?: string): string {
  return fee === null ? '' : `, later it costs ${moneyWords(fee, locale)}`
}

const UNITS: Record<Quota['measure'], [string, string]> = {
  hours: ['hour', 'hours'],
  kwh: ['kWh', 'kWh'],
  count: ['booking', 'bookings'],
}

/** "at most 30 hours a week for each car". */
export function quotaWords({ measure, most, per, whose }: Quota): string {
  return `at most ${counted(most, ...UNITS[measure])} a ${per}${whose === 'car' ? ' for each car' : ''}`
}

/** "Prime time, Mon–Fri 08:00–18:00: at most 3 h of a booking and at most 1 booking a day." */
export function primeWords(prime: PrimeTime): string {
  const longest = prime.max_duration_minutes
  const limits = [
    longest === null ? '' : `at most ${minutesWords(longest)} of a booking`,
    ...prime.quotas.map(quotaWords),
    prime.classes === null ? '' : `only ${listed(prime.classes)}`,
  ].filter((limit) => limit !== '')
  return `Prime time, ${hoursWords(prime.hours)}${limits.length > 0 ? `: ${listed(limits)}` : ''}.`
}

/** Weekly hours with days of the same hours together: "Mon–Fri 08:00–18:00, Sat 10:00–12:00". */
export function hoursWords(hours: readonly Stretch[]): string {
  const days = new Map<string, number[]>()
  for (const { weekday, from, until } of hours) {
    const span = `${from}–${until}`
    days.set(span, [...(days.get(span) ?? []), weekday])
  }
  return [...days].map(([span, weekdays]) => `${daysWords(weekdays)} ${span}`).join(', ')
}

function daysWords(weekdays: readonly number[]): string {
  const sorted = [...new Set(weekdays)].sort()
  if (sorted.length === 7) return 'every day'
  const runs: number[][] = []
  for (const day of sorted) {
    const run = runs.at(-1)
    if (run?.at(-1) === day - 1) run.push(day)
    else runs.push([day])
  }
  const name = (day: number | undefined) => WEEKDAYS[(day ?? 1) - 1]
  return runs
    .flatMap((run) => (run.length > 2 ? [`${name(run[0])}–${name(run.at(-1))}`] : run.map(name)))
    .join(', ')
}

function closureWords({ first, last, note }: Closure, locale?: string): string {
  const days =
    first === last
      ? `on ${dayWords(first, locale)}`
      : `from ${dayWords(first, locale)} to ${dayWords(last, locale)}`
  return `Closed ${days}${note === '' ? '' : `: ${note}`}.`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

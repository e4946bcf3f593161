/** What a policy means, one sentence for each rule that says something. */
import type { Closure, Policy, PrimeTime, Quota, RuleName, Rules, Stretch } from '../api/policy'
import type { Money } from '../api/types'
import { counted, fill, inRow, listed, words } from '../words'
import { moneyWords } from './money'
import { dayWords, minutesWords, weekdayWords } from './time'

const w = words('rules')
const common = words('common')

/** The sentence of one rule; empty where it says nothing. Some speak of their neighbours, as a late fee does. */
export function ruleWords(rule: RuleName, rules: Rules): string {
  return WORDS[rule](rules)
}

/** The sentence of one rule, also where it sets no limit, whatever its neighbours say. */
export function lonelyRuleWords(rule: RuleName, rules: Rules): string {
  return fullRuleWords(rule, rule === 'fees' ? rules : { ...rules, fees: NO_FEES })
}

const NO_FEES: Rules['fees'] = { no_show: null, late_cancel: null, overstay_per_minute: null }

/** The whole policy in sentences, classes last. */
export function policyWords(policy: Policy): string[] {
  const classes = Object.keys(policy.classes).flatMap((name) => classWords(name, policy))
  return [...policyWordsOf(policy), ...classes]
}

/** The rules that hold for somebody, in sentences. */
export function policyWordsOf(rules: Rules): string[] {
  return RULES.map((rule) => ruleWords(rule, rules)).filter((sentence) => sentence !== '')
}

/** What differs for the members of one class, in sentences that name it. */
export function classWords(name: string, policy: Policy): string[] {
  const said = policy.classes[name] ?? {}
  const rules = { ...policy, ...said }
  return RULES.filter((rule) => rule in said).map((rule) =>
    fill(w.ofClass, { name, rule: fullRuleWords(rule, rules) }),
  )
}

type Words = (rules: Rules) => string

const length = (minutes: number | null, text: string) =>
  minutes ? fill(text, { length: minutesWords(minutes) }) : ''

const WORDS: Record<RuleName, Words> = {
  grid_minutes: (r) => fill(w.gridMinutes, { length: minutesWords(r.grid_minutes) }),
  min_duration_minutes: (r) => length(r.min_duration_minutes, w.minDuration),
  max_duration_minutes: (r) => length(r.max_duration_minutes, w.maxDuration),
  max_advance_minutes: (r) => length(r.max_advance_minutes, w.maxAdvance),
  min_notice_minutes: (r) => length(r.min_notice_minutes, w.minNotice),
  max_active: (r) => (r.max_active === null ? '' : counted(w.maxActive, r.max_active)),
  walk_up: (r) => (r.walk_up ? w.walkUp : w.noWalkUp),
  quotas: (r) => (r.quotas.length === 0 ? '' : fill(w.quotas, { quotas: listed(r.quotas.map(quotaWords)) })),
  prime_time: (r) => r.prime_time.map(primeWords).join(' '),
  cooldown_minutes: (r) => length(r.cooldown_minutes, w.cooldown),
  buffer_minutes: (r) => length(r.buffer_minutes, w.buffer),
  closures: (r) => r.closures.map(closureWords).join(' '),
  approval: (r) =>
    r.approval === 'manager' ? fill(w.approval, { length: minutesWords(r.approve_within_minutes) }) : '',
  approve_within_minutes: () => '',
  change_until_minutes: (r) => {
    if (!r.change_until_minutes) return ''
    const until = { length: minutesWords(r.change_until_minutes) }
    const fee = r.fees.late_cancel
    return fee === null ? fill(w.changeUntil, until) : fill(w.changeUntilFee, { ...until, ...cost(fee) })
  },
  cancel_until_minutes: (r) => cancelWords(r.cancel_until_minutes, r.fees.late_cancel),
  early_start_minutes: (r) => {
    if (r.early_start_minutes === null) return w.earlyStartFree
    return length(r.early_start_minutes, w.earlyStart) || w.earlyStartNone
  },
  noshow_timeout_minutes: (r) => length(r.noshow_timeout_minutes, w.noshowTimeout),
  late_stop_minutes: ({ late_stop_minutes: grace, at_end }) => {
    if (grace === null) return ''
    if (at_end === 'stop') return length(grace, w.stopAfterEnd) || w.stopAtEnd
    return length(grace, w.overstayAfterEnd) || w.overstayAtEnd
  },
  at_end: () => '',
  strikes: ({ strikes }) =>
    strikes === null
      ? ''
      : fill(w.strikes, {
          often: counted(w.strikesOften, strikes.most),
          within: counted(w.strikesWithin, strikes.within_days),
          suspended: counted(w.strikesSuspended, strikes.suspend_days),
        }),
  fees: ({ fees }) =>
    [
      fees.no_show && fill(w.feeNoShow, cost(fees.no_show)),
      fees.late_cancel && fill(w.feeLateCancel, cost(fees.late_cancel)),
      fees.overstay_per_minute && fill(w.feeOverstay, cost(fees.overstay_per_minute)),
    ]
      .filter((sentence) => sentence !== null)
      .join(' '),
  waiting: ({ waiting }) =>
    fill(common.twoSentences, {
      first: fill(w.waitingOrder[waiting.order], { length: minutesWords(waiting.hold_minutes) }),
      second: waiting.max_snoozes === 0 ? w.waitingEndsAtOnce : counted(w.waitingEnds, waiting.max_snoozes),
    }),
}

const cost = (fee: Money) => ({ amount: moneyWords(fee) })

function cancelWords(before: number | null, fee: Money | null): string {
  if (before === null) return w.cancelAnyTime
  if (before === 0) return fee === null ? w.cancelUntilStart : fill(w.cancelUntilStartFee, cost(fee))
  const until = { length: minutesWords(before) }
  return fee === null ? fill(w.cancelUntil, until) : fill(w.cancelUntilFee, { ...until, ...cost(fee) })
}

/** The rules in the order in which people ask about them. */
export const RULES = Object.keys(WORDS) as RuleName[]

/** What a rule means by itself where its sentence is empty. */
const FULL: Partial<Record<RuleName, Words>> = {
  quotas: () => w.noQuotas,
  prime_time: () => w.noPrimeTime,
  closures: () => w.noClosures,
  approval: () => w.noApproval,
  approve_within_minutes: (r) => fill(w.approveWithin, { length: minutesWords(r.approve_within_minutes) }),
  late_stop_minutes: () => w.noLateStop,
  at_end: (r) => (r.at_end === 'stop' ? w.atEndStop : w.atEndKeep),
  change_until_minutes: () => w.changeUntilStart,
  strikes: () => w.noStrikes,
  fees: () => w.noFees,
}

/** The sentence of a rule, also where it sets no limit. */
export function fullRuleWords(rule: RuleName, rules: Rules): string {
  return ruleWords(rule, rules) || (FULL[rule]?.(rules) ?? w.noLimit)
}

/** "at most 30 hours a week for each car". */
export function quotaWords({ measure, most, per, whose }: Quota): string {
  const quota = counted(w.quota[measure][per], most)
  return whose === 'car' ? fill(w.quotaOfCar, { quota }) : quota
}

/** "Prime time, Mon–Fri 08:00–18:00: at most 3 h of a booking and at most 1 booking a day." */
export function primeWords(prime: PrimeTime): string {
  const hours = hoursWords(prime.hours)
  const limits = [
    length(prime.max_duration_minutes, w.primeLongest),
    ...prime.quotas.map(quotaWords),
    prime.classes === null ? '' : fill(w.primeClasses, { classes: listed(prime.classes) }),
  ].filter((limit) => limit !== '')
  return limits.length === 0
    ? fill(w.primeTime, { hours })
    : fill(w.primeTimeLimits, { hours, limits: listed(limits) })
}

/** Weekly hours with days of the same hours together: "Mon–Fri 08:00–18:00, Sat 10:00–12:00". */
export function hoursWords(hours: readonly Stretch[]): string {
  const days = new Map<string, { from: string; until: string; weekdays: number[] }>()
  for (const { weekday, from, until } of hours) {
    const span = `${from}–${until}`
    days.set(span, { from, until, weekdays: [...(days.get(span)?.weekdays ?? []), weekday] })
  }
  return inRow(
    [...days.values()].map(({ from, until, weekdays }) =>
      fill(w.daysAndHours, { days: daysWords(weekdays), from, until }),
    ),
  )
}

function daysWords(weekdays: readonly number[]): string {
  const sorted = [...new Set(weekdays)].sort()
  if (sorted.length === 7) return w.everyDay
  const runs: number[][] = []
  for (const day of sorted) {
    const run = runs.at(-1)
    if (run?.at(-1) === day - 1) run.push(day)
    else runs.push([day])
  }
  const name = (day = 1) => weekdayWords(day - 1, 'short')
  return inRow(
    runs.flatMap((run) =>
      run.length > 2 ? [fill(w.dayRun, { first: name(run[0]), last: name(run.at(-1)) })] : run.map(name),
    ),
  )
}

function closureWords({ first, last, note }: Closure): string {
  const [from, until] = [dayWords(first), dayWords(last)]
  if (first === last) {
    return note === '' ? fill(w.closedDay, { day: from }) : fill(w.closedDayNote, { day: from, note })
  }
  const days = { first: from, last: until }
  return note === '' ? fill(w.closedDays, days) : fill(w.closedDaysNote, { ...days, note })
}

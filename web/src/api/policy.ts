/** The wire types of policies: how chargers are shared. Null sets no limit. */
import type { Money, Page } from './types'

export type Measure = 'hours' | 'kwh' | 'count'
export type Span = 'day' | 'week' | 'month'

export interface Quota {
  measure: Measure
  most: number
  per: Span
  whose: 'member' | 'car'
}

/** From a wall time of a weekday (Monday 1) until the next `until` after it. */
export interface Stretch {
  weekday: number
  from: string
  until: string
}

export interface PrimeTime {
  hours: Stretch[]
  max_duration_minutes: number | null
  quotas: Quota[]
  classes: string[] | null
}

/** Days of the station's calendar, both included. */
export interface Closure {
  first: string
  last: string
  note: string
}

export interface Fees {
  no_show: Money | null
  late_cancel: Money | null
  overstay_per_minute: Money | null
}

export interface Strikes {
  most: number
  within_days: number
  suspend_days: number
}

export interface Waiting {
  order: 'first_come' | 'fair_share'
  hold_minutes: number
  max_snoozes: number
}

export interface Rules {
  grid_minutes: number
  min_duration_minutes: number | null
  max_duration_minutes: number | null
  max_advance_minutes: number | null
  min_notice_minutes: number | null
  max_active: number | null
  quotas: Quota[]
  cooldown_minutes: number | null
  buffer_minutes: number | null
  prime_time: PrimeTime[]
  closures: Closure[]
  walk_up: boolean
  approval: 'automatic' | 'manager'
  approve_within_minutes: number
  early_start_minutes: number | null
  late_stop_minutes: number | null
  at_end: 'stop' | 'keep'
  noshow_timeout_minutes: number | null
  change_until_minutes: number | null
  cancel_until_minutes: number | null
  fees: Fees
  strikes: Strikes | null
  waiting: Waiting
}

export type RuleName = keyof Rules
export type SomeRules = Partial<Rules>
export type Classes = Record<string, SomeRules>

/** All rules, and what differs for the members of a class. */
export interface Policy extends Rules {
  classes: Classes
}

/** What one place says, and no more. */
export type Said = Partial<Policy>

export interface PlacePolicy {
  own: Said
  in_force: Policy
  inherited: Policy
}

export interface Preset {
  preset: string
  name: string
  description: string
  policy: Policy
}

/** What changes: a class that is null goes, `unset` names rules that are inherited again. */
export type PolicyEdit = SomeRules & {
  classes?: Record<string, SomeRules | null>
  preset?: string
  unset?: string[]
}

export interface RuleChange {
  rule: string
  member_class: string | null
  before: unknown
  after: unknown
  said_before: boolean
  said_after: boolean
}

export interface PolicyChange {
  change_id: string
  at: string
  by: { account_id: string; name: string | null }
  scope: 'network' | 'station' | 'charger'
  station_name: string | null
  charger_name: string | null
  rules: RuleChange[]
}

export type PolicyChanges = Page<PolicyChange>

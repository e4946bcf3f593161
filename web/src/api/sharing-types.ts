/** The wire types of fair sharing: terms, waitlist, charges, standing, feeds. */
import type { Quota, Rules } from './policy'
import type { Booking, Connector, Money, RefusedTime, Tariff, Violation } from './types'

/** A quota, and how far it is used up from one instant until another. */
export interface Level extends Quota {
  used: number
  left: number
  from: string
  until: string
  prime: boolean
}

export interface ChargerTerms {
  charger_id: string
  network_id: string
  time_zone: string
  terms: Rules
  member_class: string | null
  is_member: boolean
  suspended_until: string | null
  strikes: number
  active: number
  quotas: Level[]
  now: { may_charge: boolean; until: string | null; booking_id: string | null; violations: Violation[] }
  wish: { may_book: boolean; violations: Violation[] } | null
}

export interface Wish {
  start_date_time: string
  end_date_time: string
  car_id?: string
}

/** A charger that is held for me; its id is the booking's that it becomes. */
export interface Offer {
  booking_id: string
  entry_id: string
  station_id: string
  charger_id: string
  station_name: string
  charger_name: string
  time_zone: string
  start_date_time: string
  end_date_time: string
  hold_until_date_time: string
}

export interface NewEntry {
  duration_minutes: number
  start_date_time?: string
  end_date_time?: string
  charger_ids?: string[]
  car_id?: string
}

/** One of my waits at a station. */
export interface Entry {
  entry_id: string
  station_id: string
  station_name: string
  time_zone: string
  charger_ids: string[]
  is_now: boolean
  start_date_time: string | null
  end_date_time: string | null
  duration_minutes: number
  joined_at: string
  lapses_at: string
  place: number | null
  waiting: number
  expected_date_time: string | null
  snoozes: number
  snoozed_until_date_time: string | null
  offer: Offer | null
}

export interface Waitlist {
  station_id: string
  order: 'first_come' | 'fair_share'
  mine: Entry[]
  queue: {
    place: number
    waiting_since: string
    is_snoozed: boolean
    mine: boolean
    driver_name: string | null
  }[]
}

export type ChargeReason = 'no_show' | 'late_cancel' | 'late_change' | 'overstay'

export interface Charge {
  charge_id: string
  booking_id: string
  driver_name: string
  station_name: string
  charger_name: string
  reason: ChargeReason
  amount: Money
  at: string
  withdrawn_at: string | null
}

export interface Standing {
  account_id: string
  strikes: { at: string; why: string; booking_id: string }[]
  counting: number
  allowed: number | null
  suspended_until: string | null
  active: number
}

export interface Feed {
  url: string | null
  webcal_url: string | null
  created_at: string
}

export interface NotificationEvent {
  event: string
  description: string
  channels: ('email' | 'sms')[]
}

export interface NewSeries extends Wish {
  rrule: string
  all_or_none: boolean
}

export interface Series {
  series_id: string
  charger_id: string
  station_id: string
  station_name: string
  charger_name: string
  time_zone: string
  start_date_time: string
  end_date_time: string
  weekdays: number[]
  interval: number
  until: string | null
  count: number | null
  occurrences: number
  bookings: Booking[]
}

/** A new series, and the times that could not be booked. */
export interface SeriesMade extends Series {
  refused: RefusedTime[]
}

/** What was done of a series, and what stays as it was and why. */
export interface SeriesCanceled {
  canceled: Booking[]
  refused: RefusedTime[]
}

export interface SeriesChanged {
  changed: Booking[]
  refused: RefusedTime[]
}

/** A time at which nobody can book a charger. */
export interface Block {
  booking_id: string
  time_zone: string
  start_date_time: string
  end_date_time: string
  reason: string
}

/** What was taken. */
export interface Use {
  bookings: number
  walk_ups: number
  hours: number
  prime_hours: number
  energy_kwh: number
  no_shows: number
  canceled: number
  late_cancels: number
  overstays: number
  share: number
  prime_share: number
}

export interface Fairness {
  from: string
  until: string
  total: Omit<Use, 'share' | 'prime_share'>
  members: (Use & {
    account_id: string
    name: string | null
    member_class: string | null
    is_member: boolean
  })[]
  classes: (Use & { member_class: string | null; members: number })[]
  refusals: { requests: number; by_code: Record<string, number> }
  waiting: { count: number; median_minutes: number | null; nine_of_ten_minutes: number | null }
  utilisation: {
    weekday: number
    hour: number
    held_hours: number
    open_hours: number
    utilisation: number
  }[]
  gini: number
  in_words: string
}

export interface NearQuestion {
  latitude: number
  longitude: number
  radius_km: string
  start_date_time: string
  duration_minutes: number
  connector: string
  min_kw: string
}

/** A charger near a place, and whether it is free at the time that was asked about. */
export interface Near {
  charger_id: string
  station_id: string
  network_name: string
  station_name: string
  charger_name: string
  time_zone: string
  distance_km: number
  connectors: Connector[]
  tariff: Tariff
  is_free: boolean
  next_free_at: string | null
  may_book: boolean
  violations: Violation[]
}

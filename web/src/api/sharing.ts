import { at, withQuery } from './client'
import { get, patch, post, remove } from './http'
import type * as s from './sharing-types'
import type { Booking, Page } from './types'

export const terms = {
  of: (charger: string, wish: Partial<s.Wish> & { booking_id?: string } = {}) =>
    get<s.ChargerTerms>(withQuery(at('chargers', charger, 'terms'), { ...wish })),
}

export const waitlist = {
  of: (station: string) => get<s.Waitlist>(at('stations', station, 'waitlist')),
  join: (station: string, entry: s.NewEntry) => post<s.Entry>(at('stations', station, 'waitlist'), entry),
  mine: () => get<Page<s.Entry>>('/v1/me/waitlist'),
  leave: (entry: string) => remove(at('waitlist', entry)),
  wake: (entry: string) => post<s.Entry>(at('waitlist', entry, 'wake')),
  offers: () => get<Page<s.Offer>>('/v1/me/offers'),
  accept: (offer: string) => post<Booking>(at('offers', offer, 'accept')),
  pass: (offer: string) => post<void>(at('offers', offer, 'pass'), { keep: true }),
  snooze: (offer: string, minutes: number) => post<s.Entry>(at('offers', offer, 'snooze'), { minutes }),
}

export const approvals = {
  pending: (network: string, cursor: string | null) =>
    get<Page<Booking>>(withQuery(at('networks', network, 'pending-bookings'), { cursor })),
  approve: (booking: string) => post<Booking>(at('bookings', booking, 'approve')),
  reject: (booking: string, reason: string) => post<Booking>(at('bookings', booking, 'reject'), { reason }),
}

export const records = {
  standing: (network: string, account: string) =>
    get<s.Standing>(at('networks', network, 'members', account, 'standing')),
  pardon: (network: string, account: string) =>
    post<s.Standing>(at('networks', network, 'members', account, 'pardon')),
}

export const charges = {
  mine: (cursor: string | null) => get<Page<s.Charge>>(withQuery('/v1/me/charges', { cursor })),
  ofNetwork: (network: string, cursor: string | null) =>
    get<Page<s.Charge>>(withQuery(at('networks', network, 'charges'), { cursor })),
  waive: (charge: string) => post<s.Charge>(at('charges', charge, 'waive')),
}

/** `of` is `me`, or `stations/<id>`. */
export const feeds = {
  show: (of: string) => get<s.Feed>(`/v1/${of}/feed`),
  make: (of: string) => post<s.Feed>(`/v1/${of}/feed`),
  rotate: (of: string) => post<s.Feed>(`/v1/${of}/feed/rotate`),
  remove: (of: string) => remove(`/v1/${of}/feed`),
}

export const notifications = {
  events: () => get<{ items: s.NotificationEvent[] }>('/v1/notification-events'),
}

export const blocks = {
  of: (charger: string) => get<Page<s.Block>>(at('chargers', charger, 'blocks')),
  make: (
    charger: string,
    block: { start_date_time: string; end_date_time: string; reason: string; cancel_bookings: boolean },
  ) => post<s.Block>(at('chargers', charger, 'blocks'), block),
  remove: (block: string) => remove(at('blocks', block)),
}

export const series = {
  make: (charger: string, wish: s.NewSeries) => post<s.SeriesMade>(at('chargers', charger, 'series'), wish),
  one: (id: string) => get<s.Series>(at('series', id)),
  /** That booking and all later ones. */
  cancel: (id: string, from_booking_id: string) =>
    post<s.SeriesCanceled>(at('series', id, 'cancel'), { from_booking_id }),
  /** That booking and all later ones, to other wall times. */
  move: (id: string, change: { from_booking_id: string; start_time: string; end_time: string }) =>
    patch<s.SeriesChanged>(at('series', id), change),
}

export const reports = {
  fairness: (network: string, from: string, until: string) =>
    get<s.Fairness>(withQuery(at('networks', network, 'fairness'), { from, until })),
}

export const availability = {
  near: (question: s.NearQuestion) =>
    get<{ items: s.Near[]; truncated: boolean }>(withQuery('/v1/availability', { ...question })),
}

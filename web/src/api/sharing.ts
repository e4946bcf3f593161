import { get, getFile, patch, post, type Question, remove, type Schemas } from './routes'
import type * as s from './sharing-types'

export const terms = {
  of: (charger_id: string, wish: Omit<Question<'/v1/chargers/{charger_id}/terms'>, 'charger_id'> = {}) =>
    get('/v1/chargers/{charger_id}/terms', { ...wish, charger_id }),
}

export const waitlist = {
  of: (station_id: string) => get('/v1/stations/{station_id}/waitlist', { station_id }),
  join: (station_id: string, entry: s.NewEntry) =>
    post('/v1/stations/{station_id}/waitlist', { station_id }, entry),
  mine: () => get('/v1/me/waitlist'),
  leave: (entry_id: string) => remove('/v1/waitlist/{entry_id}', { entry_id }),
  wake: (entry_id: string) => post('/v1/waitlist/{entry_id}/wake', { entry_id }),
  offers: () => get('/v1/me/offers'),
  accept: (booking_id: string) => post('/v1/offers/{booking_id}/accept', { booking_id }),
  pass: (booking_id: string) => post('/v1/offers/{booking_id}/pass', { booking_id }, { keep: true }),
  snooze: (booking_id: string, minutes: number) =>
    post('/v1/offers/{booking_id}/snooze', { booking_id }, { minutes }),
}

export const approvals = {
  pending: (network_id: string, cursor: string | null) =>
    get('/v1/networks/{network_id}/pending-bookings', { network_id, cursor }),
  approve: (booking_id: string) => post('/v1/bookings/{booking_id}/approve', { booking_id }),
  reject: (booking_id: string, reason: string) =>
    post('/v1/bookings/{booking_id}/reject', { booking_id }, { reason }),
}

export const records = {
  standing: (network_id: string, account_id: string) =>
    get('/v1/networks/{network_id}/members/{account_id}/standing', { network_id, account_id }),
  pardon: (network_id: string, account_id: string) =>
    post('/v1/networks/{network_id}/members/{account_id}/pardon', { network_id, account_id }),
}

export const charges = {
  mine: (cursor: string | null) => get('/v1/me/charges', { cursor }),
  ofNetwork: (network_id: string, cursor: string | null) =>
    get('/v1/networks/{network_id}/charges', { network_id, cursor }),
  waive: (charge_id: string) => post('/v1/charges/{charge_id}/waive', { charge_id }),
}

const mine = {
  show: () => get('/v1/me/feed'),
  make: () => post('/v1/me/feed'),
  rotate: () => post('/v1/me/feed/rotate'),
  remove: () => remove('/v1/me/feed', {}),
}

/** Mine, or a station's. */
export const feeds = (station_id?: string): typeof mine =>
  station_id === undefined
    ? mine
    : {
        show: () => get('/v1/stations/{station_id}/feed', { station_id }),
        make: () => post('/v1/stations/{station_id}/feed', { station_id }),
        rotate: () => post('/v1/stations/{station_id}/feed/rotate', { station_id }),
        remove: () => remove('/v1/stations/{station_id}/feed', { station_id }),
      }

export const notifications = {
  events: () => get('/v1/notification-events'),
}

export const blocks = {
  of: (charger_id: string) => get('/v1/chargers/{charger_id}/blocks', { charger_id }),
  make: (charger_id: string, block: Schemas['NewBlock']) =>
    post('/v1/chargers/{charger_id}/blocks', { charger_id }, block),
  remove: (booking_id: string) => remove('/v1/blocks/{booking_id}', { booking_id }),
}

export const series = {
  make: (charger_id: string, wish: s.NewSeries) =>
    post('/v1/chargers/{charger_id}/series', { charger_id }, wish),
  mine: (cursor: string | null) => get('/v1/me/series', { cursor }),
  one: (series_id: string) => get('/v1/series/{series_id}', { series_id }),
  /** That booking and all later ones. */
  cancel: (series_id: string, from_booking_id: string) =>
    post('/v1/series/{series_id}/cancel', { series_id }, { from_booking_id }),
  /** That booking and all later ones, to other wall times. */
  move: (series_id: string, change: Schemas['SeriesEdit']) =>
    patch('/v1/series/{series_id}', { series_id }, change),
}

export const calendars = {
  ofStation: (station_id: string, from: string, days: number) =>
    get('/v1/stations/{station_id}/calendar', { station_id, from, days }),
}

export const reports = {
  fairness: (network_id: string, from: string, until: string) =>
    get('/v1/networks/{network_id}/fairness', { network_id, from, until }),
  usage: (network_id: string, until: string) => get('/v1/networks/{network_id}/usage', { network_id, until }),
  usageCsv: (network_id: string, until: string) =>
    getFile('/v1/networks/{network_id}/usage', { network_id, until, format: 'csv' }),
  fairnessCsv: (network_id: string, from: string, until: string) =>
    getFile('/v1/networks/{network_id}/fairness', { network_id, from, until, format: 'csv' }),
}

export const availability = {
  near: (question: s.NearQuestion) => get('/v1/availability', question),
  ofStation: (station_id: string, date: string) =>
    get('/v1/stations/{station_id}/availability', { station_id, date }),
  ofCharger: (charger_id: string, from: string, days: number) =>
    get('/v1/chargers/{charger_id}/availability', { charger_id, from, days }),
}

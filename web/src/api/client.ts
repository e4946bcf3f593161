import { get, patch, post, remove } from './http'
import type * as t from './types'

type Query = Record<string, string | number | boolean | null | undefined>

/** A path with its query; what is null, undefined or empty is left out. */
export function withQuery(path: string, query: Query): string {
  const pairs = Object.entries(query).filter(([, v]) => v !== null && v !== undefined && v !== '')
  const search = new URLSearchParams(pairs.map(([k, v]) => [k, String(v)]))
  return search.size === 0 ? path : `${path}?${search}`
}

/** A path of `/v1` from its parts. */
export const at = (...parts: (string | number)[]) =>
  `/v1/${parts.map((p) => encodeURIComponent(p)).join('/')}`

export const auth = {
  signUp: (body: { email: string; password: string; name: string; locale: string; time_zone: string }) =>
    post<t.CodeSent>('/v1/auth/signup', body),
  verify: (email: string, code: string) => post<t.Login>('/v1/auth/verify', { email, code, cookie: true }),
  resend: (email: string) => post<t.CodeSent>('/v1/auth/resend', { email }),
  logIn: (email: string, password: string) =>
    post<t.Login>('/v1/auth/login', { email, password, cookie: true }),
  logOut: (everywhere: boolean) => post<void>('/v1/auth/logout', { everywhere }),
  forgot: (email: string) => post<t.CodeSent>('/v1/auth/forgot', { email }),
  reset: (email: string, code: string, password: string) =>
    post<void>('/v1/auth/reset', { email, code, password }),
}

export const me = {
  profile: () => get<t.Account>('/v1/me'),
  change: (fields: Partial<t.Account>) => patch<t.Account>('/v1/me', fields),
  password: (current_password: string, new_password: string) =>
    post<void>('/v1/me/password', { current_password, new_password }),
  cars: () => get<t.Page<t.Car>>('/v1/me/cars'),
  addCar: (fields: t.CarFields) => post<t.Car>('/v1/me/cars', fields),
  changeCar: (id: string, fields: t.CarFields) => patch<t.Car>(at('me', 'cars', id), fields),
  removeCar: (id: string) => remove(at('me', 'cars', id)),
  tokens: () => get<t.Page<t.Token>>('/v1/me/tokens'),
  addToken: (uid: string, name: string, expires_at: string | null) =>
    post<t.Token>('/v1/me/tokens', { uid, name, expires_at }),
  changeToken: (uid: string, fields: { name?: string; blocked?: boolean; expires_at?: string | null }) =>
    patch<t.Token>(at('me', 'tokens', uid), fields),
  removeToken: (uid: string) => remove(at('me', 'tokens', uid)),
  bookings: (when: 'upcoming' | 'past', cursor: string | null = null) =>
    get<t.Page<t.Booking>>(withQuery('/v1/me/bookings', { when, cursor })),
  sessions: (state: 'ACTIVE' | 'COMPLETED', cursor: string | null = null) =>
    get<t.Page<t.Session>>(withQuery('/v1/me/sessions', { state, cursor })),
  invitations: () => get<t.Page<t.MyInvitation>>('/v1/me/invitations'),
}

export const networks = {
  mine: () => get<t.Page<t.Network>>('/v1/networks'),
  one: (id: string) => get<t.Network>(at('networks', id)),
  create: (fields: t.NetworkFields & { preset?: string }) => post<t.Network>('/v1/networks', fields),
  change: (id: string, fields: Partial<t.NetworkFields>) => patch<t.Network>(at('networks', id), fields),
  join: (code: string) => post<t.Network>('/v1/networks/join', { code }),
  rotateCode: (id: string) => post<t.Network>(at('networks', id, 'join-code')),
  changeCode: (id: string, fields: { enabled?: boolean; expires_at?: string | null }) =>
    patch<t.Network>(at('networks', id, 'join-code'), fields),
  members: (id: string, cursor: string | null = null) =>
    get<t.Page<t.Member>>(withQuery(at('networks', id, 'members'), { cursor })),
  changeMember: (id: string, account: string, fields: t.MemberEdit) =>
    patch<t.Member>(at('networks', id, 'members', account), fields),
  removeMember: (id: string, account: string) => remove(at('networks', id, 'members', account)),
  handOver: (id: string, account_id: string) => post<t.Network>(at('networks', id, 'owner'), { account_id }),
  invite: (id: string, text: string) =>
    post<{ results: t.InviteResult[] }>(at('networks', id, 'invitations'), { text, role: 'member' }),
  invitations: (id: string, cursor: string | null = null) =>
    get<t.Page<t.Invitation>>(withQuery(at('networks', id, 'invitations'), { cursor })),
  resend: (id: string, invitation: string) =>
    post<t.Invitation>(at('networks', id, 'invitations', invitation, 'resend')),
  revoke: (id: string, invitation: string) => remove(at('networks', id, 'invitations', invitation)),
  stations: (id: string, cursor: string | null = null) =>
    get<t.Page<t.Station>>(withQuery(at('networks', id, 'stations'), { cursor })),
  addStation: (id: string, station: t.NewStation) => post<t.Station>(at('networks', id, 'stations'), station),
  sessions: (id: string, cursor: string | null = null) =>
    get<t.Page<t.Session>>(withQuery(at('networks', id, 'sessions'), { cursor })),
}

export const invitations = {
  preview: (code: string) => get<t.InvitationPreview>(at('invitations', code)),
  accept: (code: string) => post<t.Network>(at('invitations', code, 'accept')),
}

export interface MapQuestion {
  bbox: string
  zoom: number
  connector?: string
  min_kw?: string
  network_id?: string
  free_now?: boolean | undefined
}

export const stations = {
  inView: (question: MapQuestion, signal: AbortSignal) =>
    get<t.MapAnswer>(withQuery('/v1/stations', { ...question }), signal),
  one: (id: string) => get<t.Station>(at('stations', id)),
  change: (id: string, fields: Partial<t.NewStation>) => patch<t.Station>(at('stations', id), fields),
  remove: (id: string) => remove(at('stations', id)),
  addCharger: (id: string, charger: t.NewCharger) => post<t.Charger>(at('stations', id, 'chargers'), charger),
  chargePoints: (id: string) => get<t.Page<t.ChargePoint>>(at('stations', id, 'charge-points')),
  addChargePoint: (
    id: string,
    fields: { name: string; connectors: { connector_id: number; charger_id: string }[] },
  ) => post<t.ChargePoint & { password: string }>(at('stations', id, 'charge-points'), fields),
  places: (q: string) => get<{ items: t.Place[]; available: boolean }>(withQuery('/v1/places', { q })),
}

export const chargers = {
  one: (id: string) => get<t.Charger>(at('chargers', id)),
  change: (id: string, fields: Partial<t.NewCharger>) => patch<t.Charger>(at('chargers', id), fields),
  remove: (id: string) => remove(at('chargers', id)),
  day: (id: string, date: string) => get<t.ChargerDay>(withQuery(at('chargers', id, 'day'), { date })),
  book: (id: string, fields: { start_date_time: string; end_date_time: string; car_id?: string }) =>
    post<t.Booking>(at('chargers', id, 'bookings'), fields),
  start: (id: string, fields: { car_id?: string }) =>
    post<t.Command | t.Session>(at('chargers', id, 'sessions'), fields),
}

export const chargePoints = {
  one: (id: string) => get<t.ChargePoint>(at('charge-points', id)),
  change: (id: string, fields: t.ChargePointEdit) => patch<t.ChargePoint>(at('charge-points', id), fields),
  remove: (id: string) => remove(at('charge-points', id)),
  newPassword: (id: string) => post<t.ChargePointCredentials>(at('charge-points', id, 'password')),
  command: (id: string, command: string) => get<t.Command>(at('charge-points', id, 'commands', command)),
}

export const bookings = {
  one: (id: string) => get<t.Booking>(at('bookings', id)),
  change: (id: string, fields: { start_date_time: string; end_date_time: string; car_id?: string }) =>
    patch<t.Booking>(at('bookings', id), fields),
  cancel: (id: string) => post<t.Booking>(at('bookings', id, 'cancel')),
}

export const sessions = {
  one: (id: string) => get<t.Session>(at('sessions', id)),
  stop: (id: string, fields: { energy_kwh?: number }) =>
    post<t.Command | t.Session>(at('sessions', id, 'stop'), fields),
}

import { get, patch, post, type Question, remove, type Schemas } from './routes'
import type * as t from './types'

export const auth = {
  signUp: (body: Schemas['SignUpIn']) => post('/v1/auth/signup', {}, body),
  verify: (email: string, code: string) => post('/v1/auth/verify', {}, { email, code, cookie: true }),
  resend: (email: string) => post('/v1/auth/resend', {}, { email }),
  logIn: (email: string, password: string) => post('/v1/auth/login', {}, { email, password, cookie: true }),
  logOut: (everywhere: boolean) => post('/v1/auth/logout', {}, { everywhere }),
  forgot: (email: string) => post('/v1/auth/forgot', {}, { email }),
  reset: (email: string, code: string, password: string) =>
    post('/v1/auth/reset', {}, { email, code, password }),
}

export const me = {
  profile: () => get('/v1/me'),
  change: (fields: Schemas['ProfileEdit']) => patch('/v1/me', {}, fields),
  password: (current_password: string, new_password: string) =>
    post('/v1/me/password', {}, { current_password, new_password }),
  cars: () => get('/v1/me/cars'),
  addCar: (fields: t.CarFields) => post('/v1/me/cars', {}, fields),
  changeCar: (car_id: string, fields: t.CarFields) => patch('/v1/me/cars/{car_id}', { car_id }, fields),
  removeCar: (car_id: string) => remove('/v1/me/cars/{car_id}', { car_id }),
  tokens: () => get('/v1/me/tokens'),
  addToken: (uid: string, name: string, expires_at: string | null) =>
    post('/v1/me/tokens', {}, { uid, name, expires_at }),
  changeToken: (token_uid: string, fields: Schemas['TokenEdit']) =>
    patch('/v1/me/tokens/{token_uid}', { token_uid }, fields),
  removeToken: (token_uid: string) => remove('/v1/me/tokens/{token_uid}', { token_uid }),
  bookings: (when: Schemas['When'], cursor: string | null = null) => get('/v1/me/bookings', { when, cursor }),
  sessions: (state: 'ACTIVE' | 'COMPLETED', cursor: string | null = null) =>
    get('/v1/me/sessions', { state, cursor }),
  invitations: () => get('/v1/me/invitations'),
  usage: () => get('/v1/me/usage'),
  /** All that is kept about me, by pages. */
  kept: (cursor: string | null) => get('/v1/me/export', { cursor }),
  erase: (password: string) => post('/v1/me/erase', {}, { password }),
}

export const networks = {
  mine: () => get('/v1/networks'),
  one: (network_id: string) => get('/v1/networks/{network_id}', { network_id }),
  create: (fields: Schemas['NetworkNew']) => post('/v1/networks', {}, fields),
  change: (network_id: string, fields: Schemas['NetworkChange']) =>
    patch('/v1/networks/{network_id}', { network_id }, fields),
  join: (code: string) => post('/v1/networks/join', {}, { code }),
  rotateCode: (network_id: string) => post('/v1/networks/{network_id}/join-code', { network_id }),
  changeCode: (network_id: string, fields: Schemas['JoinCodeChange']) =>
    patch('/v1/networks/{network_id}/join-code', { network_id }, fields),
  members: (network_id: string, cursor: string | null = null) =>
    get('/v1/networks/{network_id}/members', { network_id, cursor }),
  changeMember: (network_id: string, account_id: string, fields: t.MemberEdit) =>
    patch('/v1/networks/{network_id}/members/{account_id}', { network_id, account_id }, fields),
  removeMember: (network_id: string, account_id: string) =>
    remove('/v1/networks/{network_id}/members/{account_id}', { network_id, account_id }),
  handOver: (network_id: string, account_id: string) =>
    post('/v1/networks/{network_id}/owner', { network_id }, { account_id }),
  invite: (network_id: string, text: string, member_class: string | null) =>
    post('/v1/networks/{network_id}/invitations', { network_id }, { text, member_class, role: 'member' }),
  invitations: (network_id: string, cursor: string | null = null) =>
    get('/v1/networks/{network_id}/invitations', { network_id, cursor }),
  resend: (network_id: string, invitation_id: string) =>
    post('/v1/networks/{network_id}/invitations/{invitation_id}/resend', { network_id, invitation_id }),
  revoke: (network_id: string, invitation_id: string) =>
    remove('/v1/networks/{network_id}/invitations/{invitation_id}', { network_id, invitation_id }),
  stations: (network_id: string, cursor: string | null = null) =>
    get('/v1/networks/{network_id}/stations', { network_id, cursor }),
  addStation: (network_id: string, station: t.NewStation) =>
    post('/v1/networks/{network_id}/stations', { network_id }, station),
  sessions: (network_id: string, cursor: string | null = null) =>
    get('/v1/networks/{network_id}/sessions', { network_id, cursor }),
}

export const invitations = {
  preview: (code: string) => get('/v1/invitations/{code}', { code }),
  accept: (code: string) => post('/v1/invitations/{code}/accept', { code }),
}

export type MapQuestion = Question<'/v1/stations'>

export const stations = {
  inView: (question: MapQuestion, signal: AbortSignal) => get('/v1/stations', question, signal),
  one: (station_id: string) => get('/v1/stations/{station_id}', { station_id }),
  change: (station_id: string, fields: Schemas['StationChange']) =>
    patch('/v1/stations/{station_id}', { station_id }, fields),
  remove: (station_id: string) => remove('/v1/stations/{station_id}', { station_id }),
  addCharger: (station_id: string, charger: t.NewCharger) =>
    post('/v1/stations/{station_id}/chargers', { station_id }, charger),
  chargePoints: (station_id: string) => get('/v1/stations/{station_id}/charge-points', { station_id }),
  addChargePoint: (station_id: string, fields: Schemas['ChargePointNew']) =>
    post('/v1/stations/{station_id}/charge-points', { station_id }, fields),
  places: (q: string) => get('/v1/places', { q }),
}

export const chargers = {
  one: (charger_id: string) => get('/v1/chargers/{charger_id}', { charger_id }),
  change: (charger_id: string, fields: Schemas['ChargerChange']) =>
    patch('/v1/chargers/{charger_id}', { charger_id }, fields),
  remove: (charger_id: string) => remove('/v1/chargers/{charger_id}', { charger_id }),
  day: (charger_id: string, date: string) => get('/v1/chargers/{charger_id}/day', { charger_id, date }),
  book: (charger_id: string, fields: Schemas['NewBooking']) =>
    post('/v1/chargers/{charger_id}/bookings', { charger_id }, fields),
  start: (charger_id: string, fields: Schemas['NewSession']) =>
    post('/v1/chargers/{charger_id}/sessions', { charger_id }, fields),
  report: (charger_id: string, fault: Schemas['FaultNew']) =>
    post('/v1/chargers/{charger_id}/faults', { charger_id }, fault),
}

export const chargePoints = {
  one: (charge_point_id: string) => get('/v1/charge-points/{charge_point_id}', { charge_point_id }),
  change: (charge_point_id: string, fields: t.ChargePointEdit) =>
    patch('/v1/charge-points/{charge_point_id}', { charge_point_id }, fields),
  remove: (charge_point_id: string) => remove('/v1/charge-points/{charge_point_id}', { charge_point_id }),
  newPassword: (charge_point_id: string) =>
    post('/v1/charge-points/{charge_point_id}/password', { charge_point_id }),
  command: (charge_point_id: string, command_id: string) =>
    get('/v1/charge-points/{charge_point_id}/commands/{command_id}', { charge_point_id, command_id }),
}

export const bookings = {
  one: (booking_id: string) => get('/v1/bookings/{booking_id}', { booking_id }),
  change: (booking_id: string, fields: Schemas['BookingEdit']) =>
    patch('/v1/bookings/{booking_id}', { booking_id }, fields),
  cancel: (booking_id: string) => post('/v1/bookings/{booking_id}/cancel', { booking_id }),
}

export const sessions = {
  one: (session_id: string) => get('/v1/sessions/{session_id}', { session_id }),
  stop: (session_id: string, fields: Schemas['CheckOut']) =>
    post('/v1/sessions/{session_id}/stop', { session_id }, fields),
}

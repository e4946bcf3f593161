/** The wire types of `/v1`. Instants are RFC 3339 strings with Z, money amounts decimal strings. */
import type { Policy } from './policy'

export interface Page<T> {
  items: T[]
  next_cursor: string | null
}

export interface Money {
  amount: string
  currency: string
}

export interface Account {
  account_id: string
  email: string
  name: string
  phone: string | null
  locale: string | null
  time_zone: string | null
  currency: string | null
  notifications: Record<string, string[]>
  created_at: string
}

export interface Login {
  access_token: string
  token_type: 'Bearer'
  expires_in: number
  refresh_token: string | null
  account: Account
}

export interface CodeSent {
  email: string
  expires_in_minutes: number
}

/** OCPI ConnectorType values offered when a charger is added; any other may come from the server. */
export type ConnectorStandard = string

export interface Car {
  car_id: string
  name: string | null
  make: string | null
  model: string | null
  plate: string | null
  battery_kwh: number | null
  connectors: ConnectorStandard[]
  max_ac_kw: number | null
  max_dc_kw: number | null
}

export type CarFields = Omit<Car, 'car_id'>

export interface Token {
  token_uid: string
  group_id: string
  type: 'RFID' | 'APP_USER'
  name: string | null
  blocked: boolean
  /** From then on it starts nothing; null: it has no end. */
  expires_at: string | null
  created_at: string
}

export type Role = 'owner' | 'manager' | 'member'

export interface JoinCode {
  code: string
  enabled: boolean
  expires_at: string | null
}

export interface Network {
  network_id: string
  name: string
  description: string | null
  visibility: 'private' | 'public'
  joining: 'restricted' | 'shared_code'
  email_domains: string[]
  policy: Policy
  created_at: string
  my_role: Role | null
  member_class: string | null
  join_code: JoinCode | null
}

export type NetworkFields = Pick<Network, 'name' | 'description' | 'visibility' | 'joining' | 'email_domains'>

export interface Member {
  account_id: string
  name: string
  email: string
  role: Role
  member_class: string | null
  blocked: boolean
  joined_at: string
}

/** What changes of a membership; a class that is null is taken away. */
export interface MemberEdit {
  role?: Role
  blocked?: boolean
  member_class?: string | null
}

export type InviteOutcome = 'invited' | 'already_member' | 'already_invited' | 'invalid_email' | 'blocked'

export interface InviteResult {
  email: string
  outcome: InviteOutcome
  invitation_id: string | null
}

export interface Invitation {
  invitation_id: string
  email: string
  role: Role
  member_class: string | null
  state: 'open' | 'accepted' | 'revoked' | 'expired'
  sent_at: string
  expires_at: string
}

/** An open invitation as its addressee sees it in `/v1/me/invitations`. */
export interface MyInvitation {
  invitation_id: string
  code: string
  network_name: string
  invited_by: string
  role: Role
  expires_at: string
}

export interface InvitationPreview {
  network_name: string
  invited_by: string
  expires_at: string
  email_hint: string
}

export interface Connector {
  standard: ConnectorStandard
  format?: 'SOCKET' | 'CABLE'
  power_type?: string
  max_kw: number
}

export interface Tariff {
  currency: string
  price_per_kwh: string | null
  price_per_hour: string | null
  price_per_session: string | null
}

export interface NewCharger {
  name?: string | null
  connectors: Connector[]
  tariff: Tariff
  in_service?: boolean
}

export type ChargerState =
  | 'AVAILABLE'
  | 'BLOCKED'
  | 'CHARGING'
  | 'INOPERATIVE'
  | 'OUTOFORDER'
  | 'RESERVED'
  | 'UNKNOWN'

export interface Charger extends NewCharger {
  charger_id: string
  station_id: string
  network_id: string
  time_zone: string
  station_name: string
  networked: boolean
  charge_point_id?: string | null
  connector_id?: number | null
  state: ChargerState
  online: boolean | null
  bookable: boolean
}

export interface Address {
  line: string | null
  city: string | null
  postal_code: string | null
  country: string | null
}

export interface OpeningHours {
  weekday: number
  from: string
  until: string
}

export interface NewStation {
  name: string
  address?: Address | null
  latitude: number
  longitude: number
  access_notes?: string | null
  opening_hours?: OpeningHours[] | null
  in_service?: boolean
  chargers: NewCharger[]
}

export interface Station extends Omit<NewStation, 'chargers'> {
  station_id: string
  network_id: string
  network_name: string
  time_zone: string
  my_role: Role | null
  chargers: Charger[]
}

export interface Cluster {
  latitude: number
  longitude: number
  count: number
}

export interface MapAnswer {
  stations: Station[]
  clusters: Cluster[]
  truncated: boolean
}

export interface Place {
  label: string
  latitude: number
  longitude: number
  address: Address | null
}

export interface ChargePointConnector {
  connector_id: number
  charger_id: string
  status: string | null
  error_code: string | null
  status_at: string | null
}

export interface ChargePoint {
  charge_point_id: string
  station_id: string
  name: string | null
  ocpp_url: string
  connectors: ChargePointConnector[]
  online: boolean
  last_seen_at: string | null
  protocol: string | null
  vendor: string | null
  model: string | null
  firmware_version: string | null
  serial_number: string | null
  boot_at: string | null
  allow_no_subprotocol: boolean
  security_profile: number
  boot_status: BootStatus
}

/** What a charge point is told when it starts. */
export type BootStatus = 'Accepted' | 'Pending' | 'Rejected'

export type ChargePointEdit = Partial<Pick<ChargePoint, 'name' | 'boot_status' | 'allow_no_subprotocol'>>

export interface ChargePointCredentials {
  charge_point_id: string
  password: string
}

export type CommandState = 'QUEUED' | 'SENT' | 'ACCEPTED' | 'REJECTED' | 'FAILED' | 'TIMED_OUT'

export interface Command {
  command_id: string
  charge_point_id: string
  action: string
  params: Record<string, unknown>
  state: CommandState
  requested_by: string | null
  requested_at: string
  deadline_at: string
  answered_at: string | null
  answer: Record<string, unknown> | null
  detail: string | null
}

export interface BusyPart {
  start_date_time: string
  end_date_time: string
  kind: 'booking' | 'walk_up' | 'block' | 'offer'
  mine: boolean
  booking_id: string | null
  driver_name: string | null
  /** Why, of a block. */
  reason?: string | null
}

export interface ChargerDay {
  charger_id: string
  date: string
  time_zone: string
  start_date_time: string
  end_date_time: string
  busy: BusyPart[]
  grid_minutes: number
}

export type BookingState =
  | 'PENDING'
  | 'RESERVED'
  | 'FULFILLED'
  | 'CANCELED'
  | 'NO_SHOW'
  | 'REJECTED'
  | 'FAILED'

/** The terms that a booking was made under. */
export type KeptTerms = Pick<
  Policy,
  | 'buffer_minutes'
  | 'early_start_minutes'
  | 'late_stop_minutes'
  | 'noshow_timeout_minutes'
  | 'change_until_minutes'
  | 'cancel_until_minutes'
  | 'at_end'
  | 'fees'
>

export interface BookingStep {
  at: string
  by: string
  state: BookingState
  reason: string
}

export interface Booking {
  booking_id: string
  charger_id: string
  station_id: string
  network_id: string
  station_name: string
  charger_name: string | null
  time_zone: string
  driver_id: string
  driver_name: string | null
  car_id: string | null
  kind: string
  start_date_time: string
  end_date_time: string
  state: BookingState
  /** Of a pending one: until when a manager can approve it. */
  lapses_at: string | null
  session_id: string | null
  series_id: string | null
  created_at: string
  history: BookingStep[]
  terms: KeptTerms
  may_change: boolean
  may_cancel: boolean
  may_approve: boolean
}

export interface Reading {
  at: string
  energy_kwh: number | null
  power_kw: number | null
}

export interface Session {
  session_id: string
  charger_id: string
  station_id: string
  network_id: string
  station_name: string
  charger_name: string | null
  time_zone: string
  driver_id: string | null
  driver_name: string | null
  booking_id: string | null
  token_uid: string | null
  state: 'ACTIVE' | 'COMPLETED' | 'INVALID'
  start_date_time: string
  end_date_time: string | null
  energy_kwh: number
  power_kw: number | null
  cost: Money
  tariff: Tariff
  stop_reason: string | null
  flags: string[]
  updated_at: string
  readings?: Reading[]
  cdr_id?: string | null
  reviews?: SessionReview[]
}

/** What a manager decided of an odd session; `energy_kwh` is what was right instead. */
export interface SessionReview {
  decision: 'accept' | 'correct' | 'void'
  reason: string
  at: string
  energy_kwh: number | null
}

export interface Violation {
  code: string
  detail: string
  allowed?: unknown
  asked?: unknown
  passes_at?: string | null
  rule?: string | null
}

/** What cannot be taken of one field; `code` is the kind of fault, `limit` the most or least that it allows. */
export interface FieldFault {
  field: string
  detail: string
  code?: string
  limit?: number | null
}

export interface ProblemBody {
  type?: string
  title?: string
  status?: number
  detail?: string
  code?: string
  errors?: FieldFault[]
  violations?: Violation[]
  /** Of a series: each time that cannot be booked, and why. */
  refused?: RefusedTime[]
  /** Of a block: what stands in its way. */
  in_the_way?: InTheWay[]
  /** Of a message in the protocol's own words: where it departs from its schema. */
  oddities?: string[]
  retry_after_seconds?: number
}

export interface RefusedTime {
  start_date_time: string
  end_date_time: string
  violations: Violation[]
}

export interface InTheWay {
  booking_id: string
  kind: string
  driver_name: string
  start_date_time: string
  end_date_time: string
  is_charging: boolean
}

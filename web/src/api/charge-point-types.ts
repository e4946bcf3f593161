/** The wire types of what managers see and set of one charge point. */
import type { Page } from './types'

export interface Figures {
  uptime_percent: number | null
  up_seconds: number
  offline_seconds: number
  faulted_seconds: number
  excused_seconds: number
}

export interface Span extends Figures {
  days: number
  connectors: (Figures & { connector_id: number })[]
}

export interface Connection {
  connected_at: string
  disconnected_at: string | null
  protocol: string
  offline_before_seconds: number
  previous_ended: 'closed' | 'silent' | 'replaced' | null
}

/** `connector_id` 0 is the whole charge point; `until` is null while it is broken. */
export interface Fault {
  connector_id: number
  since: string
  until: string | null
  error_code: string
  vendor_error_code: string | null
  info: string | null
  explanation: string | null
}

export type WantedState = 'applied' | 'pending' | 'rejected' | 'reboot_required' | 'differs'

export interface Setting {
  key: string
  attribute: string
  value: string | null
  readonly: boolean | null
  data_type: string | null
  unit: string | null
  minimum: string | null
  maximum: string | null
  values: string[]
  reported_at: string | null
  wanted: string | null
  state: WantedState | null
  differs: boolean
  detail: string | null
}

export interface LocalList {
  enabled: boolean
  state: 'off' | 'waiting' | 'syncing' | 'in_step' | 'failed' | 'not_supported'
  list_version: number | null
  entries: number | null
  wanted: number
  changes: number
  too_long: number
  no_room: number
  last_synced_at: string | null
  detail: string | null
}

export interface Period {
  start_seconds: number
  limit: string | number
  phases?: number | null
}

export interface ProfileShape {
  stack_level: number
  purpose: 'ChargePointMaxProfile' | 'TxDefaultProfile' | 'TxProfile'
  kind: 'Absolute' | 'Recurring' | 'Relative'
  recurrency?: 'Daily' | 'Weekly'
  unit: 'W' | 'A'
  duration_seconds?: number
  start_at?: string
  valid_from?: string
  valid_to?: string
  periods: Period[]
}

export interface ChargingProfile {
  profile_id: number
  connector_id: number
  source: 'set' | 'reported'
  at: string
  limit_source: string | null
  profile: ProfileShape
}

export interface Schedule {
  connector_id: number
  asked_at: string
  duration_minutes: number
  start_at: string | null
  unit: 'W' | 'A' | null
  periods: Period[]
}

export type LogKind = 'diagnostics' | 'security'

export interface Log {
  log_id: string
  kind: LogKind
  state: 'REQUESTED' | 'UPLOADING' | 'UPLOADED' | 'FAILED' | 'EXPIRED'
  detail: string | null
  requested_at: string
  from: string | null
  to: string | null
  file_name: string | null
  size: number | null
  uploaded_at: string | null
  download_url: string | null
}

export interface Update {
  update_id: string
  firmware_id: string
  version: string
  state: 'REQUESTED' | 'RUNNING' | 'INSTALLED' | 'FAILED' | 'SUPERSEDED'
  /** The charge point's last word, in OCPP's. */
  status: string | null
  detail: string | null
  requested_at: string
  retrieve_at: string
  install_at: string | null
  changed_at: string | null
  confirmed_at: string | null
}

export interface ChargePointFirmware extends Page<Update> {
  vendor: string | null
  model: string | null
  firmware_version: string | null
  running: Update | null
}

export interface IssuedCertificate {
  serial_number: string
  fingerprint: string
  subject: string
  not_before: string
  not_after: string
  state: 'SENT' | 'ACCEPTED' | 'REJECTED' | 'REVOKED' | 'REPLACED'
  revoked_at: string | null
}

export interface HashData {
  hash_algorithm: string
  issuer_name_hash: string
  issuer_key_hash: string
  serial_number: string
}

export interface InstalledCertificate extends HashData {
  use: string | null
}

export interface Certificates extends Page<IssuedCertificate> {
  installed: InstalledCertificate[]
  told_at: string | null
}

export type CertificateUse = 'CentralSystemRoot' | 'ManufacturerRoot' | 'V2GRoot' | 'MORoot'

export interface SecurityProfile {
  security_profile: number
  change: {
    security_profile: number
    state: 'pending' | 'applied' | 'failed'
    step: 'certificate' | 'slots' | 'network' | 'order' | 'restart' | 'use'
    why: string | null
    asked_at: string
    ended_at: string | null
  } | null
}

export interface Message {
  at: string
  direction: 'in' | 'out'
  message_id: string
  action: string | null
  text: string
}

export interface MessageSearch {
  from?: string | undefined
  to?: string | undefined
  action?: string | undefined
  direction?: string | undefined
  text?: string | undefined
}

export interface Note {
  note_id: string
  action: string
  payload: Record<string, unknown>
  at: string
}

export interface SecurityEvent {
  type: string
  at: string
  info: string | null
  heard_at: string
  is_critical: boolean
}

/** Something that a charge point of OCPP 2.x noticed of itself. */
export interface DeviceEvent {
  event_id: number
  key: string
  at: string
  trigger: string
  value: string
  cleared: boolean
  severity: number | null
  notification: string | null
  tech_code: string | null
  tech_info: string | null
}

export interface Monitor {
  monitor_id: number
  key: string
  type: string
  value: string
  severity: number
}

/** What is asked of a charge point: its action with what that needs. */
export type Wish = { action: string } & Record<string, unknown>

/** The wire types of running a network's chargers: alarms, rollouts, firmware images, reviews. */
import type { Wish } from './charge-point-types'
import type { Money, Session, SessionReview } from './types'

export type AlarmKind =
  | 'offline'
  | 'faulted'
  | 'monitor'
  | 'energy_without_session'
  | 'boot_refused'
  | 'certificate_expires'
  | 'firmware_failed'
  | 'security_event'
  | 'password_throttled'

export interface Alarm {
  alarm_id: string
  kind: AlarmKind
  state: 'open' | 'cleared'
  station_id: string
  station_name: string
  charge_point_id: string
  charge_point_name: string
  subject: string
  detail: string
  since: string
  acknowledged_at: string | null
  acknowledged_by: string | null
  cleared_at: string | null
}

export interface AlarmSettings {
  offline_after_minutes: number
  notify: AlarmKind[]
}

export interface Rollout {
  rollout_id: string
  network_id: string
  name: string
  action: string
  params: Record<string, unknown>
  state: 'RUNNING' | 'STOPPED' | 'ENDED'
  detail: string | null
  /** Percents, the last 100; `stage` counts from 1. */
  stages: number[]
  stage: number
  max_failures: number | null
  waiting: number
  asked: number
  accepted: number
  rejected: number
  failed: number
  timed_out: number
  requested_by: string | null
  created_at: string
  deadline_at: string
  ended_at: string | null
}

export type StepState = 'WAITING' | 'ASKED' | 'ACCEPTED' | 'REJECTED' | 'FAILED' | 'TIMED_OUT'

export interface Step {
  charge_point_id: string
  station_id: string
  stage: number
  state: StepState
  command_id: string | null
  asked_at: string | null
  ended_at: string | null
  detail: string | null
}

export interface NewRollout {
  name: string
  command: Wish
  station_ids?: string[]
  charge_point_ids?: string[]
  stages: number[]
  max_failures?: number
}

export interface NewFirmware {
  name: string
  version: string
  vendor?: string
  model?: string
  size: number
  signing_certificate?: string
  signature?: string
}

export interface Firmware {
  firmware_id: string
  network_id: string
  name: string
  version: string
  vendor: string | null
  model: string | null
  created_at: string
  state: 'AWAITING_UPLOAD' | 'STORED'
  signature_state: 'NONE' | 'VALID' | 'INVALID' | 'UNCHECKED'
  size: number | null
  sha256: string | null
  md5: string | null
  stored_at: string | null
}

/** A session that waits for a review: what is odd, and the figures to judge it by. */
export interface Held {
  session: Session
  oddities: { flag: string; detail: string }[]
  meter_start_kwh: number | null
  meter_stop_kwh: number | null
  readings: number
}

export interface NewReview {
  decision: SessionReview['decision']
  energy_kwh?: number
  reason: string
}

export interface Review extends Omit<SessionReview, 'energy_kwh'> {
  session: Session
  /** What was added: a credit takes back another record, at a negative cost. */
  records: {
    cdr_id: string
    is_credit: boolean
    credit_reference_id: string | null
    energy_kwh: number
    cost: Money
  }[]
}

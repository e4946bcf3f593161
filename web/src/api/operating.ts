import type * as o from './operating-types'
import { get, post, put, remove } from './routes'

export const alarms = {
  list: (network_id: string, state: o.Alarm['state'], cursor: string | null) =>
    get('/v1/networks/{network_id}/alarms', { network_id, state, cursor }),
  acknowledge: (alarm_id: string) => post('/v1/alarms/{alarm_id}/acknowledge', { alarm_id }),
  settings: (network_id: string) => get('/v1/networks/{network_id}/alarm-settings', { network_id }),
  choose: (network_id: string, settings: o.AlarmSettings) =>
    put('/v1/networks/{network_id}/alarm-settings', { network_id }, settings),
}

export const rollouts = {
  list: (network_id: string, cursor: string | null) =>
    get('/v1/networks/{network_id}/rollouts', { network_id, cursor }),
  begin: (network_id: string, rollout: o.NewRollout) =>
    post('/v1/networks/{network_id}/rollouts', { network_id }, rollout),
  one: (rollout_id: string) => get('/v1/rollouts/{rollout_id}', { rollout_id }),
  steps: (rollout_id: string, cursor: string | null) =>
    get('/v1/rollouts/{rollout_id}/steps', { rollout_id, cursor }),
  stop: (rollout_id: string) => post('/v1/rollouts/{rollout_id}/stop', { rollout_id }),
  resume: (rollout_id: string) => post('/v1/rollouts/{rollout_id}/resume', { rollout_id }),
}

export const firmware = {
  list: (network_id: string, cursor: string | null) =>
    get('/v1/networks/{network_id}/firmware', { network_id, cursor }),
  announce: (network_id: string, image: o.NewFirmware) =>
    post('/v1/networks/{network_id}/firmware', { network_id }, image),
  one: (network_id: string, firmware_id: string) =>
    get('/v1/networks/{network_id}/firmware/{firmware_id}', { network_id, firmware_id }),
  remove: (network_id: string, firmware_id: string) =>
    remove('/v1/networks/{network_id}/firmware/{firmware_id}', { network_id, firmware_id }),
}

export const reviews = {
  list: (network_id: string, cursor: string | null) =>
    get('/v1/networks/{network_id}/reviews', { network_id, cursor }),
  decide: (session_id: string, review: o.NewReview) =>
    post('/v1/sessions/{session_id}/review', { session_id }, review),
}

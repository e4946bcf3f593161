import type * as o from './operating-types'
import { get, getFile, post, put, remove } from './routes'

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

export const stationFiles = {
  bring: (network_id: string, file: o.StationFile) =>
    post('/v1/networks/{network_id}/stations/import', { network_id }, file),
  /** All stations: one file, or as many as they need. */
  async *take(network_id: string, format: o.StationFile['format']): AsyncGenerator<Blob> {
    let cursor: string | null = null
    do {
      const given = { network_id, format, cursor }
      let following: string | null = null
      yield await getFile('/v1/networks/{network_id}/stations/export', given, (headers) => {
        following = cursorOf(headers.get('Link'))
      })
      cursor = following
    } while (cursor !== null)
  },
}

/** Where the next part begins, by a header `Link` (RFC 8288); null after the last. */
export function cursorOf(link: string | null): string | null {
  const next = link?.match(/<([^>]*)>\s*;\s*rel="next"/)?.[1]
  return next === undefined ? null : new URLSearchParams(next.split('?')[1]).get('cursor')
}

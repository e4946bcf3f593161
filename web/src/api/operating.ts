import { at, withQuery } from './client'
import { get, post, put, remove } from './http'
import type * as o from './operating-types'
import type { Page } from './types'

const list = <T>(network: string, what: string, query: Record<string, string | null>) =>
  get<Page<T>>(withQuery(at('networks', network, what), query))

export const alarms = {
  list: (network: string, state: o.Alarm['state'], cursor: string | null) =>
    list<o.Alarm>(network, 'alarms', { state, cursor }),
  acknowledge: (alarm: string) => post<o.Alarm>(at('alarms', alarm, 'acknowledge')),
  settings: (network: string) => get<o.AlarmSettings>(at('networks', network, 'alarm-settings')),
  choose: (network: string, settings: o.AlarmSettings) =>
    put<o.AlarmSettings>(at('networks', network, 'alarm-settings'), settings),
}

export const rollouts = {
  list: (network: string, cursor: string | null) => list<o.Rollout>(network, 'rollouts', { cursor }),
  begin: (network: string, rollout: o.NewRollout) =>
    post<o.Rollout>(at('networks', network, 'rollouts'), rollout),
  one: (id: string) => get<o.Rollout>(at('rollouts', id)),
  steps: (id: string, cursor: string | null) =>
    get<Page<o.Step>>(withQuery(at('rollouts', id, 'steps'), { cursor })),
  stop: (id: string) => post<o.Rollout>(at('rollouts', id, 'stop')),
  resume: (id: string) => post<o.Rollout>(at('rollouts', id, 'resume')),
}

export const firmware = {
  list: (network: string, cursor: string | null) => list<o.Firmware>(network, 'firmware', { cursor }),
  announce: (network: string, image: o.NewFirmware) =>
    post<o.Firmware & { upload_url: string }>(at('networks', network, 'firmware'), image),
  one: (network: string, id: string) => get<o.Firmware>(at('networks', network, 'firmware', id)),
  remove: (network: string, id: string) => remove(at('networks', network, 'firmware', id)),
}

export const reviews = {
  list: (network: string, cursor: string | null) => list<o.Held>(network, 'reviews', { cursor }),
  decide: (session: string, review: o.NewReview) => post<o.Review>(at('sessions', session, 'review'), review),
}

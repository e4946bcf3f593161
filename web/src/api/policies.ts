import { at } from './client'
import { get, patch } from './http'
import type { PlacePolicy, Policy, PolicyChanges, PolicyEdit, Preset } from './policy'

/** Where a policy is said. */
export type Place = 'stations' | 'chargers'

export const policies = {
  presets: () => get<{ items: Preset[] }>('/v1/policy-presets'),
  ofNetwork: (id: string) => get<Policy>(at('networks', id, 'policy')),
  changeNetwork: (id: string, edit: PolicyEdit) => patch<Policy>(at('networks', id, 'policy'), edit),
  ofPlace: (place: Place, id: string) => get<PlacePolicy>(at(place, id, 'policy')),
  changePlace: (place: Place, id: string, edit: PolicyEdit) =>
    patch<PlacePolicy>(at(place, id, 'policy'), edit),
  changes: (network: string, query: Record<string, string>) =>
    get<PolicyChanges>(`${at('networks', network, 'policy-changes')}?${new URLSearchParams(query)}`),
}

import type { PlacePolicy, PolicyEdit } from './policy'
import { get, patch, type Question } from './routes'

/** Where a policy is said. */
export type Place = 'stations' | 'chargers'

type Changes = Question<'/v1/networks/{network_id}/policy-changes'>

export const policies = {
  presets: () => get('/v1/policy-presets'),
  ofNetwork: (network_id: string) => get('/v1/networks/{network_id}/policy', { network_id }),
  changeNetwork: (network_id: string, edit: PolicyEdit) =>
    patch('/v1/networks/{network_id}/policy', { network_id }, edit),
  ofPlace: (place: Place, id: string): Promise<PlacePolicy> =>
    place === 'stations'
      ? get('/v1/stations/{station_id}/policy', { station_id: id })
      : get('/v1/chargers/{charger_id}/policy', { charger_id: id }),
  changePlace: (place: Place, id: string, edit: PolicyEdit): Promise<PlacePolicy> =>
    place === 'stations'
      ? patch('/v1/stations/{station_id}/policy', { station_id: id }, edit)
      : patch('/v1/chargers/{charger_id}/policy', { charger_id: id }, edit),
  changes: (network_id: string, query: Omit<Changes, 'network_id'>) =>
    get('/v1/networks/{network_id}/policy-changes', { ...query, network_id }),
}

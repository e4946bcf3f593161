import type { Network } from '../api/types'
import { CONNECTOR_NAMES } from '../lib/words'
import { Check, Select } from './fields'

export interface Filters {
  connector: string
  min_kw: string
  network_id: string
  free_now: boolean
}

export const NO_FILTERS: Filters = { connector: '', min_kw: '', network_id: '', free_now: false }

interface Props {
  value: Filters
  onInput: (filters: Filters) => void
  networks: readonly Network[]
}

const POWERS = ['3.7', '7.4', '11', '22', '50', '150']

/** What a charger's connector may be asked to have, for selects. */
export const CONNECTOR_OPTIONS: readonly (readonly [string, string])[] = [
  ['', 'Any'],
  ...Object.entries(CONNECTOR_NAMES),
]
export const POWER_OPTIONS: readonly (readonly [string, string])[] = [
  ['', 'Any'],
  ...POWERS.map((kw) => [kw, `${kw} kW or more`] as const),
]

export function StationFilters({ value, onInput, networks }: Props) {
  const set = (change: Partial<Filters>) => onInput({ ...value, ...change })
  return (
    <fieldset class="filters">
      <legend class="visually-hidden">Filters</legend>
      <Select
        label="Connector"
        value={value.connector}
        options={CONNECTOR_OPTIONS}
        onInput={(connector) => set({ connector })}
      />
      <Select
        label="Power"
        value={value.min_kw}
        options={POWER_OPTIONS}
        onInput={(min_kw) => set({ min_kw })}
      />
      {networks.length > 0 && (
        <Select
          label="Network"
          value={value.network_id}
          options={[['', 'All I may see'], ...networks.map((n) => [n.network_id, n.name] as const)]}
          onInput={(network_id) => set({ network_id })}
        />
      )}
      <Check label="Free now" checked={value.free_now} onInput={(free_now) => set({ free_now })} />
    </fieldset>
  )
}

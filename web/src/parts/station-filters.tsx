import type { ConnectorStandard, Network } from '../api/types'
import { connectorChoices } from '../lib/words'
import { fill, words } from '../words'
import { Check, Select } from './fields'

const w = words('map')

export interface Filters {
  connector: ConnectorStandard | ''
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
export const connectorOptions = (): Options<ConnectorStandard | ''> => [['', w.any], ...connectorChoices()]
export const powerOptions = (): Options => [
  ['', w.any],
  ...POWERS.map((kw) => [kw, fill(w.kwOrMore, { power: Number(kw) })] as const),
]

type Options<V = string> = readonly (readonly [value: V, label: string])[]

export function StationFilters({ value, onInput, networks }: Props) {
  const set = (change: Partial<Filters>) => onInput({ ...value, ...change })
  return (
    <fieldset class="filters">
      <legend class="visually-hidden">{w.filters}</legend>
      <Select
        label={w.connector}
        value={value.connector}
        options={connectorOptions()}
        onInput={(connector) => set({ connector })}
      />
      <Select
        label={w.power}
        value={value.min_kw}
        options={powerOptions()}
        onInput={(min_kw) => set({ min_kw })}
      />
      {networks.length > 0 && (
        <Select
          label={w.network}
          value={value.network_id}
          options={[['', w.allNetworks], ...networks.map((n) => [n.network_id, n.name] as const)]}
          onInput={(network_id) => set({ network_id })}
        />
      )}
      <Check label={w.freeNow} checked={value.free_now} onInput={(free_now) => set({ free_now })} />
    </fieldset>
  )
}

import type { ConnectorStandard, Network } from '../api/types'
import { minutesWords } from '../lib/time'
import { connectorChoices } from '../lib/words'
import { counted, fill, words } from '../words'
import { Field, Select } from './fields'

const w = words('map')

export interface Filters {
  connector: ConnectorStandard | ''
  min_kw: string
  network_id: string
  when: 'any' | 'now' | 'later'
  /** A day and a clock of the reader's, and how long from then: for `later`. */
  day: string
  clock: string
  minutes: number
}

interface Props {
  value: Filters
  onInput: (filters: Filters) => void
  networks: readonly Network[]
  today: string
  /** The reader's zone, in short. */
  zone: string
}

const POWERS = ['3.7', '7.4', '11', '22', '50', '150']
const LENGTHS = [30, 60, 90, 120, 180, 240, 360, 480, 720]

/** When it must be free, and what it must have. The second stays folded until it is needed. */
export function StationFilters({ value, onInput, networks, today, zone }: Props) {
  const set = (change: Partial<Filters>) => onInput({ ...value, ...change })
  const count = [value.connector, value.min_kw, value.network_id].filter((chosen) => chosen !== '').length
  return (
    <fieldset class="filters">
      <legend class="visually-hidden">{w.filters}</legend>
      <Select
        label={w.when}
        value={value.when}
        options={[
          ['any', w.whens.any],
          ['now', w.whens.now],
          ['later', w.whens.later],
        ]}
        onInput={(when) => set({ when })}
      />
      {value.when === 'later' && <Then value={value} set={set} today={today} zone={zone} />}
      <details>
        <summary>{count === 0 ? w.moreFilters : counted(w.moreFiltersSet, count)}</summary>
        <div class="filters">
          <Select
            label={w.connector}
            value={value.connector}
            options={[['', w.any], ...connectorChoices()]}
            onInput={(connector) => set({ connector })}
          />
          <Select
            label={w.power}
            value={value.min_kw}
            options={[
              ['', w.any],
              ...POWERS.map((kw) => [kw, fill(w.kwOrMore, { power: Number(kw) })] as const),
            ]}
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
        </div>
      </details>
    </fieldset>
  )
}

interface ThenProps extends Pick<Props, 'value' | 'today' | 'zone'> {
  set: (change: Partial<Filters>) => void
}

function Then({ value, set, today, zone }: ThenProps) {
  return (
    <>
      <Select
        label={w.forHowLong}
        value={String(value.minutes)}
        options={LENGTHS.map((minutes) => [String(minutes), minutesWords(minutes)] as const)}
        onInput={(minutes) => set({ minutes: Number(minutes) })}
      />
      <Field
        label={w.day}
        name="day"
        type="date"
        min={today}
        value={value.day}
        onInput={(day) => set({ day })}
        required
      />
      <Field
        label={w.from}
        name="clock"
        type="time"
        value={value.clock}
        onInput={(clock) => set({ clock })}
        hint={fill(w.yourClock, { zone })}
        required
      />
    </>
  )
}

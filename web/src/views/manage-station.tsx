import { useMemo, useState } from 'preact/hooks'
import { chargers, stations } from '../api/client'
import type { Charger, Station } from '../api/types'
import {
  chargerEditOf,
  chargerOf,
  draftOfCharger,
  draftOfStation,
  emptyCharger,
  stationOf,
} from '../lib/drafts'
import { square } from '../lib/first-view'
import { useAction, useLoad } from '../lib/hooks'
import { chargerName } from '../lib/words'
import { ChargerFields } from '../parts/charger-fields'
import { ConfirmButton } from '../parts/confirm'
import { Check, Form, Submit } from '../parts/fields'
import { Page } from '../parts/page'
import { Failure, Shown } from '../parts/states'
import { StationFields } from '../parts/station-fields'
import { go } from '../router'
import { mapStyleUrl, say } from '../store'
import { ChargePoints } from './charge-points'
import { FeedOf } from './feed'

export function ManageStation({ id }: { id: string }) {
  const load = useLoad(id, () => stations.one(id))
  return (
    <Page
      title={load.loaded.data === null ? 'Manage station' : `Manage ${load.loaded.data.name}`}
      back={{ href: `/stations/${id}`, label: 'Station' }}
    >
      <Shown load={load}>
        {(station) =>
          station.my_role === 'owner' || station.my_role === 'manager' ? (
            <>
              <p>
                <a class="button" href={`/stations/${id}/policy`}>
                  How this station is shared
                </a>
              </p>
              <ChargePoints station={station} />
              <Chargers station={station} onChanged={load.reload} />
              <About station={station} onChanged={load.reload} />
              <section>
                <h2>Calendar of its bookings</h2>
                <FeedOf station={id} />
              </section>
              <Remove station={station} />
            </>
          ) : (
            <p class="note warn">
              Only owners and managers of {station.network_name} can manage this station.
            </p>
          )
        }
      </Shown>
    </Page>
  )
}

interface Props {
  station: Station
  onChanged: () => void
}

function About({ station, onChanged }: Props) {
  const [draft, setDraft] = useState(() => draftOfStation(station))
  const focus = useMemo(() => ({ bounds: square(station.latitude, station.longitude, 0.005) }), [])
  const fields = stationOf(draft)
  const save = useAction(async () => {
    if (fields === null) return
    await stations.change(station.station_id, fields)
    say('The station is saved.')
    onChanged()
  })
  return (
    <section>
      <h2>About the station</h2>
      <Form class="card" label="About the station" onSubmit={() => void save.run()}>
        <Check
          label="In service"
          checked={draft.in_service}
          onInput={(in_service) => setDraft({ ...draft, in_service })}
        />
        <StationFields
          value={draft}
          onInput={setDraft}
          problem={save.problem}
          styleUrl={mapStyleUrl.value}
          focus={focus}
        />
        {fields === null && (
          <p class="refusal">Put the pin on the map, or type its coordinates in degrees.</p>
        )}
        {save.problem && <Failure problem={save.problem} />}
        <Submit busy={save.busy}>Save station</Submit>
      </Form>
    </section>
  )
}

function Chargers({ station, onChanged }: Props) {
  const [isAdding, setAdding] = useState(false)
  return (
    <section>
      <header class="section-head">
        <h2>Chargers</h2>
        <button type="button" class="small" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
          Add a charger
        </button>
      </header>
      {isAdding && (
        <AddCharger
          station={station}
          onChanged={() => {
            setAdding(false)
            onChanged()
          }}
        />
      )}
      {station.chargers.map((charger, i) => (
        <EditCharger
          key={charger.charger_id}
          charger={charger}
          name={chargerName(charger, i)}
          onChanged={onChanged}
        />
      ))}
    </section>
  )
}

function AddCharger({ station, onChanged }: Props) {
  const currency = station.chargers[0]?.tariff.currency ?? 'EUR'
  const [draft, setDraft] = useState(() => emptyCharger('new', currency))
  const add = useAction(async () => {
    await stations.addCharger(station.station_id, chargerOf(draft))
    say('The charger is added.')
    onChanged()
  })
  return (
    <Form class="card" label="Add a charger" onSubmit={() => void add.run()}>
      {add.problem && <Failure problem={add.problem} />}
      <ChargerFields value={draft} onInput={setDraft} problem={add.problem} />
      <Submit busy={add.busy}>Add charger</Submit>
    </Form>
  )
}

function EditCharger({
  charger,
  name,
  onChanged,
}: {
  charger: Charger
  name: string
  onChanged: () => void
}) {
  const [draft, setDraft] = useState(() => draftOfCharger(charger))
  const save = useAction(async () => {
    await chargers.change(charger.charger_id, chargerEditOf(draft))
    say(`${name} is saved.`)
    onChanged()
  })
  const remove = useAction(async () => {
    await chargers.remove(charger.charger_id)
    say(`${name} is removed.`)
    onChanged()
  })
  return (
    <details class="card">
      <summary>
        {name} {charger.in_service === false && <span class="badge bad">Out of service</span>}
      </summary>
      <Form label={`Edit ${name}`} onSubmit={() => void save.run()}>
        {save.problem && <Failure problem={save.problem} />}
        <ChargerFields value={draft} onInput={setDraft} problem={save.problem} />
        <div class="actions">
          <Submit busy={save.busy}>Save charger</Submit>
          <a class="button" href={`/chargers/${charger.charger_id}/policy`}>
            How it is shared
          </a>
          <a class="button" href={`/chargers/${charger.charger_id}/blocks`}>
            Blocked times
          </a>
          <ConfirmButton
            class=""
            label="Remove charger"
            title={`Remove ${name}?`}
            confirm="Remove"
            action={remove}
          >
            <p>It leaves the map. Its bookings to come cannot be kept; past sessions stay.</p>
          </ConfirmButton>
        </div>
      </Form>
    </details>
  )
}

function Remove({ station }: { station: Station }) {
  const remove = useAction(async () => {
    await stations.remove(station.station_id)
    say(`${station.name} is removed.`)
    go(`/networks/${station.network_id}`)
  })
  return (
    <section class="danger-zone">
      <ConfirmButton
        label="Remove station"
        title={`Remove ${station.name}?`}
        confirm="Remove station"
        action={remove}
      >
        <p>It leaves the map with all its chargers. Past sessions stay.</p>
      </ConfirmButton>
    </section>
  )
}

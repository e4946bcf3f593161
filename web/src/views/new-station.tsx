import { useState } from 'preact/hooks'
import { networks } from '../api/client'
import { Problem } from '../api/http'
import { chargerOf, EMPTY_STATION, emptyCharger, stationOf } from '../lib/drafts'
import { square } from '../lib/first-view'
import type { Focus } from '../lib/geo'
import { useAction } from '../lib/hooks'
import { ChargerFields } from '../parts/charger-fields'
import { Form, Submit } from '../parts/fields'
import { Page } from '../parts/page'
import { Failure } from '../parts/states'
import { StationFields } from '../parts/station-fields'
import { go } from '../router'
import { account, mapStyleUrl, say } from '../store'
import { LookUp } from './look-up'

const NO_PIN = new Problem(400, {
  code: 'no_position',
  detail: 'Put the pin on the map, or type its coordinates in degrees.',
})

export function NewStation({ id }: { id: string }) {
  const currency = account.value?.currency ?? 'EUR'
  const [station, setStation] = useState(EMPTY_STATION)
  const [chargers, setChargers] = useState([emptyCharger('1', currency)])
  const [focus, setFocus] = useState<Focus | null>(null)
  const create = useAction(async () => {
    const fields = stationOf(station)
    if (fields === null) throw NO_PIN
    const made = await networks.addStation(id, { ...fields, chargers: chargers.map(chargerOf) })
    say(`${made.name} is on the map.`)
    go(`/stations/${made.station_id}/manage`, { replace: true })
  })
  return (
    <Page
      title="Add a station"
      lead="Put the pin where the chargers are, then say what they are."
      back={{ href: `/networks/${id}`, label: 'Network' }}
    >
      <LookUp
        choose="Put the pin here"
        none="Nothing found: put the pin by hand."
        onPlace={({ latitude, longitude, address }) => {
          setStation({
            ...station,
            latitude: String(latitude),
            longitude: String(longitude),
            line: address?.line ?? '',
            city: address?.city ?? '',
            postal_code: address?.postal_code ?? '',
            country: address?.country ?? '',
          })
          setFocus({ bounds: square(latitude, longitude, 0.005) })
        }}
      />
      <Form label="Add a station" onSubmit={() => void create.run()}>
        <section class="card">
          <StationFields
            value={station}
            onInput={setStation}
            problem={create.problem}
            styleUrl={mapStyleUrl.value}
            focus={focus}
          />
        </section>
        {chargers.map((charger, i) => (
          <section class="card" key={charger.key} aria-label={`Charger ${i + 1}`}>
            <header class="section-head">
              <h2>Charger {i + 1}</h2>
              {chargers.length > 1 && (
                <button
                  type="button"
                  class="small"
                  aria-label={`Remove charger ${i + 1}`}
                  onClick={() => setChargers(chargers.filter((c) => c.key !== charger.key))}
                >
                  Remove
                </button>
              )}
            </header>
            <ChargerFields
              value={charger}
              onInput={(next) => setChargers(chargers.map((c) => (c.key === charger.key ? next : c)))}
              problem={create.problem}
            />
          </section>
        ))}
        <button
          type="button"
          onClick={() => setChargers([...chargers, { ...emptyCharger(String(Date.now()), currency) }])}
        >
          Add another charger
        </button>
        {create.problem && <Failure problem={create.problem} />}
        <Submit busy={create.busy}>Add station</Submit>
      </Form>
    </Page>
  )
}

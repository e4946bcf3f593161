import { useState } from 'preact/hooks'
import { networks } from '../api/client'
import { Problem } from '../api/http'
import { chargerOf, EMPTY_STATION, emptyCharger, nextKey, stationOf } from '../lib/drafts'
import { square } from '../lib/first-view'
import type { Focus } from '../lib/geo'
import { useAction, useLoad } from '../lib/hooks'
import { useDraft } from '../lib/unsaved'
import { ChargerFields } from '../parts/charger-fields'
import { Form, Submit } from '../parts/fields'
import { Page } from '../parts/page'
import { SetUpSteps } from '../parts/set-up-steps'
import { Failure } from '../parts/states'
import { StationFields } from '../parts/station-fields'
import { go } from '../router'
import { account, mapStyleUrl, say } from '../store'
import { fill, words, woven } from '../words'
import { LookUp } from './look-up'

const w = words('managing')

/** A new station in the order in which it is thought of: its network, its place, its chargers. Connecting them is next. */
export function NewStation({ id }: { id: string }) {
  const currency = account.value?.currency ?? 'EUR'
  const network = useLoad(id, () => networks.one(id))
  const [{ station, chargers }, setDraft, done] = useDraft(`new station ${id}`, {
    station: EMPTY_STATION,
    chargers: [emptyCharger('1', currency)],
  })
  const setStation = (next: typeof station) => setDraft({ station: next, chargers })
  const setChargers = (next: typeof chargers) => setDraft({ station, chargers: next })
  const [focus, setFocus] = useState<Focus | null>(null)
  const create = useAction(async () => {
    const fields = stationOf(station)
    if (fields === null) throw new Problem(400, { code: 'no_position', detail: w.noPin })
    const made = await networks.addStation(id, { ...fields, chargers: chargers.map(chargerOf) })
    done()
    say(fill(w.added, { name: made.name }))
    go(`/stations/${made.station_id}/connect`, { replace: true })
  })
  return (
    <Page
      title={w.addStation}
      lead={w.addStationLead}
      back={{ href: `/networks/${id}`, label: network.loaded.data?.name ?? w.network }}
    >
      <SetUpSteps network={network.loaded.data?.name ?? ''} now="place" />
      <LookUp
        choose={w.pinHere}
        none={w.noPlace}
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
      <Form label={w.addStation} onSubmit={() => void create.run()}>
        <section class="card" aria-label={w.stepPlace}>
          <h2>{w.stepPlace}</h2>
          <StationFields
            value={station}
            onInput={setStation}
            problem={create.problem}
            styleUrl={mapStyleUrl.value}
            focus={focus}
          />
        </section>
        {chargers.map((charger, i) => (
          <section class="card" key={charger.key} aria-label={fill(w.chargerNumber, { number: i + 1 })}>
            <header class="section-head">
              <h2>{fill(w.chargerNumber, { number: i + 1 })}</h2>
              {chargers.length > 1 && (
                <button
                  type="button"
                  class="small"
                  aria-label={fill(w.removeChargerNumber, { number: i + 1 })}
                  onClick={() => setChargers(chargers.filter((c) => c.key !== charger.key))}
                >
                  {w.remove}
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
          onClick={() => setChargers([...chargers, emptyCharger(nextKey(chargers), currency)])}
        >
          {w.anotherCharger}
        </button>
        {create.problem && <Failure problem={create.problem} />}
        <Submit busy={create.busy}>{w.addStationNow}</Submit>
      </Form>
      <p class="muted">
        {woven(w.manyAtOnce, { link: <a href={`/networks/${id}/stations/import`}>{w.bringThem}</a> })}
      </p>
    </Page>
  )
}

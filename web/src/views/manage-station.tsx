import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import { stations } from '../api/client'
import type { Station } from '../api/types'
import { draftOfStation, stationOf } from '../lib/drafts'
import { square } from '../lib/first-view'
import { useAction, useLoad } from '../lib/hooks'
import { useDraft } from '../lib/unsaved'
import { ConfirmButton } from '../parts/confirm'
import { Check, Form, Submit } from '../parts/fields'
import { Page } from '../parts/page'
import { Failure, Shown } from '../parts/states'
import { StationFields } from '../parts/station-fields'
import { go } from '../router'
import { mapStyleUrl, say } from '../store'
import { fill, words } from '../words'
import { ChargePoints } from './charge-points'
import { FeedOf } from './feed'
import { ManageChargers } from './manage-chargers'

const w = words('managing')

export function ManageStation({ id }: { id: string }) {
  const load = useLoad(id, () => stations.one(id))
  const known = load.loaded.data
  return (
    <Page
      title={known === null ? w.manageStation : fill(w.manage, { station: known.name })}
      back={{ href: `/stations/${id}`, label: w.station }}
    >
      <Shown load={load}>
        {(station) =>
          managersOnly(
            station,
            <>
              <div class="actions">
                <a class="button" href={`/stations/${id}/policy`}>
                  {w.howStationShared}
                </a>
                <a class="button" href={`/stations/${id}/calendar`}>
                  {w.calendar}
                </a>
                <a class="button" href={`/stations/${id}/labels`}>
                  {w.printLabels}
                </a>
              </div>
              <ChargePoints station={station} />
              <ManageChargers station={station} onChanged={load.reload} />
              <About station={station} onChanged={load.reload} />
              <section>
                <h2>{w.feed}</h2>
                <FeedOf station={id} />
              </section>
              <Remove station={station} />
            </>,
          )
        }
      </Shown>
    </Page>
  )
}

/** For those who may manage a station; the others are told that they may not. */
export function managersOnly(station: Station, shown: ComponentChildren): ComponentChildren {
  if (station.my_role === 'owner' || station.my_role === 'manager') return shown
  return <p class="note warn">{fill(w.onlyManagers, { network: station.network_name })}</p>
}

function About({ station, onChanged }: { station: Station; onChanged: () => void }) {
  const [draft, setDraft, done] = useDraft(`station ${station.station_id}`, draftOfStation(station))
  const focus = useMemo(() => ({ bounds: square(station.latitude, station.longitude, 0.005) }), [])
  const fields = stationOf(draft)
  const save = useAction(async () => {
    if (fields === null) return
    await stations.change(station.station_id, fields)
    done()
    say(w.stationSaved)
    onChanged()
  })
  return (
    <section>
      <h2>{w.about}</h2>
      <Form class="card" label={w.about} onSubmit={() => void save.run()}>
        <Check
          label={w.inService}
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
        {fields === null && <p class="refusal">{w.noPin}</p>}
        {save.problem && <Failure problem={save.problem} />}
        <Submit busy={save.busy}>{w.saveStation}</Submit>
      </Form>
    </section>
  )
}

function Remove({ station }: { station: Station }) {
  const remove = useAction(async () => {
    await stations.remove(station.station_id)
    say(fill(w.removed, { name: station.name }))
    go(`/networks/${station.network_id}`)
  })
  return (
    <section class="danger-zone">
      <ConfirmButton
        label={w.removeStation}
        title={fill(w.removeTitle, { name: station.name })}
        confirm={w.removeStation}
        action={remove}
      >
        <p>{w.removeStationLead}</p>
      </ConfirmButton>
    </section>
  )
}

import { useState } from 'preact/hooks'
import { chargers, stations } from '../api/client'
import type { Charger, Station } from '../api/types'
import { chargerEditOf, chargerOf, draftOfCharger, emptyCharger } from '../lib/drafts'
import { useAction } from '../lib/hooks'
import { useDraft } from '../lib/unsaved'
import { chargerName } from '../lib/words'
import { ChargerFields } from '../parts/charger-fields'
import { ConfirmButton } from '../parts/confirm'
import { Form, Submit } from '../parts/fields'
import { Failure } from '../parts/states'
import { say } from '../store'
import { fill, words } from '../words'

const w = words('managing')

interface Props {
  station: Station
  onChanged: () => void
}

/** The chargers of a station: each to edit, to share otherwise, to block or to remove; and new ones. */
export function ManageChargers({ station, onChanged }: Props) {
  const [isAdding, setAdding] = useState(false)
  return (
    <section>
      <header class="section-head">
        <h2>{w.chargers}</h2>
        <button type="button" class="small" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
          {w.addCharger}
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
  const [draft, setDraft, done] = useDraft(`new charger ${station.station_id}`, emptyCharger('new', currency))
  const add = useAction(async () => {
    await stations.addCharger(station.station_id, chargerOf(draft))
    done()
    say(w.chargerAdded)
    onChanged()
  })
  return (
    <Form class="card" label={w.addCharger} onSubmit={() => void add.run()}>
      {add.problem && <Failure problem={add.problem} />}
      <ChargerFields value={draft} onInput={setDraft} problem={add.problem} />
      <Submit busy={add.busy}>{w.addChargerNow}</Submit>
    </Form>
  )
}

interface EditProps {
  charger: Charger
  name: string
  onChanged: () => void
}

function EditCharger({ charger, name, onChanged }: EditProps) {
  const [draft, setDraft, done] = useDraft(`charger ${charger.charger_id}`, draftOfCharger(charger))
  const save = useAction(async () => {
    await chargers.change(charger.charger_id, chargerEditOf(draft))
    done()
    say(fill(w.chargerSaved, { name }))
    onChanged()
  })
  const remove = useAction(async () => {
    await chargers.remove(charger.charger_id)
    done()
    say(fill(w.removed, { name }))
    onChanged()
  })
  return (
    <details class="card">
      <summary>
        {name} {charger.in_service === false && <span class="badge bad">{w.outOfService}</span>}
      </summary>
      <Form label={fill(w.editCharger, { name })} onSubmit={() => void save.run()}>
        {save.problem && <Failure problem={save.problem} />}
        <ChargerFields value={draft} onInput={setDraft} problem={save.problem} />
        <div class="actions">
          <Submit busy={save.busy}>{w.saveCharger}</Submit>
          <a class="button" href={`/chargers/${charger.charger_id}/policy`}>
            {w.howChargerShared}
          </a>
          <a class="button" href={`/chargers/${charger.charger_id}/blocks`}>
            {w.blockedTimes}
          </a>
          <ConfirmButton
            class=""
            label={w.removeCharger}
            title={fill(w.removeTitle, { name })}
            confirm={w.remove}
            action={remove}
          >
            <p>{w.removeChargerLead}</p>
          </ConfirmButton>
        </div>
      </Form>
    </details>
  )
}

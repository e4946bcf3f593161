import { useState } from 'preact/hooks'
import { me } from '../api/client'
import type { Car } from '../api/types'
import { useFocusBack, useFocusKept } from '../lib/focus'
import { useAction, useLoad } from '../lib/hooks'
import { draftOf } from '../lib/unsaved'
import { connectorName, kw, kwh } from '../lib/words'
import { carName } from '../parts/book-form'
import { CarForm, carDraft } from '../parts/car-form'
import { ConfirmButton } from '../parts/confirm'
import { MeTabs } from '../parts/me-tabs'
import { Page } from '../parts/page'
import { Empty, Shown } from '../parts/states'
import { say } from '../store'
import { fill, words } from '../words'

const w = words('account')

export function MyCars() {
  const load = useLoad('cars', () => me.cars())
  const [isAdding, setAdding] = useState(() => draftOf(carDraft()) !== null)
  const adder = useFocusBack<HTMLButtonElement>(isAdding)
  useFocusKept(load.loaded.data?.items.length)
  return (
    <Page
      title={w.cars}
      actions={
        <button type="button" ref={adder} aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
          {w.addCar}
        </button>
      }
    >
      <MeTabs path="/me/cars" />
      {isAdding && (
        <Edit
          car={null}
          onSaved={() => {
            setAdding(false)
            load.reload()
          }}
        />
      )}
      <Shown load={load}>
        {({ items }) =>
          items.length === 0 && !isAdding ? (
            <Empty title={w.noCars}>
              <p>{w.noCarsLead}</p>
            </Empty>
          ) : (
            <ul class="rows cards">
              {items.map((car) => (
                <One key={car.car_id} car={car} onChanged={load.reload} />
              ))}
            </ul>
          )
        }
      </Shown>
    </Page>
  )
}

function Edit({ car, onSaved }: { car: Car | null; onSaved: () => void }) {
  const save = useAction(async (fields: Omit<Car, 'car_id'>, done: () => void) => {
    if (car === null) await me.addCar(fields)
    else await me.changeCar(car.car_id, fields)
    done()
    say(w.carSaved)
    onSaved()
  })
  return (
    <CarForm
      car={car}
      busy={save.busy}
      problem={save.problem}
      onSubmit={(fields, done) => void save.run(fields, done)}
    />
  )
}

function One({ car, onChanged }: { car: Car; onChanged: () => void }) {
  const [isEditing, setEditing] = useState(() => draftOf(carDraft(car.car_id)) !== null)
  const opener = useFocusBack<HTMLButtonElement>(isEditing)
  const name = carName(car)
  const remove = useAction(async () => {
    await me.removeCar(car.car_id)
    say(fill(w.removed, { name }))
    onChanged()
  })
  const facts = [
    car.plate,
    car.connectors.map(connectorName).join(', '),
    car.battery_kwh === null ? '' : kwh(car.battery_kwh),
    car.max_ac_kw === null ? '' : fill(w.acPower, { power: kw(car.max_ac_kw) }),
    car.max_dc_kw === null ? '' : fill(w.dcPower, { power: kw(car.max_dc_kw) }),
  ]
  return (
    <li class="card">
      <div class="booking-head">
        <div class="row-main">
          <strong>{name}</strong>
          <span class="muted">{facts.filter(Boolean).join(' · ')}</span>
        </div>
        <div class="actions">
          <button
            type="button"
            class="small"
            aria-label={fill(w.editName, { name })}
            ref={opener}
            aria-expanded={isEditing}
            onClick={() => setEditing(!isEditing)}
          >
            {w.edit}
          </button>
          <ConfirmButton
            label={w.remove}
            name={fill(w.removeName, { name })}
            title={fill(w.removeTitle, { name })}
            confirm={w.remove}
            action={remove}
          />
        </div>
      </div>
      {isEditing && (
        <Edit
          car={car}
          onSaved={() => {
            setEditing(false)
            onChanged()
          }}
        />
      )}
    </li>
  )
}

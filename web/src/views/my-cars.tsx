import { useState } from 'preact/hooks'
import { me } from '../api/client'
import type { Car } from '../api/types'
import { useAction, useLoad } from '../lib/hooks'
import { connectorName, kw } from '../lib/words'
import { carName } from '../parts/book-form'
import { CarForm } from '../parts/car-form'
import { ConfirmButton } from '../parts/confirm'
import { MeTabs } from '../parts/me-tabs'
import { Page } from '../parts/page'
import { Empty, Shown } from '../parts/states'
import { say } from '../store'

export function MyCars() {
  const load = useLoad('cars', () => me.cars())
  const [isAdding, setAdding] = useState(false)
  return (
    <Page
      title="Cars"
      actions={
        <button type="button" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
          Add a car
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
            <Empty title="No cars yet">
              <p>Name your car to say which one comes when you book.</p>
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
  const save = useAction(async (fields: Omit<Car, 'car_id'>) => {
    if (car === null) await me.addCar(fields)
    else await me.changeCar(car.car_id, fields)
    say('The car is saved.')
    onSaved()
  })
  return (
    <CarForm car={car} busy={save.busy} problem={save.problem} onSubmit={(fields) => void save.run(fields)} />
  )
}

function One({ car, onChanged }: { car: Car; onChanged: () => void }) {
  const [isEditing, setEditing] = useState(false)
  const remove = useAction(async () => {
    await me.removeCar(car.car_id)
    say(`${carName(car)} is removed.`)
    onChanged()
  })
  const facts = [
    car.plate,
    car.connectors.map(connectorName).join(', '),
    car.battery_kwh === null ? '' : `${car.battery_kwh} kWh`,
    car.max_ac_kw === null ? '' : `AC ${kw(car.max_ac_kw)}`,
    car.max_dc_kw === null ? '' : `DC ${kw(car.max_dc_kw)}`,
  ]
  return (
    <li class="card">
      <div class="booking-head">
        <div class="row-main">
          <strong>{carName(car)}</strong>
          <span class="muted">{facts.filter(Boolean).join(' · ')}</span>
        </div>
        <div class="actions">
          <button
            type="button"
            class="small"
            aria-label={`Edit ${carName(car)}`}
            aria-expanded={isEditing}
            onClick={() => setEditing(!isEditing)}
          >
            Edit
          </button>
          <ConfirmButton
            label="Remove"
            name={`Remove ${carName(car)}`}
            title={`Remove ${carName(car)}?`}
            confirm="Remove"
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

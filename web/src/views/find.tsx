import { useState } from 'preact/hooks'
import { chargers } from '../api/client'
import { Problem } from '../api/http'
import { availability } from '../api/sharing'
import type { Near, NearQuestion } from '../api/sharing-types'
import type { Booking, ConnectorStandard } from '../api/types'
import { positionOf } from '../lib/geo'
import { useAction, useLoad } from '../lib/hooks'
import { addMinutes, clockOf, dayOf, instantOf, zoneName } from '../lib/time'
import { numberOrNull } from '../lib/words'
import { Field, Form, Select, Submit } from '../parts/fields'
import { LengthField } from '../parts/length-field'
import { NearRow } from '../parts/near-row'
import { Page } from '../parts/page'
import { Empty, Failure, Shown } from '../parts/states'
import { connectorOptions, powerOptions } from '../parts/station-filters'
import { search } from '../router'
import { account } from '../store'
import { LookUp } from './look-up'

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone
const QUARTER_MS = 900_000
const RADII = ['1', '2', '5', '10', '25']

/** Chargers near a place that are free from a time for a while. */
export function Find() {
  const soon = new Date(Math.ceil(Date.now() / QUARTER_MS) * QUARTER_MS)
  const [where, setWhere] = useState(search.value.get('near') ?? '')
  const [radius, setRadius] = useState('5')
  const [day, setDay] = useState(() => dayOf(soon, HERE))
  const [clock, setClock] = useState(() => clockOf(soon, HERE))
  const [minutes, setMinutes] = useState<number | null>(120)
  const [connector, setConnector] = useState<ConnectorStandard | ''>('')
  const [power, setPower] = useState('')
  const [asked, setAsked] = useState<NearQuestion | null>(null)
  const near = positionOf(where)
  const locate = useAction(async () => setWhere(await myPosition()))

  function ask() {
    if (near === null) return
    setAsked({
      ...near,
      radius_km: Number(radius),
      start_date_time: instantOf(day, clock, HERE),
      duration_minutes: minutes ?? 0,
      connector,
      min_kw: numberOrNull(power),
    })
  }

  return (
    <Page
      title="Find a free charger"
      lead="Near a place, from a time, for as long as you need."
      back={{ href: '/', label: 'Map' }}
    >
      <LookUp
        choose="Look here"
        none="Nothing found: use your position, or open this page from the map."
        onPlace={(place) => setWhere(`${place.latitude},${place.longitude}`)}
      />
      <Form class="card" label="Find a free charger" onSubmit={ask}>
        <div class="grid">
          <Field
            label="Near (latitude, longitude)"
            name="near"
            value={where}
            onInput={setWhere}
            placeholder="47.9931,7.8463"
            required
          />
          <Select
            label="Within"
            value={radius}
            options={RADII.map((km) => [km, `${km} km`] as const)}
            onInput={setRadius}
          />
          <Field
            label="Day"
            name="day"
            type="date"
            min={dayOf(new Date(), HERE)}
            value={day}
            onInput={setDay}
            required
          />
          <Field
            label="From"
            name="clock"
            type="time"
            value={clock}
            onInput={setClock}
            hint={`By your clock, ${zoneName(soon, HERE)}.`}
            required
          />
          <LengthField
            label="For how long"
            name="duration_minutes"
            value={minutes}
            onInput={setMinutes}
            problem={null}
          />
          <Select label="Connector" value={connector} options={connectorOptions()} onInput={setConnector} />
          <Select label="Power" value={power} options={powerOptions()} onInput={setPower} />
        </div>
        {where !== '' && near === null && (
          <p class="refusal">This is no position. Write it in degrees, as 47.9931,7.8463.</p>
        )}
        {locate.problem && <Failure problem={locate.problem} />}
        <div class="actions">
          <Submit busy={false}>Find</Submit>
          {'geolocation' in navigator && (
            <button type="button" disabled={locate.busy} onClick={() => void locate.run()}>
              Near me
            </button>
          )}
        </div>
      </Form>
      {asked && <Found asked={asked} />}
    </Page>
  )
}

function Found({ asked }: { asked: NearQuestion }) {
  const load = useLoad(JSON.stringify([asked, account.value?.account_id]), () => availability.near(asked))
  return (
    <Shown load={load}>
      {({ items, truncated }) =>
        items.length === 0 ? (
          <Empty title="No chargers there">
            <p>Look farther around, or ask for less.</p>
          </Empty>
        ) : (
          <>
            <p class="muted" role="status">
              {items.filter((near) => near.is_free).length} of {items.length} free then
              {truncated && ', and there are more around: look less far'}
            </p>
            <ul class="rows cards">
              {[...items].sort(byUse).map((near) => (
                <One key={near.charger_id} near={near} asked={asked} />
              ))}
            </ul>
          </>
        )
      }
    </Shown>
  )
}

/** What can be booked first, then what is free; nearest first within each. */
function byUse(a: Near, b: Near): number {
  const use = (near: Near) => (near.may_book ? 0 : near.is_free ? 1 : 2)
  return use(a) - use(b) || a.distance_km - b.distance_km
}

function One({ near, asked }: { near: Near; asked: NearQuestion }) {
  const [booked, setBooked] = useState<Booking | null>(null)
  const book = useAction(async () =>
    setBooked(
      await chargers.book(near.charger_id, {
        start_date_time: asked.start_date_time,
        end_date_time: addMinutes(asked.start_date_time, asked.duration_minutes),
      }),
    ),
  )
  return <NearRow near={near} start={asked.start_date_time} booked={booked} book={book} />
}

function myPosition(): Promise<string> {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(`${coords.latitude.toFixed(5)},${coords.longitude.toFixed(5)}`),
      () => reject(new Problem(400, { code: 'no_position', detail: 'Your position is not known here.' })),
    )
  })
}

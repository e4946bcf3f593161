import { useState } from 'preact/hooks'
import { chargers, me, networks, stations } from '../api/client'
import type { Booking, Car, ChargerDay, Network, Station as StationData } from '../api/types'
import { startCharge } from '../lib/charging'
import { useAction, useGone, useLoad, useNow } from '../lib/hooks'
import { policyWords } from '../lib/policy-words'
import type { Period } from '../lib/slots'
import { clockOf, dayOf, zoneName } from '../lib/time'
import { addressWords, chargerName } from '../lib/words'
import { ChargerCard } from '../parts/charger-card'
import { DayPicker } from '../parts/day-picker'
import { OpeningHours } from '../parts/opening-hours'
import { Page } from '../parts/page'
import { Empty, Failure, Loading, Shown } from '../parts/states'
import { go } from '../router'
import { account, loginState } from '../store'

export function Station({ id }: { id: string }) {
  const load = useLoad(`${id} ${account.value?.account_id}`, () => stations.one(id), 15_000)
  const station = load.loaded.data
  if (station === null) {
    return (
      <Page title="Station" back={{ href: '/', label: 'Map' }}>
        <Shown load={load}>{() => null}</Shown>
      </Page>
    )
  }
  return <Known station={station} onChanged={load.reload} />
}

function Known({ station, onChanged }: { station: StationData; onChanged: () => void }) {
  const isManager = station.my_role === 'owner' || station.my_role === 'manager'
  const network = useLoad(station.network_id, () => networks.one(station.network_id))
  const cars = useLoad(loginState.value, async () =>
    loginState.value === 'in' ? (await me.cars()).items : [],
  )
  return (
    <Page
      title={station.name}
      lead={
        <>
          {addressWords(station)} · <a href={`/networks/${station.network_id}`}>{station.network_name}</a>
        </>
      }
      back={{ href: '/', label: 'Map' }}
      actions={
        isManager && (
          <a class="button" href={`/stations/${station.station_id}/manage`}>
            Manage
          </a>
        )
      }
      size="wide"
    >
      {station.in_service === false && <p class="note warn">This station is out of service.</p>}
      {station.access_notes && <p class="access">{station.access_notes}</p>}
      <OpeningHours hours={station.opening_hours ?? null} />
      <Welcome station={station} />
      <Chargers
        station={station}
        network={network.loaded.data}
        cars={cars.loaded.data ?? []}
        onChanged={onChanged}
      />
      {network.loaded.data && <Terms network={network.loaded.data} />}
    </Page>
  )
}

function Welcome({ station }: { station: StationData }) {
  if (loginState.value === 'out') {
    return (
      <p class="note">
        <a href={`/login?next=/stations/${station.station_id}`}>Log in</a> to book and charge here.
      </p>
    )
  }
  if (station.my_role === null) {
    return (
      <p class="note">
        Members of {station.network_name} can book and charge here. <a href="/networks">Join by code</a> if
        you have one.
      </p>
    )
  }
  return null
}

function Terms({ network }: { network: Network }) {
  return (
    <section class="terms">
      <h2>How it is shared</h2>
      <ul>
        {policyWords(network.policy).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  )
}

interface ChargersProps {
  station: StationData
  network: Network | null
  cars: readonly Car[]
  onChanged: () => void
}

function Chargers({ station, network, cars, onChanged }: ChargersProps) {
  const now = useNow(30_000)
  const zone = station.time_zone
  const today = dayOf(now, zone)
  const [day, setDay] = useState(today)
  const [carId, setCarId] = useState('')
  const ids = station.chargers.map((c) => c.charger_id)
  const days = useLoad(`${ids} ${day}`, () => daysOf(ids, day), 30_000)
  const elsewhere = clockOf(now, zone) !== clockOf(now, Intl.DateTimeFormat().resolvedOptions().timeZone)

  if (ids.length === 0) return <Empty title="No chargers at this station yet" />
  return (
    <section aria-label="Chargers">
      <div class="day-bar">
        <DayPicker day={day} today={today} onDay={setDay} />
        {elsewhere && (
          <p class="muted small-print">
            Times are those of the station ({zoneName(now, zone)}), where it is {clockOf(now, zone)}.
          </p>
        )}
      </div>
      {days.loaded.problem && <Failure problem={days.loaded.problem} onRetry={days.reload} />}
      {days.loaded.state === 'loading' && <Loading />}
      <div class="chargers">
        {station.chargers.map((charger, i) => (
          <ChargerHere
            key={charger.charger_id}
            charger={charger}
            name={chargerName(charger, i)}
            network={network}
            day={day}
            schedule={days.loaded.data?.[charger.charger_id] ?? null}
            cars={cars}
            carId={carId}
            now={now}
            onCar={setCarId}
            onChanged={() => {
              days.reload()
              onChanged()
            }}
          />
        ))}
      </div>
    </section>
  )
}

async function daysOf(ids: readonly string[], day: string): Promise<Record<string, ChargerDay>> {
  const found = await Promise.all(ids.map((id) => chargers.day(id, day)))
  return Object.fromEntries(found.map((schedule) => [schedule.charger_id, schedule]))
}

interface HereProps {
  charger: StationData['chargers'][number]
  name: string
  network: Network | null
  day: string
  schedule: ChargerDay | null
  cars: readonly Car[]
  carId: string
  now: Date
  onCar: (carId: string) => void
  onChanged: () => void
}

function ChargerHere({ charger, carId, onChanged, ...rest }: HereProps) {
  const gone = useGone()
  const [booked, setBooked] = useState<Booking | null>(null)
  const [step, setStep] = useState('')
  const carField = carId === '' ? {} : { car_id: carId }
  const book = useAction(async (period: Period) => {
    setBooked(null)
    const made = await chargers.book(charger.charger_id, {
      start_date_time: period.start,
      end_date_time: period.end,
      ...carField,
    })
    setBooked(made)
    onChanged()
  })
  const start = useAction(async () => {
    try {
      const session = await startCharge(charger.charger_id, carId || undefined, setStep, gone)
      go(`/sessions/${session}`)
    } finally {
      setStep('')
    }
  })
  return (
    <ChargerCard
      {...rest}
      charger={charger}
      carId={carId}
      booked={booked}
      book={book}
      start={start}
      step={step}
    />
  )
}

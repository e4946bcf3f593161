import { useState } from 'preact/hooks'
import { chargers, me } from '../api/client'
import { availability, terms } from '../api/sharing'
import type { Booking, ChargerAlone } from '../api/types'
import { startCharge } from '../lib/charging'
import { estimate } from '../lib/estimate'
import { useAction, useGone, useLoad, useNow } from '../lib/hooks'
import { type Period, suggestion } from '../lib/slots'
import { dayOf, iso, minutesBetween } from '../lib/time'
import { addressWords, chargerName } from '../lib/words'
import { AtCharger } from '../parts/at-charger'
import { Page } from '../parts/page'
import { Loading, Shown } from '../parts/states'
import { go, place } from '../router'
import { account, loginState } from '../store'
import { words, woven } from '../words'
import { FaultReport } from './fault-report'

const w = words('charger')

/** Where the code on a charger leads: what it is, what it costs, and starting, booking or reporting a fault. */
export function ChargerPage({ id }: { id: string }) {
  const load = useLoad(`${id} ${account.value?.account_id}`, () => chargers.one(id))
  const charger = load.loaded.data
  if (charger !== null) return <Known charger={charger} onChanged={load.reload} />
  const isHidden = load.loaded.problem?.status === 404
  return (
    <Page title={w.charger} size="narrow">
      {isHidden ? <Hidden /> : <Shown load={load}>{() => null}</Shown>}
    </Page>
  )
}

function Hidden() {
  if (loginState.value === 'in') {
    return (
      <>
        <p class="note">{w.notForYou}</p>
        <a class="button" href="/networks">
          {w.joinByCode}
        </a>
      </>
    )
  }
  return (
    <>
      <p class="note">{w.privateCharger}</p>
      <LogInOrSignUp />
    </>
  )
}

function LogInOrSignUp() {
  const next = encodeURIComponent(place.value.path)
  return (
    <div class="actions">
      <a class="button primary" href={`/login?next=${next}`}>
        {w.logIn}
      </a>
      <a class="button" href={`/signup?next=${next}`}>
        {w.signUp}
      </a>
    </div>
  )
}

function Known({ charger, onChanged }: { charger: ChargerAlone; onChanged: () => void }) {
  const isIn = loginState.value === 'in'
  const station = <a href={`/stations/${charger.station_id}`}>{charger.station_name}</a>
  return (
    <Page
      title={chargerName(charger, 0)}
      lead={woven(w.where, { station, address: addressWords(charger) })}
      size="narrow"
    >
      {charger.access_notes && (
        <p class="access">
          <bdi>{charger.access_notes}</bdi>
        </p>
      )}
      <Use charger={charger} onChanged={onChanged} />
      {!isIn && (
        <section class="card">
          <p>{w.logInFirst}</p>
          <LogInOrSignUp />
        </section>
      )}
      {isIn && !charger.bookable && charger.in_service && (
        <p class="note">
          {woven(w.membersOnly, {
            network: <a href={`/networks/${charger.network_id}`}>{charger.network_name}</a>,
          })}
        </p>
      )}
      <FaultReport chargerId={charger.charger_id} isIn={isIn} />
    </Page>
  )
}

const WEEK = 7

function Use({ charger, onChanged }: { charger: ChargerAlone; onChanged: () => void }) {
  const { charger_id: id, time_zone: zone } = charger
  const now = useNow(30_000)
  const today = dayOf(now, zone)
  const isMember = loginState.value === 'in' && charger.bookable
  const gone = useGone()
  const [carId, setCarId] = useState<string | null>(null)
  const [step, setStep] = useState('')
  const [booked, setBooked] = useState<Booking | null>(null)
  const live = { live: [`station:${charger.station_id}`] }
  const days = useLoad(
    `${id} ${today}`,
    async () => (await availability.ofCharger(id, today, WEEK)).days,
    live,
  )
  const known = useLoad(`${id} ${isMember}`, async () => (isMember ? await terms.of(id) : null), live)
  const mine = useLoad(`${id} ${isMember}`, async () => (isMember ? await ownThings(id) : NOTHING), live)
  const cars = mine.loaded.data?.cars ?? []
  const car = cars.find((one) => one.car_id === (carId ?? cars[0]?.car_id)) ?? null
  const soon = days.loaded.data?.find((day) => day.free.length > 0) ?? days.loaded.data?.[0] ?? null
  const suggested = known.loaded.data && soon ? suggestedOf(soon.free, known.loaded.data.terms, now) : null

  const start = useAction(async () => {
    try {
      go(`/sessions/${await startCharge(id, car?.car_id, setStep, gone)}`)
    } finally {
      setStep('')
    }
  })
  const book = useAction(async (period: Period) => {
    const carField = car === null ? {} : { car_id: car.car_id }
    const wish = { start_date_time: period.start, end_date_time: period.end, ...carField }
    setBooked(await chargers.book(id, wish))
    for (const load of [days, known]) load.reload()
    onChanged()
  })

  if (isMember && mine.loaded.state === 'loading') return <Loading />
  return (
    <AtCharger
      charger={charger}
      soon={soon}
      isToday={soon?.date === today}
      now={now}
      terms={known.loaded.data}
      session={mine.loaded.data?.session ?? null}
      cars={cars}
      carId={car?.car_id ?? ''}
      suggested={suggested}
      estimate={suggested && estimate(charger, car, minutesBetween(suggested.start, suggested.end))}
      booked={booked}
      step={step}
      start={start}
      book={book}
      onCar={setCarId}
    />
  )
}

const NOTHING = { session: null, cars: [] }

/** The reader's charge that runs at this charger, and their cars. */
async function ownThings(chargerId: string) {
  const [sessions, cars] = await Promise.all([me.sessions('ACTIVE'), me.cars()])
  const session = sessions.items.find((one) => one.charger_id === chargerId) ?? null
  return { session, cars: cars.items }
}

type Free = readonly { start_date_time: string; end_date_time: string }[]
interface Lengths {
  grid_minutes: number
  min_duration_minutes: number | null
  max_duration_minutes: number | null
}

function suggestedOf(free: Free, terms: Lengths, now: Date): Period | null {
  const stretches = free.map((part) => ({ start: part.start_date_time, end: part.end_date_time }))
  return suggestion(stretches, terms, iso(now))
}

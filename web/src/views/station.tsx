import { useState } from 'preact/hooks'
import { chargers, me, stations } from '../api/client'
import { policies } from '../api/policies'
import type { Policy } from '../api/policy'
import { terms } from '../api/sharing'
import type { Car, ChargerDay, Station as StationData } from '../api/types'
import { useLoad, useNow } from '../lib/hooks'
import { policyWords } from '../lib/policy-words'
import { clockOf, dayOf, zoneName } from '../lib/time'
import { addressWords, chargerName } from '../lib/words'
import { DayPicker } from '../parts/day-picker'
import { OpeningHours } from '../parts/opening-hours'
import { Page } from '../parts/page'
import { Share } from '../parts/share'
import { Empty, Failure, Loading, Shown } from '../parts/states'
import type { Wanted } from '../parts/wait-form'
import { search } from '../router'
import { account, loginState } from '../store'
import { ChargerHere } from './charger-here'
import { Offers } from './offers'
import { WaitHere } from './wait-here'

export function Station({ id }: { id: string }) {
  const load = useLoad(`${id} ${account.value?.account_id}`, () => stations.one(id), {
    live: [`station:${id}`],
  })
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
  const policy = useLoad(station.station_id, () => policies.ofPlace('stations', station.station_id))
  const share = useShare(station)
  const [wanted, setWanted] = useState<Wanted | null>(null)
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
      <Offers />
      <Chargers
        station={station}
        policy={policy.loaded.data?.in_force ?? null}
        cars={cars.loaded.data ?? []}
        onWait={setWanted}
        onChanged={() => {
          onChanged()
          share.reload()
        }}
      />
      {station.my_role !== null && (
        <WaitHere station={station} cars={cars.loaded.data ?? []} wanted={wanted} />
      )}
      {share.loaded.data && <Share terms={share.loaded.data} />}
      <Shown load={policy}>{({ in_force }) => <Terms policy={in_force} />}</Shown>
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

/** The reader's share, as the first charger that they may book knows it. */
function useShare(station: StationData) {
  const first = station.chargers.find((charger) => charger.bookable)?.charger_id
  const isAsked = station.my_role !== null && first !== undefined
  return useLoad(`${first} ${isAsked}`, async () => (isAsked ? await terms.of(first) : null))
}

function Terms({ policy }: { policy: Policy }) {
  return (
    <section class="terms">
      <h2>How it is shared</h2>
      <ul>
        {policyWords(policy).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  )
}

interface ChargersProps {
  station: StationData
  policy: Policy | null
  cars: readonly Car[]
  onWait: (wanted: Wanted) => void
  onChanged: () => void
}

/** With so few chargers, whether each can be booked is asked before anybody chooses a time. */
const FEW = 4

function Chargers({ station, policy, cars, onWait, onChanged }: ChargersProps) {
  const now = useNow(30_000)
  const zone = station.time_zone
  const today = dayOf(now, zone)
  const asked = search.value.get('date') ?? ''
  const isToCome = /^\d{4}-\d{2}-\d{2}$/.test(asked) && asked >= today
  const [day, setDay] = useState(isToCome ? asked : today)
  const [carId, setCarId] = useState('')
  const ids = station.chargers.map((c) => c.charger_id)
  const days = useLoad(`${ids} ${day}`, () => daysOf(ids, day), {
    live: [`station:${station.station_id}`],
  })
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
            policy={policy}
            day={day}
            schedule={days.loaded.data?.[charger.charger_id] ?? null}
            cars={cars}
            carId={carId}
            now={now}
            asksAtOnce={ids.length <= FEW}
            onCar={setCarId}
            onWait={onWait}
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

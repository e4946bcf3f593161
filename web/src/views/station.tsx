import { useState } from 'preact/hooks'
import { me, stations } from '../api/client'
import { policies } from '../api/policies'
import type { Policy } from '../api/policy'
import { terms } from '../api/sharing'
import type { Station as StationData } from '../api/types'
import { useLoad } from '../lib/hooks'
import { policyWords } from '../lib/policy-words'
import { addressWords } from '../lib/words'
import { OpeningHours } from '../parts/opening-hours'
import { Page } from '../parts/page'
import { Share } from '../parts/share'
import { Shown } from '../parts/states'
import type { Wanted } from '../parts/wait-form'
import { place } from '../router'
import { account, loginState } from '../store'
import { fill, words, woven } from '../words'
import { Offers } from './offers'
import { StationChargers } from './station-chargers'
import { WaitHere } from './wait-here'

const w = words('station')

export function Station({ id }: { id: string }) {
  const load = useLoad(`${id} ${account.value?.account_id}`, () => stations.one(id), {
    live: [`station:${id}`],
  })
  const station = load.loaded.data
  if (station === null) {
    return (
      <Page title={w.station} back={{ href: '/', label: w.map }}>
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
      lead={woven(w.placeAndNetwork, {
        address: addressWords(station),
        network: <a href={`/networks/${station.network_id}`}>{station.network_name}</a>,
      })}
      back={{ href: '/', label: w.map }}
      actions={
        isManager && (
          <a class="button" href={`/stations/${station.station_id}/manage`}>
            {w.manage}
          </a>
        )
      }
      size="wide"
    >
      {station.in_service === false && <p class="note warn">{w.outOfService}</p>}
      {station.access_notes && (
        <p class="access">
          <bdi>{station.access_notes}</bdi>
        </p>
      )}
      <OpeningHours hours={station.opening_hours ?? null} />
      <Welcome station={station} />
      <Offers />
      <StationChargers
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
    const here = encodeURIComponent(place.value.path + place.value.search)
    return (
      <p class="note">
        {woven(w.logInToBook, { login: <a href={`/login?next=${here}`}>{w.logIn}</a> })}{' '}
        {woven(w.newHere, { signUp: <a href={`/signup?next=${here}`}>{w.signUp}</a> })}
      </p>
    )
  }
  if (station.my_role !== null) return null
  return (
    <p class="note">
      {fill(w.membersOnly, { network: station.network_name })} <a href="/networks">{w.joinByCode}</a>
    </p>
  )
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
      <h2>{w.howShared}</h2>
      <ul>
        {policyWords(policy).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  )
}

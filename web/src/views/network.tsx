import { networks } from '../api/client'
import type { Network as NetworkData } from '../api/types'
import { useAction } from '../lib/hooks'
import { lazy } from '../lib/lazy'
import { usePages } from '../lib/pages'
import { policyWords } from '../lib/policy-words'
import { ConfirmButton } from '../parts/confirm'
import { More } from '../parts/more'
import { Empty, Shown } from '../parts/states'
import { StationRow } from '../parts/station-row'
import { go } from '../router'
import { account, loginState, say } from '../store'
import { fill, words, woven } from '../words'
import { mayManage, NetworkPage } from './network-page'

const w = words('networks')

const Pending = lazy(async () => (await import('./network-pending')).Pending)
const Alone = lazy(async () => (await import('./network-pending')).Alone)
const JoinCode = lazy(async () => (await import('./network-code')).JoinCode)
const FirstSteps = lazy(async () => (await import('../parts/first-steps')).FirstSteps)

export function Network({ id }: { id: string }) {
  return <NetworkPage id={id}>{(network, put) => <Overview network={network} onChanged={put} />}</NetworkPage>
}

interface Props {
  network: NetworkData
  onChanged: (network: NetworkData) => void
}

function Overview({ network, onChanged }: Props) {
  return (
    <>
      {loginState.value === 'in' && network.my_role === null && (
        <p class="note">{woven(w.notMember, { join: <a href="/networks">{w.joinByCode}</a> })}</p>
      )}
      {mayManage(network) && <Pending id={network.network_id} />}
      <Stations network={network} />
      {mayManage(network) && network.joining === 'shared_code' && (
        <JoinCode network={network} onChanged={onChanged} />
      )}
      <section class="terms">
        <h2>{w.howShared}</h2>
        <ul>
          {policyWords(network.policy).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
      {network.my_role !== null && <Leave network={network} />}
    </>
  )
}

function Stations({ network }: { network: NetworkData }) {
  const { network_id: id } = network
  const pages = usePages(id, (cursor) => networks.stations(id, cursor))
  const isNew = mayManage(network) && pages.load.loaded.data?.length === 0
  if (isNew) return <FirstSteps network={id} />
  return (
    <section>
      <header class="section-head">
        <h2>{w.stations}</h2>
        {mayManage(network) && (
          <div class="actions">
            <a class="button small" href={`/networks/${id}/stations/new`}>
              {w.addStation}
            </a>
            <a class="button small" href={`/networks/${id}/stations/import`}>
              {w.stationFiles}
            </a>
          </div>
        )}
      </header>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.noStations} />
          ) : (
            <ul class="rows">
              {list.map((station) => (
                <StationRow key={station.station_id} station={station} />
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
      {mayManage(network) && <Alone id={id} />}
    </section>
  )
}

function Leave({ network }: { network: NetworkData }) {
  const leave = useAction(async () => {
    await networks.removeMember(network.network_id, account.value?.account_id ?? '')
    say(fill(w.left, { name: network.name }))
    go('/networks')
  })
  return (
    <section class="danger-zone">
      <ConfirmButton
        label={w.leave}
        title={fill(w.leaveTitle, { name: network.name })}
        confirm={w.leave}
        action={leave}
      >
        <p>{w.leaveLead}</p>
      </ConfirmButton>
    </section>
  )
}

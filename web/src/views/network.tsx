import { networks } from '../api/client'
import type { Network as NetworkData } from '../api/types'
import { useAction } from '../lib/hooks'
import { lazy } from '../lib/lazy'
import { usePages } from '../lib/pages'
import { policyWords } from '../lib/policy-words'
import { ConfirmButton } from '../parts/confirm'
import { JoinCodeCard } from '../parts/join-code'
import { More } from '../parts/more'
import { Empty, Shown } from '../parts/states'
import { StationRow } from '../parts/station-row'
import { go } from '../router'
import { account, loginState, say } from '../store'
import { mayManage, NetworkPage } from './network-page'

const Pending = lazy(async () => (await import('./network-pending')).Pending)

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
        <p class="note">
          You are not a member. <a href="/networks">Join by code</a> if you have one.
        </p>
      )}
      {mayManage(network) && <Pending id={network.network_id} />}
      {mayManage(network) && network.joining === 'shared_code' && (
        <JoinCode network={network} onChanged={onChanged} />
      )}
      <Stations network={network} />
      <section class="terms">
        <h2>How it is shared</h2>
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

function JoinCode({ network, onChanged }: Props) {
  const rotate = useAction(async () => {
    onChanged(await networks.rotateCode(network.network_id))
    say('There is a new join code. The old one no longer works.')
  })
  const change = useAction(async (fields: { enabled?: boolean; expires_at?: string | null }) => {
    onChanged(await networks.changeCode(network.network_id, fields))
  })
  return <JoinCodeCard joinCode={network.join_code} rotate={rotate} change={change} />
}

function Stations({ network }: { network: NetworkData }) {
  const pages = usePages(network.network_id, (cursor) => networks.stations(network.network_id, cursor))
  return (
    <section>
      <header class="section-head">
        <h2>Stations</h2>
        {mayManage(network) && (
          <a class="button small" href={`/networks/${network.network_id}/stations/new`}>
            Add a station
          </a>
        )}
      </header>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title="No stations yet" />
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
    </section>
  )
}

function Leave({ network }: { network: NetworkData }) {
  const leave = useAction(async () => {
    await networks.removeMember(network.network_id, account.value?.account_id ?? '')
    say(`You have left ${network.name}.`)
    go('/networks')
  })
  return (
    <section class="danger-zone">
      <ConfirmButton
        label="Leave network"
        title={`Leave ${network.name}?`}
        confirm="Leave network"
        action={leave}
      >
        <p>You will no longer see or book its chargers.</p>
      </ConfirmButton>
    </section>
  )
}

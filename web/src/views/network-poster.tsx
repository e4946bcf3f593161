import { networks } from '../api/client'
import type { JoinCode, Network } from '../api/types'
import { useLoad } from '../lib/hooks'
import { Mark } from '../parts/icons'
import { Page } from '../parts/page'
import { Qr } from '../parts/qr'
import { Empty, Shown } from '../parts/states'
import { fill, words, woven } from '../words'
import { joinLink } from './network-code'

const w = words('networks')

/** A network's join code, to show and to print: it hangs where the chargers are. */
export function NetworkPoster({ id }: { id: string }) {
  const load = useLoad(id, () => networks.one(id))
  const network = load.loaded.data
  const name = network?.name ?? w.network
  return (
    <Page
      title={network === null ? name : fill(w.posterTitle, { name })}
      back={{ href: `/networks/${id}`, label: name }}
      actions={
        <button type="button" class="primary" onClick={() => print()}>
          {w.print}
        </button>
      }
      size="narrow"
    >
      <Shown load={load}>{(known) => <Poster network={known} />}</Shown>
    </Page>
  )
}

function Poster({ network }: { network: Network }) {
  const code = network.joining === 'shared_code' && network.join_code?.enabled ? network.join_code : null
  if (code === null) {
    return (
      <Empty title={w.noPoster}>
        <p>{w.noPosterLead}</p>
      </Empty>
    )
  }
  return <Known name={network.name} code={code} />
}

function Known({ name, code: { code } }: { name: string; code: JoinCode }) {
  return (
    <section class="poster">
      <p>{w.posterLead}</p>
      <Qr text={joinLink(code)} label={fill(w.qrLabel, { name })} />
      <p>
        <strong>{w.posterScan}</strong>
      </p>
      <p>
        {woven(w.posterType, {
          address: <strong class="mono">{`${location.host}/networks/join`}</strong>,
          code: <strong class="mono">{code}</strong>,
        })}
      </p>
      <p class="brand">
        <Mark />
        <span>PlugNexus</span>
      </p>
    </section>
  )
}

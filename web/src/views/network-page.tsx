import type { ComponentChildren } from 'preact'
import { networks } from '../api/client'
import type { Network } from '../api/types'
import { useLoad } from '../lib/hooks'
import { Page } from '../parts/page'
import { Shown } from '../parts/states'
import { Tabs } from '../parts/tabs'
import { place } from '../router'
import { account } from '../store'

interface Props {
  id: string
  children: (network: Network, put: (network: Network) => void) => ComponentChildren
}

/** The frame of all pages of one network: loads it and leads to its sibling pages. */
export function NetworkPage({ id, children }: Props) {
  const load = useLoad(`${id} ${account.value?.account_id}`, () => networks.one(id))
  const network = load.loaded.data
  const back =
    account.value === null ? { href: '/', label: 'Map' } : { href: '/networks', label: 'My networks' }
  return (
    <Page title={network?.name ?? 'Network'} lead={network?.description ?? ''} back={back} size="wide">
      {network && mayManage(network) && <NetworkTabs id={id} />}
      <Shown load={load}>{(shown) => children(shown, load.put)}</Shown>
    </Page>
  )
}

function NetworkTabs({ id }: { id: string }) {
  const base = `/networks/${id}`
  const tabs = [
    [base, 'Overview'],
    [`${base}/alarms`, 'Chargers'],
    [`${base}/approvals`, 'Approvals'],
    [`${base}/policy`, 'Policy'],
    [`${base}/members`, 'Members'],
    [`${base}/invitations`, 'Invitations'],
    [`${base}/sessions`, 'Sessions'],
    [`${base}/fees`, 'Fees'],
    [`${base}/fairness`, 'Fairness'],
    [`${base}/settings`, 'Settings'],
  ] as const
  const path = place.value.path.replace(/\/$/, '')
  const here = path.replace(/\/(reviews|rollouts.*|firmware)$/, '/alarms')
  return <Tabs label="Network" tabs={tabs.map(([href, label]) => ({ href, label, isHere: href === here }))} />
}

export function mayManage(network: Network): boolean {
  return network.my_role === 'owner' || network.my_role === 'manager'
}

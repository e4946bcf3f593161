import type { ComponentChildren } from 'preact'
import { networks } from '../api/client'
import type { Network } from '../api/types'
import { useLoad } from '../lib/hooks'
import { Page } from '../parts/page'
import { Shown } from '../parts/states'
import { Tabs } from '../parts/tabs'
import { place } from '../router'
import { account } from '../store'
import { words } from '../words'

const w = words('networks')

interface Props {
  id: string
  children: (network: Network, put: (network: Network) => void) => ComponentChildren
}

/** The frame of all pages of one network: loads it and leads to its sibling pages. */
export function NetworkPage({ id, children }: Props) {
  const load = useLoad(`${id} ${account.value?.account_id}`, () => networks.one(id))
  const network = load.loaded.data
  const back = account.value === null ? { href: '/', label: w.map } : { href: '/networks', label: w.mine }
  return (
    <Page title={network?.name ?? w.network} lead={network?.description ?? ''} back={back} size="wide">
      {network && mayManage(network) && <NetworkTabs id={id} />}
      <Shown load={load}>{(shown) => children(shown, load.put)}</Shown>
    </Page>
  )
}

/** The pages below a network's own, in the order of their tabs; two of them have pages of their own. */
const BELOW = [
  'calendar',
  'alarms',
  'approvals',
  'policy',
  'members',
  'invitations',
  'sessions',
  'usage',
  'settings',
] as const

function NetworkTabs({ id }: { id: string }) {
  const base = `/networks/${id}`
  const path = place.value.path.replace(/\/$/, '')
  const here = path
    .replace(/\/(reviews|rollouts.*|firmware)$/, '/alarms')
    .replace(/\/(fairness|fees)$/, '/usage')
  const tabs = [
    { href: base, label: w.tabs.overview },
    ...BELOW.map((page) => ({ href: `${base}/${page}`, label: w.tabs[page] })),
  ]
  return <Tabs label={w.network} tabs={tabs.map((tab) => ({ ...tab, isHere: tab.href === here }))} />
}

/** What is told of a network, as pages beside each other. */
export function ReportPage({ id, children }: { id: string; children: ComponentChildren }) {
  const path = place.value.path.replace(/\/$/, '')
  const tabs = (['usage', 'fairness', 'fees'] as const).map((page) => {
    const href = `/networks/${id}/${page}`
    return { href, label: w.reports[page], isHere: href === path }
  })
  return (
    <NetworkPage id={id}>
      {() => (
        <>
          <Tabs label={w.tabs.usage} tabs={tabs} />
          {children}
        </>
      )}
    </NetworkPage>
  )
}

export function mayManage(network: Network): boolean {
  return network.my_role === 'owner' || network.my_role === 'manager'
}

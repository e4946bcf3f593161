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

/** The pages below a network's own, in the order of their tabs. */
const BELOW = [
  'calendar',
  'alarms',
  'approvals',
  'policy',
  'members',
  'sessions',
  'usage',
  'settings',
] as const

/** Pages that stand together under the tab of the first. */
const TOGETHER = [
  ['members', 'invitations'],
  ['usage', 'fairness', 'fees'],
] as const

function NetworkTabs({ id }: { id: string }) {
  const base = `/networks/${id}`
  const [page = ''] = place.value.path.slice(base.length + 1).split('/')
  const group = TOGETHER.find((pages) => pages.some((one) => one === page))
  const here = group?.[0] ?? (OF_CHARGERS.includes(page) ? 'alarms' : page)
  const tabs = [
    { href: base, label: w.tabs.overview, isHere: here === '' },
    ...BELOW.map((below) => ({ href: `${base}/${below}`, label: w.tabs[below], isHere: below === here })),
  ]
  return (
    <>
      <Tabs label={w.network} tabs={tabs} />
      {group && (
        <Tabs
          label={w.tabs[group[0]]}
          tabs={group.map((one) => ({
            href: `${base}/${one}`,
            label: w.together[one],
            isHere: one === page,
          }))}
        />
      )}
    </>
  )
}

/** These have tabs of their own (views/operating). */
const OF_CHARGERS = ['alarms', 'reviews', 'rollouts', 'firmware']

export function mayManage(network: Network): boolean {
  return network.my_role === 'owner' || network.my_role === 'manager'
}

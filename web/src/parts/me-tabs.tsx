import { words } from '../words'
import { Tabs } from './tabs'

const w = words('account')

const TABS = [
  ['/me', 'profile'],
  ['/me/cars', 'cars'],
  ['/me/tokens', 'tokens'],
  ['/me/notifications', 'notifications'],
  ['/me/calendar', 'calendar'],
  ['/me/fees', 'fees'],
  ['/me/data', 'data'],
] as const

export function MeTabs({ path }: { path: string }) {
  const tabs = TABS.map(([href, tab]) => ({ href, label: w.tabs[tab], isHere: href === path }))
  return <Tabs label={w.profile} tabs={tabs} />
}

import { Tabs } from './tabs'

const TABS = [
  ['/me', 'Profile'],
  ['/me/cars', 'Cars'],
  ['/me/tokens', 'Tokens'],
  ['/me/notifications', 'Notifications'],
  ['/me/calendar', 'Calendar'],
  ['/me/fees', 'Fees'],
] as const

export function MeTabs({ path }: { path: string }) {
  return <Tabs label="Profile" tabs={TABS.map(([href, label]) => ({ href, label, isHere: href === path }))} />
}

import { words } from '../words'
import { Tabs } from './tabs'

const w = words('visits')

const TABS = [
  ['/bookings', 'upcoming'],
  ['/bookings?when=waiting', 'waiting'],
  ['/series', 'series'],
  ['/bookings?when=past', 'past'],
] as const

/** What a driver has booked, waits for, has every week, and had. */
export function BookingTabs({ here }: { here: 'upcoming' | 'waiting' | 'series' | 'past' }) {
  const tabs = TABS.map(([href, tab]) => ({ href, label: w.tabs[tab], isHere: tab === here }))
  return <Tabs label={w.bookings} tabs={tabs} />
}

import type { ComponentChildren } from 'preact'
import { Tabs } from '../../parts/tabs'
import { place } from '../../router'
import { NetworkPage } from '../network-page'

/** The frame of the pages by which a network's chargers are run. */
export function OperatingPage({ id, children }: { id: string; children: () => ComponentChildren }) {
  const base = `/networks/${id}`
  const pages = [
    ['alarms', 'Alarms'],
    ['reviews', 'Reviews'],
    ['rollouts', 'Rollouts'],
    ['firmware', 'Firmware'],
  ] as const
  const path = place.value.path
  const tabs = pages.map(([page, label]) => ({
    href: `${base}/${page}`,
    label,
    isHere: path.startsWith(`${base}/${page}`),
  }))
  return (
    <NetworkPage id={id}>
      {() => (
        <>
          <Tabs label="Chargers" tabs={tabs} />
          {children()}
        </>
      )}
    </NetworkPage>
  )
}

import type { ComponentChildren } from 'preact'
import { Tabs } from '../../parts/tabs'
import { place } from '../../router'
import { words } from '../../words'
import { NetworkPage } from '../network-page'

const w = words('upkeep')

/** The frame of the pages by which a network's chargers are run. */
export function OperatingPage({ id, children }: { id: string; children: () => ComponentChildren }) {
  const base = `/networks/${id}`
  const pages = [
    ['alarms', w.alarmsTab],
    ['reviews', w.reviewsTab],
    ['rollouts', w.rolloutsTab],
    ['firmware', w.firmwareTab],
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
          <Tabs label={w.chargersTabs} tabs={tabs} />
          {children()}
        </>
      )}
    </NetworkPage>
  )
}

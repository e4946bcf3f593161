import type { ComponentType } from 'preact'
import { chargePoints, stations } from '../../api/client'
import { useLoad } from '../../lib/hooks'
import { clockOf, clockWords, HERE, zoneName } from '../../lib/time'
import { Page } from '../../parts/page'
import { Shown } from '../../parts/states'
import { Tabs } from '../../parts/tabs'
import '../../styles/operator.css'
import { fill, words } from '../../words'
import { Charging } from './charging'
import { Configuration } from './configuration'
import { Events } from './events'
import { Firmware } from './firmware'
import type { Here } from './here'
import { LocalList } from './local-list'
import { Logs } from './logs'
import { Messages } from './messages'
import { Overview } from './overview'
import { Security } from './security'
import { Uptime } from './uptime'

const w = words('operating')

const PAGES: readonly (readonly [path: string, label: keyof typeof w.pages, view: ComponentType<Here>])[] = [
  ['', 'overview', Overview],
  ['uptime', 'uptime', Uptime],
  ['configuration', 'configuration', Configuration],
  ['charging', 'charging', Charging],
  ['local-list', 'localList', LocalList],
  ['firmware', 'firmware', Firmware],
  ['logs', 'logs', Logs],
  ['security', 'security', Security],
  ['messages', 'messages', Messages],
  ['events', 'events', Events],
]

/** All pages of one charge point, for its managers: the frame, and the page that the address names. */
export function ChargePoint({ id, page = '' }: { id: string; page?: string }) {
  const load = useLoad(id, () => chargePoints.one(id), { live: [`charge_point:${id}`] })
  const point = load.loaded.data
  const stationId = point?.station_id
  const station = useLoad(stationId ?? '', async () => (stationId ? stations.one(stationId) : null))
  const place = station.loaded.data
  const base = `/charge-points/${encodeURIComponent(id)}`
  const tabs = PAGES.map(([path, label]) => ({
    href: path === '' ? base : `${base}/${path}`,
    label: w.pages[label],
    isHere: path === page,
  }))
  const View = PAGES.find(([path]) => path === page)?.[2]
  return (
    <Page
      title={point?.name ?? w.chargePoint}
      lead={place?.name ?? ''}
      back={
        place
          ? { href: `/stations/${place.station_id}/manage`, label: fill(w.manage, { station: place.name }) }
          : undefined
      }
      size="wide"
    >
      <Tabs label={w.chargePoint} tabs={tabs} />
      <Shown load={load}>
        {(shown) => (
          <Shown load={station}>
            {(at) =>
              at &&
              (View === undefined ? (
                <p>{w.noPage}</p>
              ) : (
                <>
                  <Clock zone={at.time_zone} />
                  <View id={id} point={shown} station={at} zone={at.time_zone} reload={load.reload} />
                </>
              ))
            }
          </Shown>
        )}
      </Shown>
    </Page>
  )
}

/** Says whose clock it is where it is not the reader's. */
function Clock({ zone }: { zone: string }) {
  const now = new Date()
  if (clockOf(now, zone) === clockOf(now, HERE)) return null
  return (
    <p class="muted small-print">
      {fill(w.stationTime, { zone: zoneName(now, zone), clock: clockWords(now, zone) })}
    </p>
  )
}

/** What stands on the map for what was found. */
import type { Near } from '../api/sharing-types'
import type { Cluster, MapAnswer, Station } from '../api/types'
import type { MapPin, PinLook } from '../parts/pin'
import { counted, fill, words } from '../words'
import { stationWords } from './words'

const w = words('map')

export function pinsOf({ stations, clusters }: MapAnswer): MapPin[] {
  const single = stations.map(
    (station): MapPin => ({
      key: station.station_id,
      latitude: station.latitude,
      longitude: station.longitude,
      bookable: station.in_service && station.chargers.some((charger) => charger.bookable),
      count: 1,
      look: () => lookOf(station),
    }),
  )
  const many = clusters.map((cluster): MapPin => {
    const { latitude, longitude, count } = cluster
    const look = () => groupLook(count, false)
    return { key: clusterKey(cluster), latitude, longitude, bookable: false, count, look }
  })
  return [...single, ...many]
}

function lookOf(station: Station): PinLook {
  const { word, shape, tone, bookable } = stationWords(station)
  const text = { station: station.name, state: word }
  return { label: word, title: fill(bookable ? w.pinBookable : w.pin, text), shape, tone }
}

/** A pin for each station, which tells how many of its chargers are free then. */
export function pinsOfFree(found: readonly Near[]): MapPin[] {
  const stations = new Map<string, Near[]>()
  for (const near of found) stations.set(near.station_id, [...(stations.get(near.station_id) ?? []), near])
  return [...stations].map(([key, chargers]): MapPin => {
    const { latitude, longitude, station_name: station } = chargers[0] as Near
    const free = chargers.filter((near) => near.is_free).length
    const bookable = chargers.some((near) => near.may_book)
    const label = free > 0 ? counted(w.freeCount, free) : w.takenThen
    const look = (): PinLook => ({
      label,
      title: fill(bookable ? w.pinBookable : w.pin, { station, state: label }),
      shape: free > 0 ? 'plug' : 'clock',
      tone: free > 0 ? 'free' : 'busy',
    })
    return { key, latitude, longitude, bookable, count: 1, look }
  })
}

/** How a mark for several stations looks and what it says. */
export function groupLook(count: number, bookable: boolean): PinLook {
  return {
    label: fill('{count}', { count }),
    title: counted(bookable ? w.zoomIntoBookable : w.zoomInto, count),
    shape: 'group',
    tone: 'quiet',
  }
}

export function clusterKey(cluster: Cluster): string {
  return `cluster ${cluster.latitude} ${cluster.longitude}`
}

/** The part of the world that a drawn map shows. */
import type { Bounds, Focus, MapView } from '../lib/geo'
import type { LibreMap } from './maplibre'

export function viewOf(map: LibreMap): MapView {
  const b = map.getBounds()
  return {
    bounds: { west: b.getWest(), south: b.getSouth(), east: b.getEast(), north: b.getNorth() },
    zoom: map.getZoom(),
  }
}

export function fit(map: LibreMap, focus: Focus): void {
  const still = focus.exact === true || matchMedia('(prefers-reduced-motion: reduce)').matches
  map.fitBounds(boundsOf(focus.bounds), { ...roomOf(focus), animate: !still, duration: 500 })
}

export function boundsOf({ west, south, east, north }: Bounds): [number, number, number, number] {
  return [west, south, east, north]
}

export function roomOf({ exact }: Focus) {
  return exact === true ? { padding: 0 } : { padding: 64, maxZoom: 14 }
}

/** Shows what stands close together, as near as that needs. */
export function closer(map: LibreMap, bounds: Bounds): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  map.fitBounds(boundsOf(bounds), { padding: 96, maxZoom: 18, animate: !still, duration: 500 })
}

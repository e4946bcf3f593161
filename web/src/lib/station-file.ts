/** Stations as a file (docs/many-stations.md): in which form a text is, and one to begin with. */
import type { Brought, BroughtStation, StationFile } from '../api/operating-types'

/** Without these a row is no station, or no charger of it. */
export const NEEDED = ['station', 'latitude', 'longitude', 'plug', 'power_kw'] as const

export const SAMPLE = `station,address,city,country,latitude,longitude,charger,plug,power_kw,price_per_kwh,currency
Town hall,Rathausplatz 2,Freiburg,DE,47.996090,7.849040,Left,Type 2,22,0.35,EUR
Town hall,,,,47.996090,7.849040,Right,Type 2,22,0.35,EUR
`

/** GeoJSON is an object; everything else is a table. */
export function formatOf(text: string): StationFile['format'] {
  return /^\s*\{/.test(text.replace(/^\uFEFF/, '')) ? 'geojson' : 'csv'
}

/** How many of a file can be made. */
export function readyOf({ stations }: Brought): number {
  return stations.filter((station) => station.state === 'ready').length
}

const LOOKS = {
  ready: { shape: 'clock', tone: 'busy' },
  created: { shape: 'plug', tone: 'free' },
  exists: { shape: 'ring', tone: 'quiet' },
  refused: { shape: 'cross', tone: 'bad' },
} as const

export function lookOf(state: BroughtStation['state']) {
  return LOOKS[state]
}

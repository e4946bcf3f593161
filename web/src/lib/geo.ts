/** A rectangle in degrees; west may be greater than east where it crosses the date line. */
export interface Bounds {
  west: number
  south: number
  east: number
  north: number
}

export interface MapView {
  bounds: Bounds
  zoom: number
}

/** Where a map is to go: around these bounds, or (`exact`) to show just them as they were seen before. */
export interface Focus {
  bounds: Bounds
  exact?: boolean
}

/** The bounds with some room around them. */
export function widen({ west, south, east, north }: Bounds, degrees: number): Bounds {
  return { west: west - degrees, south: south - degrees, east: east + degrees, north: north + degrees }
}

/** The `bbox` that the API takes, kept within the world. */
export function bboxOf({ west, south, east, north }: Bounds): string {
  if (east - west >= 360) return `-180,${round(clamp(south, 90))},180,${round(clamp(north, 90))}`
  const edges = [wrap(west), clamp(south, 90), wrap(east), clamp(north, 90)]
  return edges.map(round).join(',')
}

function clamp(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value))
}

function wrap(longitude: number): number {
  return longitude >= -180 && longitude <= 180 ? longitude : ((((longitude + 180) % 360) + 360) % 360) - 180
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}

/** The smallest rectangle around some positions, or null when there are none. */
export function around(positions: readonly { latitude: number; longitude: number }[]): Bounds | null {
  if (positions.length === 0) return null
  const latitudes = positions.map((p) => p.latitude)
  const longitudes = positions.map((p) => p.longitude)
  return {
    west: Math.min(...longitudes),
    south: Math.min(...latitudes),
    east: Math.max(...longitudes),
    north: Math.max(...latitudes),
  }
}

const CELL_LEVEL = 10
const MOST_CELLS = 6
const MOST_LATITUDE = 85.0511

/**
 * The tiles of the map, by quadkey, in which something may change while these bounds are seen: those of the
 * server's cells (chalicelib/stations/tiles.py). None where so much is seen that no station is seen by itself.
 */
export function cellsOf({ west, south, east, north }: Bounds): string[] {
  const side = 2 ** CELL_LEVEL
  const column = (longitude: number) => Math.floor(((longitude + 180) / 360) * side)
  const row = (latitude: number) => {
    const sine = Math.sin((clamp(latitude, MOST_LATITUDE) * Math.PI) / 180)
    const fraction = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
    return Math.min(side - 1, Math.max(0, Math.floor(fraction * side)))
  }
  const columns = range(column(west), column(east))
  const rows = range(row(north), row(south))
  if (columns.length * rows.length > MOST_CELLS) return []
  return columns.flatMap((x) => rows.map((y) => quadkey(((x % side) + side) % side, y)))
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

function quadkey(x: number, y: number): string {
  const digit = (_: unknown, i: number) => {
    const bit = CELL_LEVEL - 1 - i
    return ((x >> bit) & 1) + 2 * ((y >> bit) & 1)
  }
  return Array.from({ length: CELL_LEVEL }, digit).join('')
}

/** Lines of latitude and longitude over what is seen, about eight across, at round degrees. */
export function gridLines(bounds: Bounds): [number, number][][] {
  const width = bounds.east - bounds.west
  const step = [30, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001].find(
    (s) => width / s >= 8,
  )
  if (step === undefined) return []
  const lines: [number, number][][] = []
  for (let lon = Math.ceil(bounds.west / step) * step; lon <= bounds.east; lon += step) {
    lines.push([
      [lon, Math.max(-85, bounds.south)],
      [lon, Math.min(85, bounds.north)],
    ])
  }
  for (let lat = Math.ceil(bounds.south / step) * step; lat <= bounds.north; lat += step) {
    if (Math.abs(lat) <= 85) {
      lines.push([
        [bounds.west, lat],
        [bounds.east, lat],
      ])
    }
  }
  return lines
}

/** A latitude or longitude as typed, or null when it is not one. */
export function degrees(text: string, limit: 90 | 180): number | null {
  const value = Number(text.replace(',', '.'))
  return text.trim() !== '' && Number.isFinite(value) && Math.abs(value) <= limit ? value : null
}

/** The middle of the bounds, and how far it is from there to their corners. */
export function reachOf({ west, south, east, north }: Bounds): {
  latitude: number
  longitude: number
  km: number
} {
  const latitude = round(clamp((south + north) / 2, 90))
  const up = ((north - south) / 2) * KM_PER_DEGREE
  const across = ((east - west) / 2) * KM_PER_DEGREE * Math.cos((latitude * Math.PI) / 180)
  return { latitude, longitude: round(wrap((west + east) / 2)), km: Math.hypot(up, across) }
}

const KM_PER_DEGREE = 111.2

/** How far apart two places are, in degrees of latitude: good for what is nearer than something else. */
export function apart(a: Position, b: Position): number {
  const across = (a.longitude - b.longitude) * Math.cos((a.latitude * Math.PI) / 180)
  return Math.hypot(a.latitude - b.latitude, across)
}

export interface Position {
  latitude: number
  longitude: number
}

/** A position written as "latitude,longitude"; null where it is none. */
export function positionOf(text: string | null): Position | null {
  const [latitude, longitude, ...more] = (text ?? '').split(',').map((part, i) => degrees(part, i ? 180 : 90))
  if (latitude == null || longitude == null || more.length > 0) return null
  return { latitude, longitude }
}

/** Which of the places on a map stand so close together that one mark is drawn for them. */
import type { Bounds } from './geo'

interface Place {
  latitude: number
  longitude: number
}

/** Places that are drawn as one, at the first of them. */
export interface Crowd<P extends Place> {
  first: P
  members: readonly P[]
}

/** Pixels: as wide and high as a pin with its word. */
const WIDTH = 104
const HEIGHT = 44
/** The whole world at zoom 0, in pixels, as the map library draws it. */
const WORLD_PIXELS = 512
const MOST_LATITUDE = 85.0511

/**
 * Joins each place to the first that came before it within a pin's size, at this zoom. Takes time in proportion
 * to the number of places. The same places in the same order give the same crowds, wherever one looks.
 */
export function crowds<P extends Place>(places: readonly P[], zoom: number): Crowd<P>[] {
  const found: { x: number; y: number; first: P; members: P[] }[] = []
  const cells = new Map<number, (typeof found)[number][]>()
  const scale = WORLD_PIXELS * 2 ** zoom
  for (const place of places) {
    const x = ((place.longitude + 180) / 360) * scale
    const y = mercator(place.latitude) * scale
    const column = Math.floor(x / WIDTH)
    const row = Math.floor(y / HEIGHT)
    const near = around(cells, column, row).find(
      (c) => Math.abs(c.x - x) < WIDTH && Math.abs(c.y - y) < HEIGHT,
    )
    if (near !== undefined) {
      near.members.push(place)
      continue
    }
    const crowd = { x, y, first: place, members: [place] }
    found.push(crowd)
    const cell = cellOf(column, row)
    cells.set(cell, [...(cells.get(cell) ?? []), crowd])
  }
  return found
}

function around<C>(cells: ReadonlyMap<number, C[]>, column: number, row: number): C[] {
  const near: C[] = []
  for (let x = column - 1; x <= column + 1; x++) {
    for (let y = row - 1; y <= row + 1; y++) near.push(...(cells.get(cellOf(x, y)) ?? []))
  }
  return near
}

/** A number of its own for each cell: at no zoom are there as many rows. */
function cellOf(column: number, row: number): number {
  return column * 2 ** 24 + row
}

/** Where a latitude lies from the map's upper edge, 0, to its lower, 1. */
function mercator(latitude: number): number {
  const clamped = Math.min(MOST_LATITUDE, Math.max(-MOST_LATITUDE, latitude))
  const sine = Math.sin((clamped * Math.PI) / 180)
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
}

/** Whether a place is within the bounds or a little beyond them. */
export function isSeen({ latitude, longitude }: Place, { west, south, east, north }: Bounds): boolean {
  const across = (east - west) / 4
  const up = (north - south) / 4
  const fits = (degrees: number) => degrees >= west - across && degrees <= east + across
  return (
    latitude >= south - up &&
    latitude <= north + up &&
    (fits(longitude) || fits(longitude + 360) || fits(longitude - 360))
  )
}

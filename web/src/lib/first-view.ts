/** Where the map opens for someone who has not looked at it yet: where their stations are, or else all others. */
import type { MapAnswer } from '../api/types'
import { around, type Bounds, type MapView, type Position, widen } from './geo'

export const WORLD: MapView = { bounds: { west: -180, south: -85, east: 180, north: 85 }, zoom: 1 }

/** From this zoom on, and about this wide, the API lists stations one by one. */
const CLOSE_ZOOM = 10
const CLOSE_DEGREES = 0.25

/** What of the stations that they may see is in a view; `mine`: only of networks that they are in. */
export type Ask = (view: MapView, mine?: true) => Promise<MapAnswer>

interface Place {
  view: MapView
  answer: MapAnswer
}

export interface First extends Place {
  isMine: boolean
}

/**
 * A member's own networks come first, then where they were last (`kept`), then the rest of the world. Null when there
 * is no station anywhere.
 */
export async function firstView(ask: Ask, isSomebody: boolean, kept: MapView | null): Promise<First | null> {
  const mine = isSomebody ? await whereAllAre((view) => ask(view, true)) : null
  if (mine !== null) return { ...mine, isMine: true }
  const other =
    kept === null ? await whereAllAre((view) => ask(view)) : { view: kept, answer: await ask(kept) }
  return other && { ...other, isMine: false }
}

/** Asks for the whole world, and once more, closely, where all clusters are about one place. */
async function whereAllAre(ask: (view: MapView) => Promise<MapAnswer>): Promise<Place | null> {
  let answer = await ask(WORLD)
  const clusters = around(answer.clusters)
  if (clusters !== null && answer.stations.length === 0 && isOnePlace(clusters)) {
    const closer = await ask({ bounds: widen(clusters, CLOSE_DEGREES), zoom: CLOSE_ZOOM })
    if (closer.stations.length + closer.clusters.length > 0) answer = closer
  }
  const bounds = around([...answer.stations, ...answer.clusters])
  if (bounds === null) return null
  return { answer, view: { bounds, zoom: answer.clusters.length === 0 ? CLOSE_ZOOM : 4 } }
}

function isOnePlace({ west, south, east, north }: Bounds): boolean {
  return east - west < CLOSE_DEGREES && north - south < CLOSE_DEGREES
}

/** What to look at to see a cluster's stations apart: a sixth of the view, around it. */
export function closerTo({ latitude, longitude }: Position, { bounds: { east, west } }: MapView): Bounds {
  const half = Math.max(0.01, (east - west) / 12)
  return {
    west: longitude - half,
    east: longitude + half,
    south: latitude - half / 2,
    north: latitude + half / 2,
  }
}

/** A rectangle of about equal sides, so many degrees of latitude to each side of a point. */
export function square(latitude: number, longitude: number, degrees: number): Bounds {
  const across = degrees / Math.max(0.1, Math.cos((latitude * Math.PI) / 180))
  return {
    west: longitude - across,
    east: longitude + across,
    south: latitude - degrees,
    north: latitude + degrees,
  }
}

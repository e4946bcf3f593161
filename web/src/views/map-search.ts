import { useCallback, useEffect, useState } from 'preact/hooks'
import { type MapQuestion, stations } from '../api/client'
import type { Problem } from '../api/http'
import { availability } from '../api/sharing'
import type { Near, NearQuestion } from '../api/sharing-types'
import type { MapAnswer } from '../api/types'
import { type First, firstView } from '../lib/first-view'
import { bboxOf, cellsOf, type MapView, reachOf } from '../lib/geo'
import { asProblem, useWatch } from '../lib/hooks'
import { instantOf } from '../lib/time'
import { numberOrNull } from '../lib/words'
import type { Filters } from '../parts/station-filters'

/** What is within a view: stations, or chargers with whether they are free at the time that was asked about. */
export type Found =
  | { kind: 'stations'; answer: MapAnswer }
  | { kind: 'free'; asked: NearQuestion; items: readonly Near[]; truncated: boolean; isNarrowed: boolean }

export interface MapSearch {
  found: Found | null
  problem: Problem | null
  again: () => void
}

interface Asked {
  view: MapView | null
  filters: Filters
  /** The zone of the filters' clock. */
  zone: string
  /** Who asks, and whether they are online: when it changes, it is asked anew. */
  who: string
  /** Whether they have logged in. */
  isSomebody: boolean
  /** Where to begin when no view is given and they have no stations of their own; null: where stations are. */
  kept: MapView | null
  /** Where to begin, when no view was given; null where there are no stations. */
  onFirst: (first: First | null) => void
}

const SETTLE_MS = 200
/** The farthest from a place that the API looks for free chargers. */
export const MOST_KM = 25

/** Asks for what is seen, anew when the map has moved, a filter changed, or something there did. */
export function useMapSearch({ view, filters, zone, who, isSomebody, kept, onFirst }: Asked): MapSearch {
  const [found, setFound] = useState<Found | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [turn, setTurn] = useState(0)
  const again = useCallback(() => setTurn((n) => n + 1), [])
  useWatch(view === null ? [] : cellsOf(view.bounds).map((cell) => `map:${cell}`), again)

  useEffect(() => {
    const stop = new AbortController()
    const inView = (seen: MapView, mine?: true) =>
      stations.inView({ ...question(seen, filters), mine }, stop.signal)
    const work = async (): Promise<Found | null> => {
      if (view !== null) return isTimed(filters) ? free(view, filters, zone) : shown(await inView(view))
      const first = await firstView(inView, isSomebody, kept)
      if (stop.signal.aborted) return null
      if (!isTimed(filters)) setFound(shown(first?.answer ?? NOTHING))
      onFirst(first)
      return null
    }
    const timer = setTimeout(
      () =>
        work().then(
          (told) => {
            if (stop.signal.aborted) return
            if (told !== null) setFound(told)
            setProblem(null)
          },
          (error: unknown) => {
            if (!stop.signal.aborted) setProblem(asProblem(error))
          },
        ),
      view === null ? 0 : SETTLE_MS,
    )
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [JSON.stringify([view, filters, who, turn])])

  return { found, problem, again }
}

const NOTHING: MapAnswer = { stations: [], clusters: [], truncated: false }

const shown = (answer: MapAnswer): Found => ({ kind: 'stations', answer })

const isTimed = ({ when, day, clock }: Filters) => when === 'later' && day !== '' && clock !== ''

function question({ bounds, zoom }: MapView, { connector, min_kw, network_id, when }: Filters): MapQuestion {
  return {
    bbox: bboxOf(bounds),
    zoom: Math.max(0, Math.round(zoom)),
    connector,
    min_kw: numberOrNull(min_kw),
    network_id,
    free_now: when === 'now' || undefined,
  }
}

async function free(view: MapView, filters: Filters, zone: string): Promise<Found> {
  const { latitude, longitude, km } = reachOf(view.bounds)
  const asked: NearQuestion = {
    latitude,
    longitude,
    radius_km: Math.max(0.1, Math.min(MOST_KM, Math.round(km * 10) / 10)),
    start_date_time: instantOf(filters.day, filters.clock, zone),
    duration_minutes: filters.minutes,
    connector: filters.connector,
    min_kw: numberOrNull(filters.min_kw),
    network_id: filters.network_id,
  }
  const { items, truncated } = await availability.near(asked)
  return { kind: 'free', asked, items, truncated, isNarrowed: km > MOST_KM }
}

import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import { type MapQuestion, networks, stations } from '../api/client'
import type { Problem } from '../api/http'
import type { Cluster, MapAnswer, Network, Station } from '../api/types'
import { firstView, WORLD } from '../lib/first-view'
import { type Bounds, bboxOf, cellsOf, centreOf, type Focus, type MapView, widen } from '../lib/geo'
import { asProblem, useWatch } from '../lib/hooks'
import { numberOrNull, stationWords } from '../lib/words'
import { MapPart } from '../parts/map'
import { useHeading } from '../parts/page'
import type { MapPin } from '../parts/pin'
import { Empty, Failure, Loading } from '../parts/states'
import { type Filters, NO_FILTERS, StationFilters } from '../parts/station-filters'
import { StationRow } from '../parts/station-row'
import { go } from '../router'
import { account, isOnline, loginState, mapStyleUrl } from '../store'
import { Offers } from './offers'

const NOTHING: MapAnswer = { stations: [], clusters: [], truncated: false }

/** Where stations were seen last: kept over navigation, so that coming back shows the same part of the world. */
let last: { view: MapView; accountId: string | undefined } | null = null

export function MapOfStations() {
  const accountId = account.value?.account_id
  const known = last?.accountId === accountId ? (last?.view ?? null) : null
  const [view, setView] = useState<MapView | null>(known)
  const [focus, setFocus] = useState<Focus | null>(known && { bounds: known.bounds, exact: true })
  const [filters, setFilters] = useState<Filters>(NO_FILTERS)
  const [answer, setAnswer] = useState<MapAnswer | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [turn, setTurn] = useState(0)
  const mine = useMyNetworks()
  const heading = useHeading('Stations')

  const again = useCallback(() => setTurn((n) => n + 1), [])
  useWatch(view === null ? [] : cellsOf(view.bounds).map((cell) => `map:${cell}`), again)

  const asked = view && question(view.bounds, view.zoom, filters)
  const key = JSON.stringify([asked, accountId, isOnline.value, turn])
  useEffect(() => {
    const stop = new AbortController()
    const ask = ({ bounds, zoom }: MapView) => stations.inView(question(bounds, zoom, filters), stop.signal)
    const found = (shown: MapAnswer) => {
      const some = shown.stations.length + shown.clusters.length > 0
      if (view !== null && some) last = { view, accountId }
      setAnswer(shown)
      setProblem(null)
    }
    const work = async () => {
      if (view !== null) return found(await ask(view))
      const first = await firstView(ask)
      if (stop.signal.aborted) return
      setView(first === null ? WORLD : { ...first.view, bounds: widen(first.view.bounds, 0.02) })
      setFocus({ bounds: first?.view.bounds ?? WORLD.bounds })
      found(first?.answer ?? NOTHING)
    }
    const timer = setTimeout(
      () =>
        work().catch((error: unknown) => {
          if (!stop.signal.aborted) setProblem(asProblem(error))
        }),
      view === null ? 0 : 200,
    )
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [key])

  const moved = useCallback((next: MapView) => setView(next), [])
  const pins = useMemo(() => pinsOf(answer), [answer])
  const closer = (cluster: Cluster) => setFocus({ bounds: closerTo(cluster, view ?? WORLD) })

  return (
    <div class="map-view">
      <div class="map-side">
        <h1 ref={heading} tabIndex={-1}>
          Stations
        </h1>
        <Offers />
        <StationFilters value={filters} onInput={setFilters} networks={mine} />
        {view && (
          <a class="button" href={`/find?near=${centreOf(view.bounds)}`}>
            Find one that is free at a time
          </a>
        )}
        {problem && <Failure problem={problem} onRetry={again} />}
        {answer === null && problem === null && <Loading label="Looking for stations…" />}
        {answer && <Found answer={answer} onCloser={closer} />}
        {answer && loginState.value === 'out' && (
          <p class="muted small-print">
            You see public stations. <a href="/login">Log in</a> to see those of your networks.
          </p>
        )}
      </div>
      <MapPart
        label="Map of stations"
        styleUrl={mapStyleUrl.value}
        pins={pins}
        focus={focus}
        onMove={moved}
        onOpen={(pin) => {
          const cluster = answer?.clusters.find((c) => clusterKey(c) === pin)
          if (cluster === undefined) go(`/stations/${pin}`)
          else closer(cluster)
        }}
      />
    </div>
  )
}

function Found({ answer, onCloser }: { answer: MapAnswer; onCloser: (cluster: Cluster) => void }) {
  const count = answer.stations.length + answer.clusters.reduce((sum, c) => sum + c.count, 0)
  return (
    <>
      <p class="muted small-print" role="status">
        {stationCount(count)} in view
        {answer.truncated && ', not all of them listed: zoom in for more'}
      </p>
      {count === 0 && (
        <Empty title="No stations here">
          <p>Move the map, zoom out, or loosen the filters.</p>
        </Empty>
      )}
      <ul class="rows">
        {answer.stations.map((station: Station) => (
          <StationRow key={station.station_id} station={station} />
        ))}
        {answer.clusters.map((cluster) => (
          <li key={clusterKey(cluster)} class="row">
            <div class="row-main">
              <strong>{stationCount(cluster.count)}</strong>
              <span class="muted">
                around {cluster.latitude.toFixed(1)}, {cluster.longitude.toFixed(1)}
              </span>
            </div>
            <button type="button" class="small" onClick={() => onCloser(cluster)}>
              Zoom in
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function question(bounds: Bounds, zoom: number, { free_now, min_kw, ...filters }: Filters): MapQuestion {
  return {
    bbox: bboxOf(bounds),
    zoom: Math.max(0, Math.round(zoom)),
    ...filters,
    min_kw: numberOrNull(min_kw),
    free_now: free_now || undefined,
  }
}

function useMyNetworks(): Network[] {
  const [mine, setMine] = useState<Network[]>([])
  const accountId = account.value?.account_id
  useEffect(() => {
    setMine([])
    if (accountId !== undefined) {
      networks.mine().then(
        (page) => setMine(page.items),
        () => setMine([]),
      )
    }
  }, [accountId])
  return mine
}

function pinsOf(answer: MapAnswer | null): MapPin[] {
  if (answer === null) return []
  const single = answer.stations.map((station): MapPin => {
    const { word, shape, tone, bookable } = stationWords(station)
    return {
      key: station.station_id,
      latitude: station.latitude,
      longitude: station.longitude,
      label: word,
      title: `${station.name}: ${word}${bookable ? ', you can book here' : ''}`,
      shape,
      tone: `${tone}${bookable ? ' bookable' : ''}`,
    }
  })
  const many = answer.clusters.map(
    (cluster): MapPin => ({
      key: clusterKey(cluster),
      latitude: cluster.latitude,
      longitude: cluster.longitude,
      label: String(cluster.count),
      title: `${stationCount(cluster.count)}: zoom in`,
      shape: 'group',
      tone: 'cluster',
    }),
  )
  return [...single, ...many]
}

function stationCount(count: number): string {
  return count === 1 ? '1 station' : `${count} stations`
}

function clusterKey(cluster: Cluster): string {
  return `cluster ${cluster.latitude} ${cluster.longitude}`
}

function closerTo({ latitude, longitude }: Cluster, view: MapView): Bounds {
  const half = Math.max(0.01, (view.bounds.east - view.bounds.west) / 12)
  return {
    west: longitude - half,
    east: longitude + half,
    south: latitude - half / 2,
    north: latitude + half / 2,
  }
}

import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import { networks, stations } from '../api/client'
import type { Problem } from '../api/http'
import type { Cluster, MapAnswer, Network, Station } from '../api/types'
import { around, type Bounds, bboxOf, type MapView } from '../lib/geo'
import { asProblem } from '../lib/hooks'
import { stationWords } from '../lib/words'
import { MapPart, type MapPin } from '../parts/map'
import { Empty, Failure, Loading } from '../parts/states'
import { type Filters, NO_FILTERS, StationFilters } from '../parts/station-filters'
import { StationRow } from '../parts/station-row'
import { go } from '../router'
import { account, isOnline, loginState, mapStyleUrl } from '../store'

const WORLD: MapView = { bounds: { west: -180, south: -85, east: 180, north: 85 }, zoom: 1 }

/** Kept over navigation, so that coming back shows the same part of the world. */
let lastView: MapView | null = null

export function MapOfStations() {
  const [view, setView] = useState<MapView>(lastView ?? WORLD)
  const [focus, setFocus] = useState<Bounds | null>(lastView?.bounds ?? null)
  const [filters, setFilters] = useState<Filters>(NO_FILTERS)
  const [answer, setAnswer] = useState<MapAnswer | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [turn, setTurn] = useState(0)
  const mine = useMyNetworks()

  const question = { bbox: bboxOf(view.bounds), zoom: Math.round(view.zoom), ...filters }
  const key = JSON.stringify([question, account.value?.account_id, isOnline.value, turn])
  useEffect(() => {
    const stop = new AbortController()
    const { bbox, zoom, connector, min_kw, network_id, free_now } = question
    const timer = setTimeout(() => {
      const asked = { bbox, zoom, connector, min_kw, network_id, free_now: free_now || undefined }
      stations.inView(asked, stop.signal).then(
        (found) => {
          setAnswer(found)
          setProblem(null)
          if (lastView === null && view === WORLD) setFocus(around([...found.stations, ...found.clusters]))
        },
        (error: unknown) => {
          if (!stop.signal.aborted) setProblem(asProblem(error))
        },
      )
    }, 200)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [key])

  const moved = useCallback((next: MapView) => {
    if (next.zoom > 1.5) lastView = next
    setView((before) => (before === WORLD && next.zoom <= 1.5 ? before : next))
  }, [])
  const pins = useMemo(() => pinsOf(answer), [answer])
  const closer = (cluster: Cluster) => setFocus(closerTo(cluster, view))

  return (
    <div class="map-view">
      <div class="map-side">
        <h1 tabIndex={-1}>Stations</h1>
        <StationFilters value={filters} onInput={setFilters} networks={mine} />
        {problem && <Failure problem={problem} onRetry={() => setTurn((n) => n + 1)} />}
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

import { useMemo, useState } from 'preact/hooks'
import type { Cluster, MapAnswer, Station } from '../api/types'
import { apart, type Position } from '../lib/geo'
import { clusterKey } from '../lib/pins'
import { counted, fill, words } from '../words'
import { Empty } from './states'
import { StationRow } from './station-row'

const w = words('map')
const common = words('common')

interface Props {
  answer: MapAnswer
  /** What is near to here stands first. */
  centre: Position
  onCloser: (cluster: Cluster) => void
}

const AT_ONCE = 40

/** What the map shows, as a list: stations, then places where there are several. */
export function StationList({ answer, centre, onCloser }: Props) {
  const [most, setMost] = useState(AT_ONCE)
  const count = answer.stations.length + answer.clusters.reduce((sum, c) => sum + c.count, 0)
  const nearest = useMemo(
    () => byDistance(answer.stations, centre),
    [answer, centre.latitude, centre.longitude],
  )
  return (
    <>
      <p class="muted small-print" role="status">
        {counted(answer.truncated ? w.inViewCut : w.inView, count)}
      </p>
      {count === 0 && (
        <Empty title={w.noStations}>
          <p>{w.noStationsHint}</p>
        </Empty>
      )}
      <ul class="rows">
        {nearest.slice(0, most).map((station) => (
          <StationRow key={station.station_id} station={station} />
        ))}
        {answer.clusters.map((cluster) => (
          <ClusterRow key={clusterKey(cluster)} cluster={cluster} onCloser={() => onCloser(cluster)} />
        ))}
      </ul>
      {nearest.length > most && (
        <button type="button" onClick={() => setMost(most + AT_ONCE)}>
          {common.showMore}
        </button>
      )}
    </>
  )
}

function byDistance(stations: readonly Station[], centre: Position): Station[] {
  const far = stations.map((station) => ({ station, far: apart(centre, station) }))
  return far.sort((a, b) => a.far - b.far).map(({ station }) => station)
}

function ClusterRow({ cluster, onCloser }: { cluster: Cluster; onCloser: () => void }) {
  const name = counted(w.stationCount, cluster.count)
  const place = { latitude: tenths(cluster.latitude), longitude: tenths(cluster.longitude) }
  return (
    <li class="row">
      <div class="row-main">
        <strong>{name}</strong>
        <span class="muted">{fill(w.around, place)}</span>
      </div>
      <button type="button" class="small" aria-label={counted(w.zoomInto, cluster.count)} onClick={onCloser}>
        {w.zoomIn}
      </button>
    </li>
  )
}

function tenths(degrees: number): number {
  return Math.round(degrees * 10) / 10
}

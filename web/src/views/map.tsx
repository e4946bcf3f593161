import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import { networks } from '../api/client'
import type { Cluster, Network } from '../api/types'
import { closerTo, type First, square, WORLD } from '../lib/first-view'
import { type Focus, type MapView, positionOf, reachOf, widen } from '../lib/geo'
import { clusterKey, pinsOf, pinsOfFree } from '../lib/pins'
import { clockOf, dayOf, HERE, zoneName } from '../lib/time'
import { MapPart } from '../parts/map'
import { useHeading } from '../parts/page'
import { Failure, Loading } from '../parts/states'
import { type Filters, StationFilters } from '../parts/station-filters'
import { StationList } from '../parts/station-list'
import { go, search } from '../router'
import { account, isOnline, loginState, mapStyleUrl } from '../store'
import { words, woven } from '../words'
import { FreeList } from './free-list'
import { useMapSearch } from './map-search'
import { Offers } from './offers'
import { PlaceSearch } from './place-search'

const w = words('map')

const QUARTER_MS = 900_000
/** Degrees to each side of a place that was asked for. */
const ABOUT_A_TOWN = 0.04

interface Last {
  view: MapView
  filters: Filters
  accountId: string | undefined
  /** They had no stations of their own when they came: as soon as they have, the map begins there. */
  hadNone: boolean
}

/** Where stations were seen last: kept over navigation, so that coming back shows the same part of the world. */
let last: Last | null = null

export function MapOfStations() {
  const accountId = account.value?.account_id
  const known = last?.accountId === accountId ? last : null
  const [hadNone, setHadNone] = useState(known?.hadNone ?? false)
  const [kept] = useState(hadNone && known ? known.view : null)
  const [view, setView] = useState<MapView | null>(
    () => asked() ?? (kept === null && known ? known.view : null),
  )
  const [focus, setFocus] = useState<Focus | null>(view && { bounds: view.bounds, exact: true })
  const [filters, setFilters] = useState<Filters>(() => known?.filters ?? noFilters())
  const mine = useMyNetworks()
  const heading = useHeading(w.stations)

  const isSomebody = accountId !== undefined
  const onFirst = useCallback(
    (first: First | null) => {
      const begin = first?.view ?? WORLD
      const exact = begin === kept
      setHadNone(isSomebody && first?.isMine !== true)
      setView(exact || first === null ? begin : { ...begin, bounds: widen(begin.bounds, 0.02) })
      setFocus({ bounds: begin.bounds, exact })
    },
    [isSomebody, kept],
  )
  const who = `${accountId} ${isOnline.value}`
  const { found, problem, again } = useMapSearch({
    view,
    filters,
    zone: HERE,
    who,
    isSomebody,
    kept,
    onFirst,
  })
  const pins = useMemo(() => {
    if (found === null) return []
    return found.kind === 'free' ? pinsOfFree(found.items) : pinsOf(found.answer)
  }, [found])
  if (view !== null && pins.length > 0) last = { view, filters, accountId, hadNone }

  const moved = useCallback((next: MapView) => setView(next), [])
  const closer = (cluster: Cluster) => setFocus({ bounds: closerTo(cluster, view ?? WORLD) })
  const clusters = found?.kind === 'stations' ? found.answer.clusters : []

  return (
    <div class="map-view">
      <div class="map-side">
        <h1 ref={heading} tabIndex={-1}>
          {w.stations}
        </h1>
        {mine?.length === 0 && (
          <p class="note">
            {woven(w.inNone, {
              join: <a href="/networks">{w.joinOne}</a>,
              create: <a href="/networks/new">{w.createOwn}</a>,
            })}
          </p>
        )}
        <Offers />
        <StationFilters
          value={filters}
          onInput={setFilters}
          networks={mine ?? []}
          today={dayOf(new Date(), HERE)}
          zone={zoneName(new Date(), HERE)}
        />
        <PlaceSearch
          onPlace={({ latitude, longitude }) =>
            setFocus({ bounds: square(latitude, longitude, ABOUT_A_TOWN) })
          }
        />
        {problem && <Failure problem={problem} onRetry={again} />}
        {found === null && problem === null && <Loading label={w.looking} />}
        {found?.kind === 'free' && <FreeList found={found} />}
        {found?.kind === 'stations' && (
          <StationList answer={found.answer} centre={reachOf((view ?? WORLD).bounds)} onCloser={closer} />
        )}
        {found && loginState.value === 'out' && (
          <p class="muted small-print">{woven(w.publicOnly, { login: <a href="/login">{w.logIn}</a> })}</p>
        )}
      </div>
      <MapPart
        label={w.mapLabel}
        styleUrl={mapStyleUrl.value}
        pins={pins}
        focus={focus}
        waits={found === null && problem === null}
        onMove={moved}
        onOpen={(pin) => {
          const cluster = clusters.find((c) => clusterKey(c) === pin)
          if (cluster === undefined) go(`/stations/${pin}`)
          else closer(cluster)
        }}
      />
    </div>
  )
}

/** The place that the address names, as "?near=latitude,longitude". */
function asked(): MapView | null {
  const place = positionOf(search.value.get('near'))
  return place && { bounds: square(place.latitude, place.longitude, ABOUT_A_TOWN), zoom: 12 }
}

function noFilters(): Filters {
  const soon = new Date(Math.ceil(Date.now() / QUARTER_MS) * QUARTER_MS)
  const when = { day: dayOf(soon, HERE), clock: clockOf(soon, HERE), minutes: 120 }
  return { connector: '', min_kw: '', network_id: '', when: 'any', ...when }
}

/** Null while they are not known, and for who has not logged in. */
function useMyNetworks(): readonly Network[] | null {
  const [mine, setMine] = useState<readonly Network[] | null>(null)
  const accountId = account.value?.account_id
  useEffect(() => {
    setMine(null)
    if (accountId !== undefined) {
      networks.mine().then(
        (page) => setMine(page.items),
        () => setMine(null),
      )
    }
  }, [accountId])
  return mine
}

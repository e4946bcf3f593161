import type { GeoJSON } from 'geojson'
import { useEffect, useRef, useState } from 'preact/hooks'
import { type Bounds, type Focus, gridLines, type MapView } from '../lib/geo'
import { language, words } from '../words'
import { type Markers, markersOn } from './markers'
import type { MapPin } from './pin'

const w = words('map')

type Library = typeof import('./maplibre')
type LibreMap = InstanceType<Library['MapLibreMap']>

interface Props {
  label: string
  styleUrl: string | null
  pins: readonly MapPin[]
  /** Where the map is at first, or goes to when another value comes. */
  focus: Focus | null
  selected?: string | null
  /** What stands beside it is still on its way: the map's code must not keep that waiting. */
  waits?: boolean
  onMove?: (view: MapView) => void
  onOpen?: (key: string) => void
  onPoint?: (latitude: number, longitude: number) => void
}

/** A map with pins. The same places always stand in a list or in fields beside it, which the keyboard reaches. */
export function MapPart(props: Props) {
  const holder = useRef<HTMLDivElement>(null)
  const map = useRef<LibreMap | null>(null)
  const markers = useRef<Markers | null>(null)
  const shown = useRef<Focus | null>(null)
  const left = useRef<Focus | null>(null)
  const latest = useRef(props)
  latest.current = props
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  const [isDue, setDue] = useState(props.waits !== true)
  if (!isDue && props.waits !== true) setDue(true)

  function draw() {
    const { pins, selected = null } = latest.current
    markers.current?.show(pins, selected, (pin, around) => {
      if (pin.key.startsWith('crowd ') && map.current !== null) closer(map.current, around)
      else latest.current.onOpen?.(pin.key)
    })
  }

  useEffect(() => {
    if (!isDue) return
    let gone = false
    setState('loading')
    shown.current = latest.current.focus
    open(holder.current as HTMLDivElement, left.current ?? shown.current, () => latest.current)
      .then(([lib, made]) => {
        if (gone) return made.remove()
        map.current = made
        markers.current = markersOn(lib, made)
        made.on('moveend', draw)
        setState('ready')
      })
      .catch((error: unknown) => {
        console.warn('The map cannot be drawn.', error)
        if (!gone) setState('failed')
      })
    return () => {
      gone = true
      if (map.current !== null) left.current = { bounds: viewOf(map.current).bounds, exact: true }
      map.current?.remove()
      map.current = null
      markers.current = null
    }
  }, [isDue, language.value])

  useEffect(() => {
    const { focus } = props
    if (map.current === null || focus === null || focus === shown.current) return
    shown.current = focus
    fit(map.current, focus)
  }, [props.focus, state])

  useEffect(draw, [props.pins, props.selected, state])

  return (
    <section class="map" aria-label={props.label} aria-busy={state === 'loading'}>
      <div class="map-canvas" key={language.value} ref={holder} />
      {state === 'loading' && <p class="map-note">{w.loadingMap}</p>}
      {state === 'failed' && <p class="map-note">{w.noMap}</p>}
    </section>
  )
}

async function open(
  holder: HTMLDivElement,
  focus: Focus | null,
  props: () => Props,
): Promise<[Library, LibreMap]> {
  await painted()
  const lib = await import('./maplibre')
  await aTurn()
  const own = props().styleUrl === null
  const map = new lib.MapLibreMap({
    container: holder,
    ...(focus === null
      ? { center: [8, 30], zoom: 1 }
      : { bounds: boundsOf(focus.bounds), fitBoundsOptions: roomOf(focus) }),
    maxZoom: 19,
    attributionControl: own ? false : { compact: true },
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
    validateStyle: !own,
    locale: {
      'Map.Title': props().label,
      'NavigationControl.ZoomIn': w.zoomIn,
      'NavigationControl.ZoomOut': w.zoomOut,
      'GeolocateControl.FindMyLocation': w.findMe,
      'GeolocateControl.LocationNotAvailable': w.notLocated,
    },
  })
  const isStyled = new Promise<void>((resolve) => map.once('style.load', () => resolve()))
  map.on('error', ({ error }) => console.info('A part of the map is missing.', error))
  await aTurn()
  map.setStyle(props().styleUrl ?? lib.worldStyle(lib.mapColours()))
  await aTurn()
  map.touchZoomRotate.disableRotation()
  map.addControl(new lib.NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new lib.GeolocateControl({ positionOptions: { enableHighAccuracy: true } }), 'top-right')
  map.addControl(new lib.ScaleControl({}), 'bottom-left')
  map.on('click', (event) => props().onPoint?.(event.lngLat.lat, event.lngLat.lng))
  await isStyled
  const moved = () => {
    if (!holder.isConnected) return
    const view = viewOf(map)
    if (own) drawGrid(map, view.bounds)
    props().onMove?.(view)
  }
  map.on('moveend', moved)
  if (own) recolourWithTheme(lib, map)
  if (own) completeOnline(map)
  if (focus !== null) moved()
  else if (own) drawGrid(map, viewOf(map).bounds)
  return [lib, map]
}

/** When what is beside the map has been seen: nothing of the line is taken from it. A hidden page waits. */
function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}

/** Lets what waits be done first, so that a slow phone answers a touch between two long steps. */
function aTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

function viewOf(map: LibreMap): MapView {
  const b = map.getBounds()
  return {
    bounds: { west: b.getWest(), south: b.getSouth(), east: b.getEast(), north: b.getNorth() },
    zoom: map.getZoom(),
  }
}

function fit(map: LibreMap, focus: Focus): void {
  const still = focus.exact === true || matchMedia('(prefers-reduced-motion: reduce)').matches
  map.fitBounds(boundsOf(focus.bounds), { ...roomOf(focus), animate: !still, duration: 500 })
}

function boundsOf({ west, south, east, north }: Bounds): [number, number, number, number] {
  return [west, south, east, north]
}

function roomOf({ exact }: Focus) {
  return exact === true ? { padding: 0 } : { padding: 64, maxZoom: 14 }
}

/** Shows what stands close together, as near as that needs. */
function closer(map: LibreMap, bounds: Bounds): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  map.fitBounds(boundsOf(bounds), { padding: 96, maxZoom: 18, animate: !still, duration: 500 })
}

function drawGrid(map: LibreMap, bounds: Bounds): void {
  const source = map.getSource('grid')
  if (source !== undefined && 'setData' in source) {
    ;(source as { setData: (data: GeoJSON) => void }).setData({
      type: 'MultiLineString',
      coordinates: gridLines(bounds),
    })
  }
}

/** What could not be fetched without a connection comes when there is one again. */
function completeOnline(map: LibreMap): void {
  const complete = () => map.refreshTiles('world')
  addEventListener('online', complete)
  map.once('remove', () => removeEventListener('online', complete))
}

function recolourWithTheme(lib: Library, map: LibreMap): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const recolour = () => {
    const { land, border, grid } = lib.mapColours()
    map.setPaintProperty('land', 'fill-color', land)
    map.setPaintProperty('grid', 'line-color', grid)
    map.setPaintProperty('coast', 'line-color', border)
    map.setPaintProperty('borders', 'line-color', border)
  }
  dark.addEventListener('change', recolour)
  map.once('remove', () => dark.removeEventListener('change', recolour))
}

import type { Focus, MapView } from '../lib/geo'
import { words } from '../words'
import { boundsOf, roomOf, viewOf } from './map-view'
import type { Library, LibreMap } from './maplibre'

const w = words('map')

interface Props {
  label: string
  styleUrl: string | null
  onMove?: (view: MapView) => void
  onPoint?: (latitude: number, longitude: number) => void
}

/**
 * The library and a map drawn by it, put together in steps that a slow phone can answer a touch between.
 * Raises an Error where no map can be drawn, before the library is fetched.
 */
export async function openMap(
  holder: HTMLDivElement,
  focus: Focus | null,
  props: () => Props,
): Promise<[Library, LibreMap]> {
  await painted()
  startDrawing()
  await painted()
  const lib = await import('./maplibre')
  await painted()
  const { label, styleUrl } = props()
  const own = styleUrl === null
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
      'Map.Title': label,
      'NavigationControl.ZoomIn': w.zoomIn,
      'NavigationControl.ZoomOut': w.zoomOut,
      'GeolocateControl.FindMyLocation': w.findMe,
      'GeolocateControl.LocationNotAvailable': w.notLocated,
    },
  })
  const isStyled = new Promise<void>((resolve) => map.once('style.load', () => resolve()))
  map.touchZoomRotate.disableRotation()
  map.on('error', ({ error }) => console.info('A part of the map is missing.', error))
  map.on('click', (event) => props().onPoint?.(event.lngLat.lat, event.lngLat.lng))
  await painted()
  map.setStyle(styleUrl ?? lib.worldStyle())
  await isStyled
  await painted()
  if (own) lib.fillWorld(map)
  await addControls(lib, map)
  if (own) lib.layGrid(map)
  const moved = () => {
    if (holder.isConnected) props().onMove?.(viewOf(map))
  }
  map.on('moveend', moved)
  if (focus !== null) moved()
  return [lib, map]
}

async function addControls(lib: Library, map: LibreMap): Promise<void> {
  await painted()
  map.addControl(new lib.NavigationControl({ showCompass: false }), 'top-right')
  await painted()
  map.addControl(new lib.GeolocateControl({ positionOptions: { enableHighAccuracy: true } }), 'top-right')
  await painted()
  map.addControl(new lib.ScaleControl({}), 'bottom-left')
}

/** When what stands so far has been seen: nothing is taken from it. A hidden page waits. */
function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}

/** Starts what draws in the browser, which takes a while, before the map asks for it. */
function startDrawing(): void {
  const drawing = document.createElement('canvas').getContext('webgl2')
  if (drawing === null) throw new Error('This browser does not draw by WebGL 2.')
  drawing.getParameter(drawing.MAX_TEXTURE_SIZE)
  drawing.getExtension('WEBGL_lose_context')?.loseContext()
}

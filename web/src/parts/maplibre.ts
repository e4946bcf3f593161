/** Loaded only when a map is shown: the map library, its style sheet and its worker. */
import 'maplibre-gl/dist/maplibre-gl.css'
import { setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'

setWorkerUrl(workerUrl)

export {
  GeolocateControl,
  LngLatBounds,
  Map as MapLibreMap,
  Marker,
  NavigationControl,
  ScaleControl,
} from 'maplibre-gl'
export { fillWorld, layGrid, worldStyle } from './own-world'

export type Library = typeof import('./maplibre')
export type LibreMap = InstanceType<Library['MapLibreMap']>

/** The world drawn from our own files: no tile server is asked. */
import { finestZoom, tiles } from 'virtual:world'
import type { GeoJSON } from 'geojson'
import type { GeoJSONSource, StyleSpecification } from 'maplibre-gl'
import { gridLines } from '../lib/geo'
import { viewOf } from './map-view'
import type { LibreMap } from './maplibre'

/** Without anything yet: `fillWorld` adds what is seen. */
export function worldStyle(): StyleSpecification {
  return { version: 8, sources: {}, layers: [], transition: { duration: 0, delay: 0 } }
}

/**
 * From now on the map shows land, coasts and borders wherever it goes, in the colours of the theme. The water is what
 * shows through, and lines are whole ones: each further kind of layer is a program that somebody's processor has to
 * build.
 */
export function fillWorld(map: LibreMap): void {
  const { land, border } = colours()
  const layer = (name: string) => ({ source: 'world', 'source-layer': name })
  map.addSource('world', { type: 'vector', tiles: [location.origin + tiles], maxzoom: finestZoom })
  map.addLayer({
    ...layer('land'),
    id: 'land',
    type: 'fill',
    paint: { 'fill-color': land, 'fill-antialias': false },
  })
  map.addLayer({
    ...layer('land'),
    id: 'coast',
    type: 'line',
    paint: { 'line-color': border, 'line-width': 0.8 },
  })
  map.addLayer({
    ...layer('borders'),
    id: 'borders',
    type: 'line',
    paint: { 'line-color': border, 'line-width': 1 },
  })
  completeOnline(map)
  recolourWithTheme(map)
}

/** A net of coordinates over the land, from now on for the part that is seen. */
export function layGrid(map: LibreMap): void {
  const lines = (): GeoJSON => ({ type: 'MultiLineString', coordinates: gridLines(viewOf(map).bounds) })
  const paint = { 'line-color': colours().grid, 'line-width': 1 }
  map.addSource('grid', { type: 'geojson', data: lines() })
  map.addLayer({ id: 'grid', type: 'line', source: 'grid', paint }, 'coast')
  map.on('moveend', () => map.getSource<GeoJSONSource>('grid')?.setData(lines()))
}

/** What could not be fetched without a connection comes when there is one again. */
function completeOnline(map: LibreMap): void {
  const complete = () => map.refreshTiles('world')
  addEventListener('online', complete)
  map.once('remove', () => removeEventListener('online', complete))
}

function recolourWithTheme(map: LibreMap): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const recolour = () => {
    const { land, border, grid } = colours()
    map.setPaintProperty('land', 'fill-color', land)
    map.setPaintProperty('coast', 'line-color', border)
    map.setPaintProperty('borders', 'line-color', border)
    if (map.getLayer('grid')) map.setPaintProperty('grid', 'line-color', grid)
  }
  dark.addEventListener('change', recolour)
  map.once('remove', () => dark.removeEventListener('change', recolour))
}

/** As the style sheet has them now, light or dark. */
function colours(): { land: string; border: string; grid: string } {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return { land: token('--map-land'), border: token('--map-border'), grid: token('--map-grid') }
}

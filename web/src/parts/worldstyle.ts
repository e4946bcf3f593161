import { finestZoom, tiles } from 'virtual:world'
import type { StyleSpecification } from 'maplibre-gl'

export interface MapColours {
  land: string
  border: string
  grid: string
}

/** The colours of the map as the style sheet has them now, light or dark. */
export function mapColours(): MapColours {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    land: token('--map-land'),
    border: token('--map-border'),
    grid: token('--map-grid'),
  }
}

/**
 * Land, borders and a net of coordinates, drawn from our own files: no tile server is asked. The water is what shows
 * through, and lines are whole ones: each further kind of layer is a program that somebody's processor has to build.
 */
export function worldStyle({ land, border, grid }: MapColours): StyleSpecification {
  const world = { source: 'world', 'source-layer': 'land' }
  return {
    version: 8,
    sources: {
      world: { type: 'vector', tiles: [location.origin + tiles], maxzoom: finestZoom },
      grid: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [
      { ...world, id: 'land', type: 'fill', paint: { 'fill-color': land, 'fill-antialias': false } },
      { id: 'grid', type: 'line', source: 'grid', paint: { 'line-color': grid, 'line-width': 1 } },
      { ...world, id: 'coast', type: 'line', paint: { 'line-color': border, 'line-width': 0.8 } },
      {
        id: 'borders',
        type: 'line',
        source: 'world',
        'source-layer': 'borders',
        paint: { 'line-color': border, 'line-width': 1 },
      },
    ],
  }
}

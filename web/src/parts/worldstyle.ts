import { borders, land } from 'virtual:world'
import type { StyleSpecification } from 'maplibre-gl'

export interface MapColours {
  water: string
  land: string
  border: string
  grid: string
}

/** The colours of the map as the style sheet has them now, light or dark. */
export function mapColours(): MapColours {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    water: token('--map-water'),
    land: token('--map-land'),
    border: token('--map-border'),
    grid: token('--map-grid'),
  }
}

/** Land, borders and a net of coordinates, drawn from our own files: no tile server is asked. */
export function worldStyle(colours: MapColours): StyleSpecification {
  return {
    version: 8,
    sources: {
      land: { type: 'geojson', data: land },
      borders: { type: 'geojson', data: borders },
      grid: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': colours.water } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colours.land } },
      {
        id: 'grid',
        type: 'line',
        source: 'grid',
        paint: { 'line-color': colours.grid, 'line-width': 1 },
      },
      {
        id: 'coast',
        type: 'line',
        source: 'land',
        paint: { 'line-color': colours.border, 'line-width': 0.8 },
      },
      {
        id: 'borders',
        type: 'line',
        source: 'borders',
        paint: { 'line-color': colours.border, 'line-width': 1, 'line-dasharray': [3, 2] },
      },
    ],
  }
}

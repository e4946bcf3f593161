import type { StyleSpecification } from 'maplibre-gl'
import { feature, mesh } from 'topojson-client'
import worldUrl from 'world-atlas/countries-50m.json?url'

type World = Parameters<typeof feature>[0] & { objects: { land: never; countries: never } }

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
export async function worldStyle(colours: MapColours): Promise<StyleSpecification> {
  const world = (await (await fetch(worldUrl)).json()) as World
  return {
    version: 8,
    sources: {
      land: { type: 'geojson', data: feature(world, world.objects.land) },
      borders: { type: 'geojson', data: mesh(world, world.objects.countries, (a, b) => a !== b) },
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

/** Vector tiles of a few shapes: a map asks for the two or three that it shows, and nobody reads the whole world. */
import { GeoJSONVT } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { Feature } from 'geojson'

/** What an atlas of 1 : 50,000,000 has to tell: at this zoom and extent a step is 600 metres. */
export const FINEST_ZOOM = 3
const EXTENT = 8192
const MADE = {
  maxZoom: FINEST_ZOOM,
  indexMaxZoom: FINEST_ZOOM,
  indexMaxPoints: 0,
  extent: EXTENT,
  buffer: EXTENT / 64,
}

/** Each tile of the world by "zoom/x/y", those of the open sea empty, with a layer for each shape (Mapbox Vector Tile 2.1). */
export function tilesOf(shapes: Readonly<Record<string, Feature>>): Map<string, Uint8Array> {
  const cut = Object.entries(shapes).map(([name, shape]) => [name, new GeoJSONVT(shape, MADE)] as const)
  const tiles = new Map<string, Uint8Array>()
  for (const [zoom, x, y] of places()) {
    const layers = cut.flatMap(([name, index]) => {
      const tile = index.getTile(zoom, x, y)
      return tile === null || tile.features.length === 0 ? [] : [[name, tile] as const]
    })
    tiles.set(`${zoom}/${x}/${y}`, fromGeojsonVt(Object.fromEntries(layers), { version: 2, extent: EXTENT }))
  }
  return tiles
}

function* places(): Generator<[zoom: number, x: number, y: number]> {
  for (let zoom = 0; zoom <= FINEST_ZOOM; zoom++) {
    for (let x = 0; x < 2 ** zoom; x++) for (let y = 0; y < 2 ** zoom; y++) yield [zoom, x, y]
  }
}

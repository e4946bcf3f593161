import type { Feature } from 'geojson'
import { expect, it } from 'vitest'
import { FINEST_ZOOM, tilesOf } from './tiles'

/** Somewhere in the Alps. */
const SQUARE: Feature = {
  type: 'Feature',
  properties: {},
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [10, 45],
        [20, 45],
        [20, 50],
        [10, 50],
        [10, 45],
      ],
    ],
  },
}

it('has a tile for each place of the world, and those that a shape lies in have something to draw', () => {
  const tiles = tilesOf({ land: SQUARE })

  expect(tiles.size).toBe((4 ** (FINEST_ZOOM + 1) - 1) / 3)
  const drawn = [...tiles].filter(([, tile]) => tile.length > 0).map(([name]) => name)
  expect(drawn).toEqual(['0/0/0', '1/1/0', '2/2/1', '3/4/2'])
})

it('names the layer of each shape', () => {
  const [tile] = tilesOf({ land: SQUARE, borders: SQUARE }).values()

  const text = new TextDecoder().decode(tile)
  expect(text).toContain('land')
  expect(text).toContain('borders')
})

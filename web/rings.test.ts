import { expect, it } from 'vitest'
import { unrolled } from './rings'

const longitudes = (ring: number[][]) => ring.map(([longitude]) => longitude)

it.each([
  ['from the one side', [100, 179, -180, -170, -180, 179, 100], [100, 179, 180, 190, 180, 179, 100]],
  ['from the other', [-170, -180, 179, 100, 179, -180, -170], [190, 180, 179, 100, 179, 180, 190]],
  ['where nothing is crossed', [-30, 40, 10, -30], [-30, 40, 10, -30]],
])('goes on beyond the antimeridian, in the copy that has most of it: %s', (_why, ring, expected) => {
  expect(longitudes(unrolled(ring.map((longitude) => [longitude, 60])))).toEqual(expected)
})

it('closes what winds around the south pole along it', () => {
  const ring = [
    [-180, -70],
    [-60, -75],
    [60, -80],
    [-180, -70],
  ]

  expect(unrolled(ring)).toEqual([
    [-180, -70],
    [-60, -75],
    [60, -80],
    [180, -70],
    [180, -90],
    [-180, -90],
    [-180, -70],
  ])
})

import { describe, expect, it } from 'vitest'
import { crowds, isSeen } from './crowd'

const at = (latitude: number, longitude: number) => ({ latitude, longitude })
const sizes = (found: ReturnType<typeof crowds>) => found.map(({ members }) => members.length)

describe('places close together', () => {
  it('are one far away, and apart from near by', () => {
    const places = [at(48, 7.8), at(48.001, 7.801)]

    expect(sizes(crowds(places, 8))).toEqual([2])
    expect(sizes(crowds(places, 17))).toEqual([1, 1])
  })

  it('join across the edge of a cell', () => {
    const pixel = 360 / (512 * 2 ** 10)
    expect(sizes(crowds([at(0, 104 * pixel - pixel), at(0, 104 * pixel + pixel)], 10))).toEqual([2])
  })

  it('are all counted, and the marks do not grow with their number', () => {
    const many = Array.from({ length: 10_000 }, (_, i) =>
      at(47 + (i % 100) / 100, 7 + Math.floor(i / 100) / 100),
    )
    const found = crowds(many, 9)

    expect(sizes(found).reduce((sum, n) => sum + n, 0)).toBe(10_000)
    expect(found.length).toBeLessThan(400)
  })

  it('stand where the first of them is', () => {
    expect(crowds([at(48, 7.8), at(48.0001, 7.8001)], 10)[0]?.first).toEqual(at(48, 7.8))
  })
})

it.each([
  [at(48, 7.5), true],
  [at(48, 9.1), true],
  [at(48, 20), false],
  [at(60, 7.5), false],
])('%j is seen: %s', (place, seen) => {
  expect(isSeen(place, { west: 7, south: 47, east: 9, north: 49 })).toBe(seen)
})

it('sees over the date line', () => {
  expect(isSeen(at(0, -179.5), { west: 179, south: -1, east: 181, north: 1 })).toBe(true)
})

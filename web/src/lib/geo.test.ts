import { expect, it } from 'vitest'
import { apart, around, bboxOf, degrees, gridLines, positionOf, reachOf } from './geo'

it.each([
  ['as it is', { west: 13.1, south: 52.3, east: 13.7, north: 52.7 }, '13.1,52.3,13.7,52.7'],
  ['over the date line', { west: 170, south: -10, east: 190, north: 10 }, '170,-10,-170,10'],
  ['more than the whole world', { west: -300, south: -95, east: 300, north: 95 }, '-180,-90,180,90'],
  ['rounded to a metre', { west: 1.23456789, south: 2, east: 3, north: 4 }, '1.23457,2,3,4'],
])('asks for the box %s', (_why, bounds, bbox) => {
  expect(bboxOf(bounds)).toBe(bbox)
})

it('draws a box around positions, and none around nothing', () => {
  const box = around([
    { latitude: 52, longitude: 13 },
    { latitude: 48, longitude: 14 },
  ])

  expect(box).toEqual({ west: 13, south: 48, east: 14, north: 52 })
  expect(around([])).toBeNull()
})

it('draws coordinate lines at round degrees within what is seen', () => {
  const lines = gridLines({ west: 10.3, south: 50.2, east: 20.3, north: 55.2 })
  const meridians = lines.filter(([a, b]) => a?.[0] === b?.[0]).map(([a]) => a?.[0])

  expect(meridians).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20])
})

it.each([
  ['52.5', 90, 52.5],
  ['52,5', 90, 52.5],
  ['91', 90, null],
  ['91', 180, 91],
  ['', 90, null],
  ['north', 90, null],
] as const)('reads %o as degrees up to %i', (text, limit, value) => {
  expect(degrees(text, limit)).toBe(value)
})

it('tells the middle of what is seen, and how far it reaches', () => {
  const { km, ...middle } = reachOf({ west: 7.8, south: 47.9, east: 7.9, north: 48 })
  expect(middle).toEqual({ latitude: 47.95, longitude: 7.85 })
  expect(km).toBeCloseTo(6.7, 1)
  expect(reachOf({ west: 170, south: -10, east: 200, north: 10 }).longitude).toBe(-175)
})

it('tells what is nearer, where meridians are close together too', () => {
  const here = { latitude: 60, longitude: 10 }
  expect(apart(here, { latitude: 60, longitude: 10.3 })).toBeLessThan(
    apart(here, { latitude: 60.2, longitude: 10 }),
  )
})

it('reads a position', () => {
  expect(positionOf('47.95,7.85')).toEqual({ latitude: 47.95, longitude: 7.85 })
  expect(positionOf(' 0 , -175 ')).toEqual({ latitude: 0, longitude: -175 })
})

it.each([null, '', '47.95', '95,7', '1,2,3', 'here,there'])('%o is no position', (text) => {
  expect(positionOf(text)).toBe(null)
})

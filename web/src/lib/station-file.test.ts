import { describe, expect, it } from 'vitest'
import { cursorOf } from '../api/operating'
import { formatOf, NEEDED, readyOf, SAMPLE } from './station-file'

describe('a file of stations', () => {
  it.each([
    ['{"type": "FeatureCollection"}', 'geojson'],
    ['\uFEFF\n {', 'geojson'],
    ['station;latitude', 'csv'],
    ['"{"', 'csv'],
    ['', 'csv'],
  ])('%j is %s', (text, format) => {
    expect(formatOf(text)).toBe(format)
  })

  it('has a sample that names the columns it needs, in rows of one length', () => {
    const [head = '', ...rows] = SAMPLE.trim().split('\n')
    const columns = head.split(',')
    for (const needed of NEEDED) expect(columns).toContain(needed)
    for (const row of rows) expect(row.split(',')).toHaveLength(columns.length)
  })

  it('counts what can be made of it', () => {
    const of = (...states: string[]) => ({ stations: states.map((state) => ({ state })) }) as never

    expect(readyOf(of('ready', 'exists', 'refused', 'ready'))).toBe(2)
    expect(readyOf(of('created'))).toBe(0)
  })
})

describe('the next part of a network that does not fit into one file', () => {
  it.each([
    ['</v1/networks/n/stations/export?format=csv&cursor=a%2Bb>; rel="next"', 'a+b'],
    ['</v1/x?cursor=a>; rel="prev"', null],
    [null, null],
  ])('%s', (link, cursor) => {
    expect(cursorOf(link)).toBe(cursor)
  })
})

import { expect, it } from 'vitest'
import { beginningOn, suggestedBlock } from './blocks'

it.each([
  ['before the working day, all of it', '2026-11-23T05:10:00Z', '2026-11-23 08:00', '2026-11-23 18:00'],
  ['after eight, from the next full hour on', '2026-11-23T07:10:00Z', '2026-11-23 09:00', '2026-11-23 18:00'],
  ['an hour with time to type before it', '2026-11-23T06:57:00Z', '2026-11-23 09:00', '2026-11-23 18:00'],
  ['in the evening, an hour', '2026-11-23T17:40:00Z', '2026-11-23 19:00', '2026-11-23 20:00'],
  ['over midnight', '2026-11-23T21:40:00Z', '2026-11-23 23:00', '2026-11-24 00:00'],
  ['at midnight, the next working day', '2026-11-23T22:58:00Z', '2026-11-24 08:00', '2026-11-24 18:00'],
])('%s', (_why, now, start, end) => {
  const { first, from, last, until } = suggestedBlock(new Date(now), 'Europe/Berlin')
  expect([`${first} ${from}`, `${last} ${until}`]).toEqual([start, end])
})

it.each([
  ['moves its last day along', '2026-11-30', '2026-12-01'],
  ['keeps its last day while none is typed', '', '2026-11-24'],
])('a block that begins on another day %s', (_why, day, last) => {
  const night = { first: '2026-11-23', from: '23:00', last: '2026-11-24', until: '00:00' }
  expect(beginningOn(day, night)).toEqual({ ...night, first: day, last })
  expect(beginningOn('2026-11-23', { ...night, first: '' }).last).toBe('2026-11-24')
})

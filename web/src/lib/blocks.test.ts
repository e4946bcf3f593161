import { describe, expect, it } from 'vitest'
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

describe('a block on another day', () => {
  const suggested = { first: '2026-11-23', from: '19:00', last: '2026-11-23', until: '20:00' }
  const allDay = { first: '2026-11-30', from: '08:00', last: '2026-11-30', until: '18:00' }
  const typed = { ...suggested, from: '22:00', last: '2026-11-24', until: '06:00' }

  it('is all of its working hours, and back what it was, while nobody has typed others', () => {
    expect(beginningOn('2026-11-30', suggested, suggested)).toEqual(allDay)
    expect(beginningOn('2026-12-01', allDay, suggested)).toMatchObject({ from: '08:00', last: '2026-12-01' })
    expect(beginningOn('2026-11-23', allDay, suggested)).toEqual(suggested)
  })

  it('is as long as it was typed', () => {
    expect(beginningOn('2026-11-30', typed, suggested)).toEqual({
      ...typed,
      first: '2026-11-30',
      last: '2026-12-01',
    })
  })

  it('keeps its last day while no first is typed', () => {
    expect(beginningOn('', typed, suggested)).toEqual({ ...typed, first: '' })
    expect(beginningOn('2026-11-30', { ...typed, first: '' }, suggested).last).toBe('2026-11-24')
  })
})

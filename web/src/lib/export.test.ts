import { expect, it } from 'vitest'
import { byKind, gather } from './export'

it('gathers every page in order and tells how far it is', async () => {
  const pages: Record<string, { items: number[]; next_cursor: string | null }> = {
    first: { items: [1, 2], next_cursor: 'second' },
    second: { items: [], next_cursor: 'third' },
    third: { items: [3], next_cursor: null },
  }
  const told: number[] = []

  const items = await gather(
    async (cursor) => pages[cursor ?? 'first'] ?? { items: [], next_cursor: null },
    (count) => told.push(count),
  )

  expect(items).toEqual([1, 2, 3])
  expect(told).toEqual([2, 2, 3])
})

it('puts together what is of one kind', () => {
  const items = [
    { kind: 'car', data: 'a' },
    { kind: 'booking', data: 'b' },
    { kind: 'car', data: 'c' },
  ]
  expect(byKind(items)).toEqual({ car: ['a', 'c'], booking: ['b'] })
})

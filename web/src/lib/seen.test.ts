import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { forgetSeen, isKept, keepReader, lastReader, shelfOf } from './seen'

/** As much of the browser's cache storage as is used, with its order of keys. */
class PretendedCache {
  readonly kept = new Map<string, Response>()

  async put(path: string, answer: Response) {
    this.kept.delete(path)
    this.kept.set(path, answer)
  }
  async match(path: string) {
    return this.kept.get(path)?.clone()
  }
  async keys() {
    return [...this.kept.keys()]
  }
  async delete(path: string) {
    return this.kept.delete(path)
  }
}

let shelves: Map<string, PretendedCache>

beforeEach(() => {
  shelves = new Map()
  vi.stubGlobal('caches', {
    open: async (name: string) => {
      const shelf = shelves.get(name) ?? new PretendedCache()
      shelves.set(name, shelf)
      return shelf
    },
    keys: async () => [...shelves.keys()],
    delete: async (name: string) => shelves.delete(name),
  })
})

afterEach(() => vi.unstubAllGlobals())

it.each([
  ['/v1/me/bookings?when=upcoming', true],
  ['/v1/stations?bbox=1,2,3,4&zoom=3', true],
  ['/v1/sessions/s1', true],
  ['/v1/auth/sessions', false],
  ['/v1/me/tokens', false],
  ['/v1/me/export', false],
  ['/v1/me/feed', false],
  ['/v1/stations/s1/feed', false],
  ['/v1/networks/n1/members', false],
  ['/v1/charge-points/c1/messages', false],
])('of %s, may it be kept? %s', (path, may) => expect(isKept(path)).toBe(may))

it('gives back what was laid down, with when that was', async () => {
  vi.useFakeTimers({ now: new Date('2026-06-01T12:00:00Z') })
  const shelf = shelfOf('ann', () => true)
  await shelf?.keep('/v1/me/bookings', { items: [1] })
  vi.useRealTimers()

  expect(await shelf?.find('/v1/me/bookings')).toEqual({
    body: { items: [1] },
    at: new Date('2026-06-01T12:00:00Z'),
  })
})

it('never gives one account what another has seen', async () => {
  await shelfOf('ann', () => true)?.keep('/v1/me/bookings', { items: [1] })

  expect(await shelfOf('bob', () => true)?.find('/v1/me/bookings')).toBeNull()
  expect(await shelfOf(null, () => true)?.find('/v1/me/bookings')).toBeNull()
})

it('keeps nothing more once somebody has logged out', async () => {
  const shelf = shelfOf('ann', () => false)
  await shelf?.keep('/v1/me/bookings', { items: [1] })

  expect(shelves.size).toBe(0)
})

it('drops the oldest of more than 150', async () => {
  const shelf = shelfOf('ann', () => true)
  for (let number = 0; number < 151; number += 1) await shelf?.keep(`/v1/bookings/${number}`, { number })

  expect(await shelf?.find('/v1/bookings/0')).toBeNull()
  expect((await shelf?.find('/v1/bookings/150'))?.body).toEqual({ number: 150 })
})

it('erases everything that was seen, and nothing else', async () => {
  shelves.set('shell-1', new PretendedCache())
  await shelfOf('ann', () => true)?.keep('/v1/me', {})
  await keepReader({ account_id: 'ann' })

  await forgetSeen()

  expect([...shelves.keys()]).toEqual(['shell-1'])
  expect(await lastReader()).toBeNull()
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isReturning, setReturning } from './returning'

const kept = new Map<string, string>()

beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
})

test('who never logged in here is not returning', () => {
  expect(isReturning()).toBe(false)
})

test('who logged in is returning until they log out', () => {
  setReturning(true)
  expect(isReturning()).toBe(true)

  setReturning(false)
  expect(isReturning()).toBe(false)
})

test('where nothing may be stored everyone may be returning', () => {
  vi.stubGlobal('localStorage', undefined)

  setReturning(true)

  expect(isReturning()).toBe(true)
})

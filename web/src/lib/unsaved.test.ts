import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { draftOf, forgetDrafts, keepDraft } from './unsaved'

beforeEach(() => {
  const kept: Record<string, unknown> = {}
  const hidden = { enumerable: false }
  Object.defineProperties(kept, {
    getItem: { value: (key: string) => kept[key] ?? null, ...hidden },
    setItem: { value: (key: string, value: string) => void Object.assign(kept, { [key]: value }), ...hidden },
    removeItem: { value: (key: string) => delete kept[key], ...hidden },
  })
  vi.stubGlobal('sessionStorage', kept)
})

afterEach(() => vi.unstubAllGlobals())

it('gives back a draft until it was saved', () => {
  keepDraft('new-network', { name: 'Orchard Road' })
  expect(draftOf('new-network')).toEqual({ name: 'Orchard Road' })

  keepDraft('new-network', null)
  expect(draftOf('new-network')).toBeNull()
})

it('forgets every draft when somebody logs out, and nothing else', () => {
  sessionStorage.setItem('other', '1')
  keepDraft('new-network', { name: 'Orchard Road' })

  forgetDrafts()

  expect(draftOf('new-network')).toBeNull()
  expect(sessionStorage.getItem('other')).toBe('1')
})

it('does without a storage that is switched off', () => {
  vi.stubGlobal('sessionStorage', undefined)

  keepDraft('new-network', {})

  expect(draftOf('new-network')).toBeNull()
})

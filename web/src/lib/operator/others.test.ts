import { describe, expect, it } from 'vitest'
import { editOf } from './edits'
import { exampleOf, OTHERS, oddityWords, wishOf } from './others'

describe('what is typed as JSON', () => {
  it('goes with its action, which nothing typed replaces', () => {
    expect(wishOf('clear_monitoring', '', '{"monitor_ids": [7], "action": "reset"}')).toEqual({
      action: 'clear_monitoring',
      monitor_ids: [7],
    })
  })

  it('is the payload of a message that is named', () => {
    expect(wishOf('call', ' ClearCache ', '{}')).toEqual({
      action: 'call',
      message: 'ClearCache',
      payload: {},
    })
  })

  it.each(['', '{', '[]', '"text"', 'null', '7'])('is no object: %s', (json) => {
    expect(wishOf('call', 'ClearCache', json)).toBeNull()
  })

  it('has an example that can be sent as it is', () => {
    for (const { action, example } of OTHERS) {
      expect(wishOf(action, 'X', exampleOf(action))).toMatchObject(
        action === 'call' ? { payload: example } : example,
      )
    }
  })
})

describe('what is odd about it', () => {
  it.each([
    ['payload: Required', 'The message itself: something that must be there is missing'],
    ['evse/0/id: Minimum', 'evse, 1, id: it is too small'],
    ['payload: cannot be checked', 'payload: cannot be checked'],
  ])('%s', (oddity, words) => {
    expect(oddityWords(oddity)).toBe(words)
  })
})

describe('an edit of a charge point', () => {
  const seen = { name: 'Wall', boot_status: 'Accepted', allow_no_subprotocol: false } as const

  it('has only what was changed', () => {
    expect(editOf(seen, { ...seen, name: ' Wall ' })).toEqual({})
    expect(editOf(seen, { ...seen, name: 'Door', boot_status: 'Pending' })).toEqual({
      name: 'Door',
      boot_status: 'Pending',
    })
    expect(editOf(seen, { ...seen, allow_no_subprotocol: true })).toEqual({ allow_no_subprotocol: true })
  })
})

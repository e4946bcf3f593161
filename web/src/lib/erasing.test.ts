import { expect, it } from 'vitest'
import { hurdlesOf } from './erasing'

it.each([
  [
    'last_owner',
    { networks: [{ network_id: 'n', name: 'Elm Court' }] },
    { networks: [{ network_id: 'n', name: 'Elm Court' }], sessions: [] },
  ],
  ['session_running', { session_ids: ['s'] }, { networks: [], sessions: ['s'] }],
  ['last_owner', { networks: [null, { name: 'x' }] }, { networks: [], sessions: [] }],
  ['wrong_credentials', {}, null],
])('of %s with %j', (code, facts, hurdles) => {
  expect(hurdlesOf({ code, facts })).toEqual(hurdles)
})

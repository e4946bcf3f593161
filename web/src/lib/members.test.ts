import { expect, it } from 'vitest'
import type { Member } from '../api/types'
import { matching } from './members'

const member = (name: string | null, email: string | null, member_class: string | null = null): Member => ({
  account_id: `${name}`,
  name,
  email,
  member_class,
  role: 'member',
  blocked: false,
  joined_at: '2026-01-01T00:00:00Z',
})
const EVERYBODY = [
  member('René Blanc', 'rb@x.org', 'residents'),
  member('Ann Black', 'ann@y.org'),
  member(null, null),
]

it.each([
  ['', 3],
  ['  ', 3],
  ['rene', 1],
  ['BL', 2],
  ['x.org', 1],
  ['bl resid', 1],
  ['null', 0],
])('%j finds %i', (typed, count) => {
  expect(matching(EVERYBODY, typed)).toHaveLength(count)
})

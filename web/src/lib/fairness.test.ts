import { expect, it } from 'vitest'
import { fairnessWords } from './fairness'

const members = (...shares: number[]) => shares.map((share) => ({ share }))
const ten = members(0.4, 0.2, 0.2, 0.1, 0.1, 0, 0, 0, 0, 0)

it.each([
  [[], 'Nobody took any time in these days.'],
  [members(0, 0), 'Nobody took any time in these days.'],
  [members(1), 'The only member had all of the time.'],
  [ten, '5 of 10 members took time, and the busiest one had 40% of it; an even share would be 10%.'],
  [
    [...ten, ...members(0)],
    '5 of 11 members took time, and the busiest 2 had 60% of it; an even share would be 18%.',
  ],
])('%j', (shares, sentence) => {
  expect(fairnessWords(shares)).toBe(sentence)
})

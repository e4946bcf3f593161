import { afterAll, beforeAll, expect, it } from 'vitest'
import { minutesWords } from '../lib/time'
import { everyWord, listed, speak } from '.'

beforeAll(async () => {
  await speak('ar')
  await everyWord()
})
afterAll(() => speak('en'))

it.each([
  [['السبت', 'الأحد', 'الاثنين'], 'السبت والأحد والاثنين'],
  [['السبت'], 'السبت'],
])('lists in Arabic by the word for and, which stands before its word', (parts, words) => {
  expect(listed(parts)).toBe(words)
})

it.each([
  [45, '45 د'],
  [120, '2 س'],
  [90, '1 س و30 د'],
  [2880, 'يومين'],
])('says %i minutes in Arabic', (minutes, words) => {
  expect(minutesWords(minutes)).toBe(words)
})

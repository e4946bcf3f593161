import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyWord, speak } from '../words'
import { fieldLabel, fieldWords } from './problem-words'

const fault = (code: string | undefined, limit: number | null = null) => ({
  field: 'x',
  detail: 'As the server says.',
  ...(code === undefined ? {} : { code }),
  limit,
})

it('in English says what the server says', () => {
  expect(fieldWords(fault('greater_than', 0))).toBe('As the server says.')
})

describe('in another language', () => {
  beforeAll(async () => {
    await speak('de')
    await everyWord()
  })
  afterAll(() => speak('en'))

  it.each([
    ['missing', null, 'Diese Angabe fehlt.'],
    ['greater_than', 0, 'Das muss größer als null sein.'],
    ['multiple_of', 15, 'Das muss ein Vielfaches von 15 sein.'],
    ['too_short', 1, 'Mindestens 1.'],
    ['before_first', null, 'Das kann nicht vor dem ersten Tag liegen.'],
    ['of_a_newer_server', null, 'So geht diese Angabe nicht.'],
    [undefined, null, 'So geht diese Angabe nicht.'],
  ])('tells the kind %s', (code, limit, words) => {
    expect(fieldWords(fault(code, limit))).toBe(words)
  })
})

it.each([
  ['max_active', 'Bookings at a time'],
  ['start_date_time', 'Start'],
  ['prime_time.0.hours', null],
])('calls the field %s %s', (field, label) => {
  expect(fieldLabel(field, new Map([['max_active', 'Bookings at a time']]))).toBe(label)
})

it('calls a field outside of any form as all forms do', () => {
  expect(fieldLabel('end_date_time', null)).toBe('End')
})

import { expect, it } from 'vitest'
import { hoursOf, rowsOf } from './weekly'

const on = (weekday: number, from = '08:00', until = '18:00') => ({ weekday, from, until })

it('weekly hours of the same times are one row, and come back as they were', () => {
  const hours = [on(1), on(3), on(6, '10:00', '12:00')]
  expect(rowsOf(hours)).toEqual([
    { days: [1, 3], from: '08:00', until: '18:00' },
    { days: [6], from: '10:00', until: '12:00' },
  ])
  expect(hoursOf(rowsOf(hours))).toEqual(hours)
})

it('a day that is there twice counts once, and days come in their order', () => {
  expect(rowsOf([on(1), on(1)])).toEqual([{ days: [1], from: '08:00', until: '18:00' }])
  expect(hoursOf([{ days: [5, 2], from: '08:00', until: '18:00' }])).toEqual([on(2), on(5)])
})

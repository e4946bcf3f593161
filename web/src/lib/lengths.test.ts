import { describe, expect, it } from 'vitest'
import { readLength, typedLength, unitOf } from './lengths'

describe('a length that is typed', () => {
  it.each([
    [null, 'minutes', ''],
    [0, 'minutes', '0'],
    [45, 'minutes', '45'],
    [90, 'minutes', '90'],
    [240, 'hours', '4'],
    [1440, 'days', '1'],
    [2160, 'hours', '36'],
  ] as const)('shows %s minutes in %s as "%s"', (minutes, unit, text) => {
    expect(unitOf(minutes)).toBe(unit)
    expect(typedLength(minutes, unit)).toBe(text)
    expect(readLength(text, unit)).toBe(minutes)
  })

  it('takes a comma, and nothing that is no number', () => {
    expect(readLength('1,5', 'hours')).toBe(90)
    expect(readLength('', 'days')).toBe(null)
    expect(readLength('soon', 'days')).toBe(null)
  })
})

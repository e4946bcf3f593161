import { describe, expect, it } from 'vitest'
import type { ProfileTold } from '../../api/charge-point-types'
import { type LimitDraft, limitWords, periodRows, profileOf, profileWords } from './limits'

const ZONE = 'Europe/Berlin'
const NOON = new Date('2026-06-01T10:00:00Z')
const DRAFT: LimitDraft = { connectorId: 1, limit: '8,5', unit: 'A', from: '', until: '' }

const profile = (change: Partial<LimitDraft>) => profileOf({ ...DRAFT, ...change }, ZONE, NOON)

describe('a simple limit', () => {
  it('of a connector holds for whoever charges there, always', () => {
    expect(profile({})).toEqual({
      stack_level: 0,
      purpose: 'TxDefaultProfile',
      kind: 'Absolute',
      unit: 'A',
      periods: [{ start_seconds: 0, limit: '8.5' }],
    })
  })

  it('of the whole charge point holds for all together', () => {
    expect(profile({ connectorId: 0 })?.purpose).toBe('ChargePointMaxProfile')
  })

  it('between two clocks comes back every day, by the clock of the station', () => {
    expect(profile({ from: '08:00', until: '20:00' })).toMatchObject({
      kind: 'Recurring',
      recurrency: 'Daily',
      start_at: '2026-06-01T06:00:00Z',
      duration_seconds: 12 * 3600,
    })
  })

  it.each([
    ['22:00', '06:00', 8],
    ['08:00', '08:00', 24],
  ])('from %s until %s lasts %d hours', (from, until, hours) => {
    expect(profile({ from, until })?.duration_seconds).toBe(hours * 3600)
  })

  it.each([
    ['no number', { limit: 'much' }],
    ['two decimals', { limit: '8.25' }],
    ['less than nothing', { limit: '-1' }],
    ['nothing', { limit: '' }],
    ['only one of two clocks', { from: '08:00' }],
  ])('is none: %s', (_, change) => {
    expect(profile(change)).toBeNull()
  })
})

describe('limits in words', () => {
  it.each([
    ['16', 'A', '16 A'],
    ['11000', 'W', '11 kW'],
    ['900', 'W', '900 W'],
    ['8.1', 'A', '8.1 A'],
    [null, 'A', '?'],
  ])('%s %s', (limit, unit, words) => {
    expect(limitWords(limit, unit)).toBe(words)
  })

  it('a profile says for whom, how much, how often', () => {
    const shape: ProfileTold = {
      stack_level: 0,
      purpose: 'TxDefaultProfile',
      kind: 'Recurring',
      recurrency: 'Daily',
      duration_seconds: 7200,
      unit: 'A',
      periods: [
        { start_seconds: 0, limit: '8' },
        { start_seconds: 3600, limit: '16' },
      ],
    }
    expect(profileWords(shape)).toBe('Whoever charges: at most 8 A, then 16 A, every day for 2 h')
  })

  it('the periods of a schedule hold from its start on', () => {
    const rows = periodRows('2026-06-01T10:00:00Z', 'W', [{ start_seconds: 1800, limit: '3700' }], ZONE)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.from).toContain('12:30')
    expect(rows[0]?.limit).toBe('3.7 kW')
  })
})

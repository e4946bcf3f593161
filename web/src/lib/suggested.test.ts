import { expect, it } from 'vitest'
import { stationPath, suggestedIn } from './suggested'

const NOW = new Date('2026-06-01T08:00:00Z')
const asked = (path: string) => suggestedIn(new URL(path, 'https://here.example').searchParams, NOW)

it('comes back from the address as it went in', () => {
  expect(asked(stationPath('S1', 'C1', '2026-06-01T10:00:00Z', 90))).toEqual({
    chargerId: 'C1',
    period: { start: '2026-06-01T10:00:00Z', end: '2026-06-01T11:30:00Z' },
  })
})

it.each([
  '/stations/S1',
  '/stations/S1?charger=C1&at=2026-06-01T10:00:00Z',
  '/stations/S1?charger=C1&at=soon&for=60',
  '/stations/S1?charger=C1&at=2026-06-01T07:00:00Z&for=60',
  '/stations/S1?charger=C1&at=2026-06-01T10:00:00Z&for=-60',
  '/stations/S1?charger=C1&at=2026-06-01T10:00:00Z&for=100000',
])('suggests nothing by %s', (path) => {
  expect(asked(path)).toBeNull()
})

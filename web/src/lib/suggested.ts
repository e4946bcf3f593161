/** A time that one page suggests to the next, in the address of a station's page. */
import type { Period } from './slots'
import { addMinutes, iso } from './time'

export interface Suggested {
  chargerId: string
  period: Period
}

/** Most of a day: what is longer cannot be booked and was not suggested by us. */
const MOST_MINUTES = 24 * 60

export function stationPath(stationId: string, chargerId: string, start: string, minutes: number): string {
  const query = new URLSearchParams({ charger: chargerId, at: start, for: String(minutes) })
  return `/stations/${stationId}?${query}`
}

/** What an address suggests; null where it suggests nothing that can be. */
export function suggestedIn(query: URLSearchParams, now: Date): Suggested | null {
  const chargerId = query.get('charger')
  const start = Date.parse(query.get('at') ?? '')
  const minutes = Number(query.get('for'))
  const fits = Number.isInteger(minutes) && minutes > 0 && minutes <= MOST_MINUTES
  if (chargerId === null || !fits || !(start > now.getTime())) return null
  return { chargerId, period: { start: iso(start), end: addMinutes(iso(start), minutes) } }
}

/** How much of their share somebody has used, in words. */

import type { ChargerTerms, Level } from '../api/sharing-types'
import { counted, fill, locale, words } from '../words'
import { numberFormat } from './formats'
import { instantWords } from './time'

const w = words('station')

/** "Hours this week: 12 of 30 used, 18 left". */
export function levelWords({ used, most, left, measure, per, whose, prime }: Level): string {
  const level = fill(w.levels[measure][per], { used: tenths(used), most: tenths(most), left: tenths(left) })
  if (whose === 'car') return fill(prime ? w.levelOfCarInPrime : w.levelOfCar, { level })
  return prime ? fill(w.levelInPrime, { level }) : level
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}

/** What stands beside the quotas: suspension, strikes, bookings that are not over. */
export function standingWords(terms: ChargerTerms): string[] {
  const { suspended_until, strikes, active, time_zone } = terms
  const { max_active, strikes: rule } = terms.terms
  return [
    suspended_until && fill(w.suspendedUntil, { time: instantWords(suspended_until, time_zone) }),
    !suspended_until && strikes > 0 && rule && counted(w.strikes, strikes, { most: rule.most }),
    max_active !== null && counted(w.active, max_active, { active }),
  ].filter((sentence): sentence is string => typeof sentence === 'string')
}

/** A share of 0 to 1 in whole percent, with its sign where it stands alone. */
export function percent(share: number, signed = true): string {
  return numberFormat(locale.value, {
    style: signed ? 'percent' : 'decimal',
    maximumFractionDigits: 0,
  }).format(signed ? share : share * 100)
}

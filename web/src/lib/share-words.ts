/** How much of their share somebody has used, in words. */
import type { ChargerTerms, Level } from '../api/sharing-types'
import { counted } from './policy-words'
import { instantWords } from './time'

const UNITS: Record<Level['measure'], string> = { hours: 'hours', kwh: 'kWh', count: 'bookings' }
const SPANS: Record<Level['per'], string> = { day: 'today', week: 'this week', month: 'this month' }

/** "12 of 30 hours this week used, 18 left". */
export function levelWords(level: Level, locale?: string): string {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const { used, most, left, measure, per, whose, prime } = level
  const where = `${prime ? ' in prime time' : ''}${whose === 'car' ? ' with this car' : ''}`
  return `${number.format(used)} of ${number.format(most)} ${UNITS[measure]} ${SPANS[per]}${where} used, ${number.format(left)} left`
}

/** What stands beside the quotas: suspension, strikes, bookings that are not over. */
export function standingWords(terms: ChargerTerms, locale?: string): string[] {
  const { suspended_until, strikes, active, time_zone } = terms
  const { max_active, strikes: rule } = terms.terms
  return [
    suspended_until && `Booking is suspended until ${instantWords(suspended_until, time_zone, locale)}.`,
    !suspended_until &&
      strikes > 0 &&
      rule &&
      `${counted(strikes, 'no-show or overstay', 'no-shows or overstays')} of yours count; at ${rule.most} booking is suspended.`,
    max_active !== null && `${active} of ${counted(max_active, 'booking')} at a time in use.`,
  ].filter((sentence): sentence is string => typeof sentence === 'string')
}

/** A share of 0 to 1 in whole percent, with its sign where it stands alone. */
export function percent(share: number, signed = true): string {
  return `${Math.round(share * 100)}${signed ? ' %' : ''}`
}

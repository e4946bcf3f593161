/** Charging profiles: a simple limit as a form has it, and any profile in words. */
import type { Period, ProfileShape, ProfileTold } from '../../api/charge-point-types'
import { fill, words } from '../../words'
import { addMinutes, dayOf, instantOf, instantWords, minutesWords } from '../time'
import { rounded } from '../words'
import { named } from './words'

const w = words('operating')

export interface LimitDraft {
  connectorId: number
  limit: string
  unit: 'A' | 'W'
  /** By day between two clocks; both empty: always. */
  from: string
  until: string
}

const DAY_MINUTES = 1440

/** What is sent for a simple limit; null while it is not one. A later clock than `until` runs past midnight. */
export function profileOf(draft: LimitDraft, zone: string, now: Date): ProfileShape | null {
  const limit = draft.limit.trim().replace(',', '.')
  if (!/^\d{1,7}(\.\d)?$/.test(limit) || (draft.from === '') !== (draft.until === '')) return null
  const purpose = draft.connectorId === 0 ? 'ChargePointMaxProfile' : 'TxDefaultProfile'
  const common = {
    stack_level: 0,
    purpose,
    unit: draft.unit,
    periods: [{ start_seconds: 0, limit }],
  } as const
  if (draft.from === '') return { ...common, kind: 'Absolute', periods: [...common.periods] }
  const minutes = (minuteOf(draft.until) - minuteOf(draft.from) + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES
  return {
    ...common,
    periods: [...common.periods],
    stack_level: 1,
    kind: 'Recurring',
    recurrency: 'Daily',
    start_at: instantOf(dayOf(now, zone), draft.from, zone),
    duration_seconds: minutes * 60,
  }
}

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** "16 A" or "11 kW". */
export function limitWords(limit: string | null | undefined, unit: string | null): string {
  if (limit === null || limit === undefined) return '?'
  const value = Number(limit)
  if (unit === 'W' && value >= 1000) return fill(w.limits.kW, { value: rounded(value / 1000, 2) })
  const said = rounded(value, 2)
  return unit === 'A' || unit === 'W' ? fill(w.limits[unit], { value: said }) : said
}

/** "Whoever charges: at most 16 A", with how often it holds. */
export function profileWords(profile: ProfileTold): string {
  const { kind, unit = null, periods = [], recurrency, duration_seconds } = profile
  const purpose = profile.purpose ?? ''
  const whom = named(w.purposes, purpose) ?? purpose
  const all = [...new Set(periods.map((period) => limitWords(period.limit, unit)))]
  const limits =
    all.length === 0
      ? limitWords(null, unit)
      : all.reduce((first, next) => fill(w.thenLimit, { first, next }))
  if (kind === 'Relative') return fill(w.profileFromStart, { whom, limits })
  if (kind !== 'Recurring') return fill(w.profileSays, { whom, limits })
  const isWeekly = recurrency === 'Weekly'
  if (duration_seconds === undefined)
    return fill(isWeekly ? w.profileWeekly : w.profileDaily, { whom, limits })
  const length = minutesWords(duration_seconds / 60)
  return fill(isWeekly ? w.profileWeeklyFor : w.profileDailyFor, { whom, limits, length })
}

/** The periods of a schedule with the instants from which they hold. */
export function periodRows(
  startAt: string,
  unit: string | null,
  periods: readonly Period[],
  zone: string,
): { from: string; limit: string }[] {
  return periods.map((period) => ({
    from: instantWords(addMinutes(startAt, (period.start_seconds ?? 0) / 60), zone),
    limit: limitWords(period.limit, unit),
  }))
}

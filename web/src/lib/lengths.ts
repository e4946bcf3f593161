/** Lengths of time as they are typed: a number and its unit. */

export type Unit = 'minutes' | 'hours' | 'days'

export const MINUTES: Record<Unit, number> = { minutes: 1, hours: 60, days: 1440 }

/** The largest unit that tells a length in whole numbers; minutes for none and for nothing. */
export function unitOf(minutes: number | null): Unit {
  if (minutes === null || minutes === 0) return 'minutes'
  if (minutes % MINUTES.days === 0) return 'days'
  return minutes % MINUTES.hours === 0 ? 'hours' : 'minutes'
}

/** The number to show for a length in a unit; empty for none. */
export function typedLength(minutes: number | null, unit: Unit): string {
  return minutes === null ? '' : String(minutes / MINUTES[unit])
}

/** Whole minutes of what was typed; null for nothing, and for what is no number. */
export function readLength(text: string, unit: Unit): number | null {
  const number = readNumber(text)
  return number === null ? null : Math.round(number * MINUTES[unit])
}

/** A number as it was typed, with a point or a comma; null for nothing, and for what is none. */
export function readNumber(text: string): number | null {
  const number = Number(text.trim().replace(',', '.'))
  return text.trim() === '' || !Number.isFinite(number) ? null : number
}

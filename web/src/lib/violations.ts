/** Why something is refused, in words: what the rule says, and when it would pass. */
import type { Violation } from '../api/types'
import { fill, locale, words } from '../words'
import { codeWords } from './problem-words'
import { instantWords, minutesWords } from './time'

const w = words('common')

const of = (texts: Readonly<Record<string, string>>, code: string): string | undefined => texts[code]

/** What a code is called where refusals are counted. */
export function refusalName(code: string): string {
  return of(w.refusalNames, code) ?? code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ')
}

/** A refused rule: what it says, and from when on it would pass, by the clock of the zone. */
export function violationWords(violation: Violation, zone: string, to = locale.value): string {
  const { code, passes_at } = violation
  const says = ruleWords(violation, zone, to)
  if (!passes_at) return says
  const passes = fill(of(w.passes, code) ?? w.possibleFrom, { time: instantWords(passes_at, zone, to) })
  return fill(w.twoSentences, { first: says, second: passes })
}

function ruleWords({ code, detail, allowed }: Violation, zone: string, to: string): string {
  const closed = code === 'closed' ? periodOf(allowed) : null
  if (closed !== null) return fill(w.closedFrom, { time: instantWords(closed.start, zone, to) })
  const rule = of(w.refusals, code)
  if (rule !== undefined && typeof allowed === 'number') return fill(rule, { length: minutesWords(allowed) })
  return codeWords(code, detail)
}

function periodOf(allowed: unknown): { start: string } | null {
  const start = typeof allowed === 'object' && allowed !== null && 'start' in allowed && allowed.start
  return typeof start === 'string' ? { start } : null
}

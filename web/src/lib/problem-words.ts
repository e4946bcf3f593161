/** What the server said that went wrong, in the reader's language. In English its own words tell more. */
import type { Problem } from '../api/http'
import type { FieldFault } from '../api/types'
import { counted, fill, language, words } from '../words'

const w = words('common')
const problems = words('problems')

/** The sentence of a code; the server's own where there is none. */
export function codeWords(code: string, detail: string): string {
  return (problems as Readonly<Record<string, string | undefined>>)[code] ?? detail
}

/** Why it was refused, or why no answer can be had. */
export function problemWords(problem: Problem): string {
  if (problem.status === 404 && problem.code === 'not_found') return w.notToBeSeen
  return LOCAL[problem.code]?.() ?? (codeWords(problem.code, problem.detail) || w.wentWrong)
}

/** Faults that the server never saw. */
const LOCAL: Readonly<Record<string, () => string>> = {
  offline: () => w.noAnswer,
  no_connection: () => w.cannotSend,
  not_fetched: () => w.notFetched,
  client_fault: () => w.ownFault,
  not_json: () => w.notJson,
}

/** What cannot be taken of one field, by the kind of its fault; in English the server tells it. */
export function fieldWords({ code, limit, detail }: FieldFault): string {
  if (language.value === 'en') return detail
  if (code === undefined) return w.fieldWrong
  const count = limit ?? null
  const said: string | undefined = (w.fieldFaults as Readonly<Record<string, string>>)[code]
  return (count === null ? null : LIMITS[code]?.(count)) ?? FAULTS[code]?.() ?? said ?? w.fieldWrong
}

/** A field as its form labels it, else as all forms do; null where it has no label: its own name is not for reading. */
export function fieldLabel(field: string, labels: ReadonlyMap<string, string> | null): string | null {
  return labels?.get(field) ?? (w.fieldNames as Readonly<Record<string, string>>)[field] ?? null
}

/** By the kinds of pydantic's errors. `greater_than` is told of nothing but zero. */
const FAULTS: Readonly<Record<string, () => string>> = {
  missing: () => w.fieldMissing,
  greater_than: () => w.fieldNotPositive,
  int_parsing: () => w.fieldNotNumber,
  float_parsing: () => w.fieldNotNumber,
  decimal_parsing: () => w.fieldNotNumber,
  datetime_parsing: () => w.fieldNotTime,
  datetime_from_date_parsing: () => w.fieldNotTime,
}

const LIMITS: Readonly<Record<string, (limit: number) => string>> = {
  string_too_long: (limit) => counted(w.fieldTooLong, limit),
  string_too_short: (limit) => counted(w.fieldTooShort, limit),
  too_long: (limit) => fill(w.fieldTooMany, { count: limit }),
  too_short: (limit) => fill(w.fieldTooFew, { count: limit }),
  multiple_of: (limit) => fill(w.fieldMultiple, { count: limit }),
  less_than_equal: (limit) => fill(w.fieldTooMany, { count: limit }),
  greater_than_equal: (limit) => fill(w.fieldTooFew, { count: limit }),
}

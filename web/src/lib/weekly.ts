/** Weekly hours as they are edited: days that have the same times stand in one row. */
import type { Stretch } from '../api/policy'

export interface Row {
  days: number[]
  from: string
  until: string
}

export function rowsOf(hours: readonly Stretch[]): Row[] {
  const rows: Row[] = []
  for (const { weekday, from, until } of hours) {
    const row = rows.find((r) => r.from === from && r.until === until)
    if (row === undefined) rows.push({ days: [weekday], from, until })
    else if (!row.days.includes(weekday)) row.days.push(weekday)
  }
  return rows
}

export function hoursOf(rows: readonly Row[]): Stretch[] {
  return rows.flatMap(({ days, from, until }) =>
    [...days].sort().map((weekday) => ({ weekday, from, until })),
  )
}

import { useEffect, useRef } from 'preact/hooks'
import type { BusyPart, ChargerDay } from '../api/types'
import { shareOfDay } from '../lib/slots'
import { clockWords, dayOf, shortDayWords } from '../lib/time'
import { personName } from '../lib/words'
import { fill, words } from '../words'

const w = words('networks')

export interface CalendarRow {
  charger_id: string
  charger: string
  station: string
  zone: string
  days: readonly ChargerDay[]
}

interface Props {
  caption: string
  days: readonly string[]
  /** The one that is scrolled to where not all fit. */
  chosen: string
  now: Date
  rows: readonly CalendarRow[]
}

/** Who has which charger when: a row for each charger, a column for each day; what is taken is seen and read. */
export function CalendarTable({ caption, days, chosen, now, rows }: Props) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    const column = box.current?.querySelector('.is-chosen')?.getBoundingClientRect()
    const frame = box.current?.getBoundingClientRect()
    if (column === undefined || frame === undefined) return
    if (column.right > frame.right) box.current?.scrollBy(column.right - frame.right, 0)
    else if (column.left < frame.left) box.current?.scrollBy(column.left - frame.left, 0)
  }, [chosen, days.length])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="table-scroll" aria-label={caption} tabIndex={0} ref={box}>
      <table class="calendar">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{w.charger}</th>
            {days.map((day) => (
              <th key={day} scope="col" class={day === chosen ? 'is-chosen' : ''}>
                {shortDayWords(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.charger_id}>
              <th scope="row">
                <strong>{row.charger}</strong>
                <span class="muted small-print">{row.station}</span>
              </th>
              {row.days.map((day) => (
                <td key={day.date} class={dayOf(now, row.zone) === day.date ? 'is-today' : ''}>
                  <DayCell day={day} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function DayCell({ day }: { day: ChargerDay }) {
  if (day.busy.length === 0) return <span class="muted small-print">{w.allFree}</span>
  return (
    <>
      <div class="day-strip" aria-hidden="true">
        {day.busy.map((part) => (
          <span key={part.start_date_time} class={part.kind} style={across(day, part)} />
        ))}
      </div>
      <ul class="day-entries">
        {day.busy.map((part) => (
          <li key={part.start_date_time}>
            <span class="number">{clocks(day, part)}</span> {entryWords(part)}
          </li>
        ))}
      </ul>
    </>
  )
}

function entryWords({ kind, driver_name, booking_id, reason }: BusyPart): string {
  if (kind === 'block') return reason ? fill(w.entryBy, { kind: w.kinds.block, who: reason }) : w.kinds.block
  if (booking_id === null) return w.kinds[kind]
  const who = personName(driver_name)
  return kind === 'booking' ? who : fill(w.entryBy, { kind: w.kinds[kind], who })
}

/** Clocks of the station; what began before the day or ends after it is cut to the day. */
function clocks(day: ChargerDay, { start_date_time: start, end_date_time: end }: BusyPart): string {
  const isIn = (instant: string) => dayOf(instant, day.time_zone) === day.date
  const from = isIn(start) ? clockWords(start, day.time_zone) : clockWords(day.start_date_time, day.time_zone)
  return `${from}–${isIn(end) ? clockWords(end, day.time_zone) : '24:00'}`
}

function across(day: ChargerDay, { start_date_time, end_date_time }: BusyPart) {
  const whole = { start: day.start_date_time, end: day.end_date_time }
  const from = shareOfDay(whole, start_date_time)
  const share = (part: number) => `${(part * 100).toFixed(2)}%`
  return { insetInlineStart: share(from), width: share(shareOfDay(whole, end_date_time) - from) }
}

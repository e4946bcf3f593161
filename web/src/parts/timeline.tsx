import { useEffect, useRef } from 'preact/hooks'
import type { BusyPart, ChargerDay } from '../api/types'
import { hourTicks, type Period, type SlotTerms, shareOfDay } from '../lib/slots'
import { clockWords, periodWords } from '../lib/time'
import { fill, words } from '../words'
import { across, isRightToLeft, percent } from './bar'
import { useDrawing } from './drawing'
import { EdgeHandle } from './edge-handle'

const w = words('station')

interface Props {
  chargerId: string
  name: string
  day: ChargerDay
  now: Date
  chosen: Period | null
  terms: SlotTerms
  /** Absent where the reader may not book: then the bar is only looked at. */
  onChoose?: ((period: Period) => void) | undefined
}

/** Pixels: what begins nearer to the far end is hardly seen. */
const EDGE = 40
const HOURS_PER_MARK = 2

/** A day of one charger as a bar: busy parts, the moment now, and the chosen period. The time fields do the same by keyboard. */
export function Timeline({ chargerId, name, day, now, chosen, terms, onChoose }: Props) {
  const scroller = useRef<HTMLElement>(null)
  const period: Period = { start: day.start_date_time, end: day.end_date_time }
  const zone = day.time_zone
  const isToday = shareOfDay(period, now) > 0 && shareOfDay(period, now) < 1
  const scrolledFor = useRef('')
  const drawing = useDrawing({ day: period, busy: day.busy, terms, chosen, onChoose })

  useEffect(() => {
    const box = scroller.current
    const anchor = chosen?.start ?? (isToday && scrolledFor.current !== day.date ? now : null)
    scrolledFor.current = day.date
    if (box !== null && anchor !== null && !drawing.isOn()) showPoint(box, shareOfDay(period, anchor))
  }, [day.date, chosen?.start])

  return (
    <div class="timeline" data-testid={`timeline-${chargerId}`}>
      <section
        class="timeline-scroll"
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={fill(w.dayOf, { charger: name })}
      >
        <div class={`timeline-bar ${onChoose ? 'pickable' : ''}`} {...drawing.events}>
          {isToday && <span class="past" style={{ inlineSize: percent(shareOfDay(period, now)) }} />}
          {hourTicks(period, HOURS_PER_MARK).map((tick) => (
            <span
              key={tick}
              class="tick"
              style={{ insetInlineStart: percent(shareOfDay(period, tick)) }}
              aria-hidden="true"
            >
              {clockWords(tick, zone)}
            </span>
          ))}
          {day.busy.map((part) => (
            <span
              key={part.start_date_time}
              class={`busy ${part.mine ? 'mine' : ''}`}
              style={across(period, part.start_date_time, part.end_date_time)}
              title={busyWords(part, zone)}
              aria-hidden="true"
            >
              {part.mine ? w.you : part.kind === 'block' ? w.blocked : (part.driver_name ?? w.taken)}
            </span>
          ))}
          {chosen && <span class="chosen" style={across(period, chosen.start, chosen.end)} />}
          {chosen &&
            onChoose &&
            (['start', 'end'] as const).map((edge) => (
              <EdgeHandle
                key={edge}
                edge={edge}
                day={period}
                zone={zone}
                gridMinutes={terms.grid_minutes}
                chosen={chosen}
                onChoose={onChoose}
              />
            ))}
          {isToday && <span class="now" style={{ insetInlineStart: percent(shareOfDay(period, now)) }} />}
        </div>
      </section>
      <ul class="visually-hidden">
        {day.busy.length === 0 && <li>{w.freeAllDay}</li>}
        {day.busy.map((part) => (
          <li key={part.start_date_time}>{busyWords(part, zone)}</li>
        ))}
      </ul>
    </div>
  )
}

/** Scrolls only where the point is not seen, to a mark of the hour, whose clock is then whole. */
function showPoint(box: HTMLElement, share: number): void {
  const at = share * box.scrollWidth
  const seen = Math.abs(box.scrollLeft)
  if (at >= seen && at < seen + box.clientWidth - EDGE) return
  const mark = (box.scrollWidth * HOURS_PER_MARK) / 24
  const to = Math.floor((at - box.clientWidth / 3) / mark) * mark
  box.scrollLeft = isRightToLeft(box) ? -to : to
}

function busyWords(part: BusyPart, zone: string): string {
  const period = periodWords(part.start_date_time, part.end_date_time, zone)
  const who = part.mine ? w.yours : (part.driver_name ?? w.busy)
  const isExplained = part.kind === 'block' && part.reason
  const what = isExplained
    ? fill(w.blockedWhy, { reason: part.reason ?? '' })
    : fill(w.what[part.kind], { who })
  return fill(w.busyPart, { period, what })
}

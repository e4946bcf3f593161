import { useEffect, useRef } from 'preact/hooks'
import type { BusyPart, ChargerDay } from '../api/types'
import { hourTicks, type Period, shareOfDay, slotAt } from '../lib/slots'
import { clockOf, periodWords } from '../lib/time'

interface Props {
  chargerId: string
  name: string
  day: ChargerDay
  now: Date
  chosen: Period | null
  /** Absent where the reader may not book: then the bar is only looked at. */
  onPick?: ((slot: string) => void) | undefined
}

/** Pixels: what begins nearer to the right end is hardly seen. */
const EDGE = 40

/** A day of one charger as a bar: busy parts, the moment now, and the chosen period. The time fields do the same by keyboard. */
export function Timeline({ chargerId, name, day, now, chosen, onPick }: Props) {
  const scroller = useRef<HTMLElement>(null)
  const period: Period = { start: day.start_date_time, end: day.end_date_time }
  const zone = day.time_zone
  const isToday = shareOfDay(period, now) > 0 && shareOfDay(period, now) < 1
  const scrolledFor = useRef('')

  useEffect(() => {
    const box = scroller.current
    const anchor = chosen?.start ?? (isToday && scrolledFor.current !== day.date ? now : null)
    scrolledFor.current = day.date
    if (box === null || anchor === null) return
    const at = shareOfDay(period, anchor) * box.scrollWidth
    const isSeen = at >= box.scrollLeft && at < box.scrollLeft + box.clientWidth - EDGE
    if (!isSeen) box.scrollLeft = at - box.clientWidth / 3
  }, [day.date, chosen?.start])

  function pickAt(event: MouseEvent) {
    const bar = event.currentTarget as HTMLElement
    const { left, width } = bar.getBoundingClientRect()
    onPick?.(slotAt(period, (event.clientX - left) / width, day.grid_minutes))
  }

  return (
    <div class="timeline" data-testid={`timeline-${chargerId}`}>
      <section
        class="timeline-scroll"
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={`${name}, the day`}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the time fields beside it are the keyboard's way */}
        <div class={`timeline-bar ${onPick ? 'pickable' : ''}`} onClick={onPick && pickAt}>
          {isToday && <span class="past" style={{ width: percent(shareOfDay(period, now)) }} />}
          {hourTicks(period, 2).map((tick) => (
            <span
              key={tick}
              class="tick"
              style={{ left: percent(shareOfDay(period, tick)) }}
              aria-hidden="true"
            >
              {clockOf(tick, zone)}
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
              {part.mine ? 'You' : part.kind === 'block' ? 'Blocked' : (part.driver_name ?? '')}
            </span>
          ))}
          {chosen && <span class="chosen" style={across(period, chosen.start, chosen.end)} />}
          {isToday && <span class="now" style={{ left: percent(shareOfDay(period, now)) }} />}
        </div>
      </section>
      <ul class="visually-hidden">
        {day.busy.length === 0 && <li>Free all day.</li>}
        {day.busy.map((part) => (
          <li key={part.start_date_time}>{busyWords(part, zone)}</li>
        ))}
      </ul>
    </div>
  )
}

const KINDS: Record<BusyPart['kind'], string> = {
  booking: 'booking',
  walk_up: 'walk-up',
  block: 'blocked',
  offer: 'held for somebody who waits',
  hold: 'held',
}

function busyWords(part: BusyPart, zone: string): string {
  const period = periodWords(part.start_date_time, part.end_date_time, zone)
  if (part.kind === 'block') return `${period}: blocked${part.reason ? `, ${part.reason}` : ''}`
  const who = part.mine ? 'yours' : (part.driver_name ?? 'busy')
  return `${period}: ${KINDS[part.kind] ?? 'taken'}, ${who}`
}

function across(day: Period, start: string, end: string) {
  const from = shareOfDay(day, start)
  return { left: percent(from), width: percent(shareOfDay(day, end) - from) }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`
}

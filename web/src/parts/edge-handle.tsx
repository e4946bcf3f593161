import { edgeAt, type Period, shareOfDay, stretched } from '../lib/slots'
import { addMinutes, clockWords, minutesBetween } from '../lib/time'
import { words } from '../words'
import { isRightToLeft, percent, shareUnder } from './bar'

const w = words('station')

interface Props {
  edge: keyof Period
  day: Period
  zone: string
  gridMinutes: number
  chosen: Period
  onChoose: (period: Period) => void
}

const HOUR = 60

/** One end of the chosen time, to be dragged, or moved by the arrow keys. */
export function EdgeHandle({ edge, day, zone, gridMinutes, chosen, onChoose }: Props) {
  const at = chosen[edge]
  const move = (to: string) => onChoose(stretched(chosen, edge, to, gridMinutes))

  function drag(event: PointerEvent) {
    const handle = event.currentTarget as HTMLElement
    const bar = handle.closest('.timeline-bar')
    if (bar === null || !handle.hasPointerCapture(event.pointerId)) return
    move(edgeAt(day, shareUnder(bar, event.clientX), gridMinutes))
  }

  function press(event: KeyboardEvent) {
    const onwards = isRightToLeft(event.currentTarget as HTMLElement) ? 'ArrowLeft' : 'ArrowRight'
    const steps: Record<string, number> = {
      ArrowLeft: -gridMinutes,
      ArrowRight: -gridMinutes,
      ArrowUp: gridMinutes,
      ArrowDown: -gridMinutes,
      PageUp: HOUR,
      PageDown: -HOUR,
      [onwards]: gridMinutes,
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    move(addMinutes(at, step))
  }

  return (
    <span
      class={`handle ${edge}`}
      style={{ insetInlineStart: percent(shareOfDay(day, at)) }}
      role="slider"
      tabIndex={0}
      aria-label={edge === 'start' ? w.chosenBegin : w.chosenEnd}
      aria-valuemin={0}
      aria-valuemax={minutesBetween(day.start, day.end)}
      aria-valuenow={Math.round(minutesBetween(day.start, at))}
      aria-valuetext={clockWords(at, zone)}
      onPointerDown={(event) => {
        event.preventDefault()
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
        event.currentTarget.focus()
      }}
      onPointerMove={drag}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={press}
    />
  )
}

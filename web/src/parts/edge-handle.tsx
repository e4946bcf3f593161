import { useRef } from 'preact/hooks'
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

/**
 * One end of the chosen time, to be dragged, or moved by the arrow keys.
 * It lies outside of that time, so that both ends can be touched however short it is.
 */
export function EdgeHandle({ edge, day, zone, gridMinutes, chosen, onChoose }: Props) {
  const at = chosen[edge]
  const held = useRef(0)
  const move = (to: string) => onChoose(stretched(chosen, edge, to, gridMinutes))

  function hold(event: PointerEvent) {
    event.preventDefault()
    event.stopPropagation()
    const handle = event.currentTarget as HTMLElement
    handle.setPointerCapture(event.pointerId)
    handle.focus()
    held.current = shareOfDay(day, at) - shareUnder(barOf(handle), event.clientX)
  }

  function drag(event: PointerEvent) {
    const handle = event.currentTarget as HTMLElement
    if (!handle.hasPointerCapture(event.pointerId)) return
    move(edgeAt(day, shareUnder(barOf(handle), event.clientX) + held.current, gridMinutes))
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
      style={{ '--at': percent(shareOfDay(day, at)) }}
      role="slider"
      tabIndex={0}
      aria-label={edge === 'start' ? w.chosenBegin : w.chosenEnd}
      aria-valuemin={0}
      aria-valuemax={minutesBetween(day.start, day.end)}
      aria-valuenow={Math.round(minutesBetween(day.start, at))}
      aria-valuetext={clockWords(at, zone)}
      onPointerDown={hold}
      onPointerMove={drag}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={press}
    />
  )
}

function barOf(handle: HTMLElement): HTMLElement {
  return handle.parentElement as HTMLElement
}

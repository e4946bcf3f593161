import { useRef } from 'preact/hooks'
import type { BusyPart } from '../api/types'
import { drawn, type Period, pick, type SlotTerms, slotAt } from '../lib/slots'
import { shareUnder } from './bar'

interface Wish {
  day: Period
  busy: readonly BusyPart[]
  terms: SlotTerms
  chosen: Period | null
  onChoose: ((period: Period) => void) | undefined
}

interface Drawing {
  events: {
    onPointerDown?: (event: PointerEvent) => void
    onPointerMove?: (event: PointerEvent) => void
    onClick?: (event: MouseEvent) => void
  }
  /** Whether a time is being drawn. */
  isOn: () => boolean
}

/**
 * Choosing a time on a bar: a tap or a click takes what begins there, a mouse draws from where it is pressed to
 * where it is let go. A finger scrolls the bar, and moves the ends of what is chosen.
 */
export function useDrawing({ day, busy, terms, chosen, onChoose }: Wish): Drawing {
  const from = useRef<string | null>(null)
  const isDrawn = useRef(false)
  if (onChoose === undefined) return { events: {}, isOn: () => false }

  const slotUnder = (event: MouseEvent) =>
    slotAt(day, shareUnder(event.currentTarget as Element, event.clientX), terms.grid_minutes)

  return {
    isOn: () => from.current !== null,
    events: {
      onPointerDown: (event) => {
        isDrawn.current = false
        if (event.pointerType !== 'mouse' || event.button !== 0) return
        const bar = event.currentTarget as Element
        bar.setPointerCapture(event.pointerId)
        from.current = slotUnder(event)
        bar.addEventListener('lostpointercapture', () => (from.current = null), { once: true })
      },
      onPointerMove: (event) => {
        if (from.current === null) return
        const slot = slotUnder(event)
        if (slot === from.current && !isDrawn.current) return
        isDrawn.current = true
        onChoose(drawn(from.current, slot, busy, terms))
      },
      onClick: (event) => {
        if (!isDrawn.current) onChoose(pick(chosen, slotUnder(event), busy, terms))
      },
    },
  }
}

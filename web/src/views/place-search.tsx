import { useState } from 'preact/hooks'
import type { Place } from '../api/types'
import { words } from '../words'
import { LookUp } from './look-up'

const w = words('map')

/** Folded until it is needed: going to an address. */
export function PlaceSearch({ onPlace }: { onPlace: (place: Place) => void }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{w.findPlace}</summary>
      {isOpen && <LookUp choose={w.goThere} none={w.noPlace} otherwise={w.noLookUp} onPlace={onPlace} />}
    </details>
  )
}

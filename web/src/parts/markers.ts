/** The pins on a drawn map: those that are seen, and one for each crowd of them. */
import { crowds, isSeen } from '../lib/crowd'
import { type Bounds, around as boundsAround } from '../lib/geo'
import { groupLook } from '../lib/pins'
import { viewOf } from './map-view'
import type { Library, LibreMap } from './maplibre'
import { type MapPin, type PinLook, pinElement } from './pin'

type Marker = InstanceType<Library['Marker']>

export interface Markers {
  show: (pins: readonly MapPin[], selected: string | null, on: (pin: MapPin, around: Bounds) => void) => void
}

/** Pins stay as they are while the map moves, and those that come again are not made anew. */
export function markersOn(lib: Library, map: LibreMap): Markers {
  let kept = new Map<string, Marker>()

  function show(
    pins: readonly MapPin[],
    selected: string | null,
    on: (pin: MapPin, around: Bounds) => void,
  ): void {
    const seen = viewOf(map).bounds
    const next = new Map<string, Marker>()
    for (const { first, members } of crowds(pins, map.getZoom())) {
      if (!isSeen(first, seen)) continue
      const pin = members.length === 1 ? first : crowdPin(first, members)
      const isSelected = members.some((member) => member.key === selected)
      const look = pin.look()
      const name = JSON.stringify([pin, look, isSelected])
      const marker =
        kept.get(name) ?? make(pin, look, isSelected, () => on(pin, boundsAround(members) as Bounds))
      kept.delete(name)
      next.set(name, marker)
    }
    for (const marker of kept.values()) marker.remove()
    kept = next
  }

  function make(pin: MapPin, look: PinLook, isSelected: boolean, onClick: () => void): Marker {
    const element = pinElement(look, pin.bookable, isSelected)
    element.addEventListener('click', (event) => {
      event.stopPropagation()
      onClick()
    })
    const anchor = look.shape === 'group' ? 'center' : 'bottom'
    return new lib.Marker({ element, anchor }).setLngLat([pin.longitude, pin.latitude]).addTo(map)
  }

  return { show }
}

function crowdPin({ key, latitude, longitude }: MapPin, members: readonly MapPin[]): MapPin {
  const count = members.reduce((sum, pin) => sum + pin.count, 0)
  const bookable = members.some((pin) => pin.bookable)
  const look = () => groupLook(count, bookable)
  return { key: `crowd ${key}`, latitude, longitude, bookable, count, look }
}

import { useEffect, useRef, useState } from 'preact/hooks'
import type { Focus, MapView } from '../lib/geo'
import { language, words } from '../words'
import { closer, fit, viewOf } from './map-view'
import type { LibreMap } from './maplibre'
import { type Markers, markersOn } from './markers'
import { openMap } from './open-map'
import type { MapPin } from './pin'

const w = words('map')

interface Props {
  label: string
  styleUrl: string | null
  pins: readonly MapPin[]
  /** Where the map is at first, or goes to when another value comes. */
  focus: Focus | null
  selected?: string | null
  /** What stands beside it is still on its way: the map's code must not keep that waiting. */
  waits?: boolean
  onMove?: (view: MapView) => void
  onOpen?: (key: string) => void
  onPoint?: (latitude: number, longitude: number) => void
}

/** A map with pins. The same places always stand in a list or in fields beside it, which the keyboard reaches. */
export function MapPart(props: Props) {
  const holder = useRef<HTMLDivElement>(null)
  const map = useRef<LibreMap | null>(null)
  const markers = useRef<Markers | null>(null)
  const shown = useRef<Focus | null>(null)
  const left = useRef<Focus | null>(null)
  const latest = useRef(props)
  latest.current = props
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  const [isDue, setDue] = useState(props.waits !== true)
  if (!isDue && props.waits !== true) setDue(true)

  function draw() {
    const { pins, selected = null } = latest.current
    markers.current?.show(pins, selected, (pin, around) => {
      if (pin.key.startsWith('crowd ') && map.current !== null) closer(map.current, around)
      else latest.current.onOpen?.(pin.key)
    })
  }

  useEffect(() => {
    if (!isDue) return
    let gone = false
    setState('loading')
    shown.current = latest.current.focus
    openMap(holder.current as HTMLDivElement, left.current ?? shown.current, () => latest.current)
      .then(([lib, made]) => {
        if (gone) return made.remove()
        map.current = made
        markers.current = markersOn(lib, made)
        made.on('moveend', draw)
        setState('ready')
      })
      .catch((error: unknown) => {
        console.warn('The map cannot be drawn.', error)
        if (!gone) setState('failed')
      })
    return () => {
      gone = true
      if (map.current !== null) left.current = { bounds: viewOf(map.current).bounds, exact: true }
      map.current?.remove()
      map.current = null
      markers.current = null
    }
  }, [isDue, language.value])

  useEffect(() => {
    const { focus } = props
    if (map.current === null || focus === null || focus === shown.current) return
    shown.current = focus
    fit(map.current, focus)
  }, [props.focus, state])

  useEffect(draw, [props.pins, props.selected, state])

  return (
    <section class="map" aria-label={props.label} aria-busy={state === 'loading'}>
      <div class="map-canvas" key={language.value} ref={holder} />
      {state === 'loading' && <p class="map-note">{w.loadingMap}</p>}
      {state === 'failed' && <p class="map-note">{w.noMap}</p>}
    </section>
  )
}

import type { StateWords } from '../lib/words'
import { type IconName, SHAPES } from './icons'

export interface MapPin {
  key: string
  latitude: number
  longitude: number
  label: string
  title: string
  shape: IconName
  tone: StateWords['tone']
  /** Whether the reader can book there: such pins are blue. */
  bookable: boolean
  /** How many stations it stands for. */
  count: number
}

/** A pin as an element for the map library. It is left out of the tab order: the list beside the map has the same. */
export function pinElement(pin: MapPin, selected: boolean): HTMLElement {
  const button = document.createElement('button')
  const classes = ['pin', pin.shape === 'group' ? 'cluster' : pin.tone]
  if (pin.bookable) classes.push('bookable')
  if (selected) classes.push('selected')
  button.type = 'button'
  button.tabIndex = -1
  button.className = classes.join(' ')
  button.title = pin.title
  button.setAttribute('aria-label', pin.title)
  if (pin.shape !== 'group') button.append(icon(SHAPES[pin.shape]))
  if (pin.label !== '') button.append(pin.label)
  return button
}

function icon(path: string): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(space, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  const line = document.createElementNS(space, 'path')
  line.setAttribute('d', path)
  svg.append(line)
  return svg
}

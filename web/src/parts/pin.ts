import type { StateWords } from '../lib/words'
import { type IconName, SHAPES } from './icons'

export interface MapPin {
  key: string
  latitude: number
  longitude: number
  /** Whether the reader can book there: such pins are blue. */
  bookable: boolean
  /** How many stations it stands for. */
  count: number
  /** Asked only of pins that are drawn. */
  look: () => PinLook
}

export interface PinLook {
  label: string
  title: string
  shape: IconName
  tone: StateWords['tone']
}

/** A pin as an element for the map library. It is left out of the tab order: the list beside the map has the same. */
export function pinElement(look: PinLook, isBookable: boolean, selected: boolean): HTMLElement {
  const button = document.createElement('button')
  const classes = ['pin', look.shape === 'group' ? 'cluster' : look.tone]
  if (isBookable) classes.push('bookable')
  if (selected) classes.push('selected')
  button.type = 'button'
  button.tabIndex = -1
  button.className = classes.join(' ')
  button.title = look.title
  button.setAttribute('aria-label', look.title)
  if (look.shape !== 'group') button.append(icon(SHAPES[look.shape]))
  if (look.label !== '') button.append(look.label)
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

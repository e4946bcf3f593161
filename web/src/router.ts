import { computed, signal } from '@preact/signals'
import { isAnythingUnsaved } from './lib/unsaved'
import { words } from './words'

const w = words('common')

export const place = signal({ path: location.pathname, search: location.search })
export const search = computed(() => new URLSearchParams(place.value.search))

/** Which step of this tab's history is shown: the browser's own buttons say where they went, not how far. */
let step = stepOf(history.state) ?? 0
history.replaceState({ step }, '')

addEventListener('popstate', (event) => {
  const isHere = location.pathname === place.value.path && location.search === place.value.search
  const next = stepOf(event.state) ?? step + 1
  if (!isHere && next !== step && !mayLeave()) {
    history.go(step - next)
    return
  }
  step = next
  if (stepOf(event.state) === null) history.replaceState({ step }, '')
  if (!isHere) place.value = { path: location.pathname, search: location.search }
})

function stepOf(state: unknown): number | null {
  const known = (state as { step?: unknown } | null)?.step
  return typeof known === 'number' ? known : null
}

function mayLeave(): boolean {
  return !isAnythingUnsaved() || confirm(w.leaveUnsaved)
}

/** Goes to a path of the client; `replace` leaves no step back. */
export function go(to: string, options: { replace?: boolean } = {}): void {
  if (options.replace === true) history.replaceState({ step }, '', to)
  else {
    step += 1
    history.pushState({ step }, '', to)
  }
  place.value = { path: location.pathname, search: location.search }
  if (options.replace !== true) scrollTo(0, 0)
}

/** Follows plain clicks on our own links without loading the page anew. */
export function followLinks(event: MouseEvent): void {
  const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0
  if (modified || event.defaultPrevented || !(event.target instanceof Element)) return
  const link = event.target.closest('a')
  if (link === null || link.origin !== location.origin || link.target !== '' || link.hasAttribute('download'))
    return
  if (link.hash !== '' && link.pathname === location.pathname) return
  if (/^\/(v1|dev|assets)(\/|$)/.test(link.pathname)) return
  event.preventDefault()
  if (mayLeave()) go(link.pathname + link.search)
}

import { computed, signal } from '@preact/signals'
import { isAnythingUnsaved } from './lib/unsaved'
import { words } from './words'

const w = words('common')

export const place = signal({ path: location.pathname, search: location.search })
export const search = computed(() => new URLSearchParams(place.value.search))

addEventListener('popstate', () => {
  place.value = { path: location.pathname, search: location.search }
})

/** Goes to a path of the client; `replace` leaves no step back. */
export function go(to: string, options: { replace?: boolean } = {}): void {
  if (options.replace === true) history.replaceState(null, '', to)
  else history.pushState(null, '', to)
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
  if (!isAnythingUnsaved() || confirm(w.leaveUnsaved)) go(link.pathname + link.search)
}

/** The service worker from the page's side: when it comes, what it is told, and how a new version takes over. */

const HOUR_MS = 3_600_000

/** Starts it once the page has settled; `onNew` gets what turns to a new version, when one waits. */
export function startWorker(onNew: (turn: () => void) => void): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const start = () => void register(onNew).catch(() => {}) // without it everything works, but not offline
  if (document.readyState === 'complete') whenIdle(start)
  else addEventListener('load', () => whenIdle(start), { once: true })
}

async function register(onNew: (turn: () => void) => void): Promise<void> {
  const isFirst = navigator.serviceWorker.controller === null
  const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
  const tell = (waiting: ServiceWorker) => onNew(() => turnTo(waiting))
  if (registration.waiting !== null && !isFirst) tell(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing
    coming?.addEventListener('statechange', () => {
      if (coming.state === 'installed' && navigator.serviceWorker.controller !== null) tell(coming)
    })
  })
  lookForUpdates(registration)
  if (isFirst) (await navigator.serviceWorker.ready).active?.postMessage({ type: 'keep', paths: fetched() })
}

/** The page is loaded anew by the new version, and only this page: others may be typing. */
function turnTo(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waiting.postMessage({ type: 'take over' })
}

/** Browsers look at each navigation; a page that stays open has none. */
function lookForUpdates(registration: ServiceWorkerRegistration): void {
  let looked = Date.now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - looked < HOUR_MS) return
    looked = Date.now()
    registration.update().catch(() => {}) // no connection: later
  })
}

/** Files of the client that this page has needed so far. */
function fetched(): string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin }) => origin === location.origin)
    .map(({ pathname }) => pathname)
}

function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 5000 })
  else setTimeout(work, 1000)
}

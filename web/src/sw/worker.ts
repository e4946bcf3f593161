/**
 * The service worker: it keeps the shell, so that the client opens without a connection and at once on a slow one.
 * Answers of the API never pass through it; what was last seen of them is kept by the page (src/lib/seen.ts).
 */
const worker = self as unknown as ServiceWorkerGlobalScope

/** Put in by the build (shell.ts): what a start needs, and a word that changes with any of the client. */
declare const __SHELL__: { version: string; files: readonly string[] }

const CACHES = 'shell-'
const MINE = CACHES + __SHELL__.version
const PAGE = '/'
const LASTING = /^\/assets\//
const NOT_OURS = /^\/(v1|ocpp|dev)(\/|$)/
const IS_FILE = /^\/[^/]+\.[^/]+$/

worker.addEventListener('install', (event) => event.waitUntil(keepShell()))
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()))
worker.addEventListener('fetch', (event) => {
  const answer = answerTo(event.request)
  if (answer !== null) event.respondWith(answer)
})
worker.addEventListener('message', (event) => {
  const told = event.data as { type?: string; paths?: readonly string[] }
  if (told.type === 'take over') void worker.skipWaiting()
  if (told.type === 'keep') event.waitUntil(keepMore(told.paths ?? []))
})

async function keepShell(): Promise<void> {
  const kept = await caches.open(MINE)
  await kept.addAll(__SHELL__.files.map((path) => new Request(path, { cache: freshness(path) })))
}

/** What a page had fetched before there was a worker to see it: mostly it comes from the browser's own cache. */
async function keepMore(paths: readonly string[]): Promise<void> {
  const kept = await caches.open(MINE)
  const missing = await Promise.all(
    paths.filter((path) => LASTING.test(path)).map(async (path) => ((await kept.match(path)) ? null : path)),
  )
  await Promise.allSettled(missing.filter((path) => path !== null).map((path) => kept.add(path)))
}

async function takeOver(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith(CACHES) && name !== MINE)
  await Promise.all(old.map((name) => caches.delete(name)))
  await worker.clients.claim()
}

/** Null where the browser does as it would without a worker. */
function answerTo(request: Request): Promise<Response> | null {
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin || NOT_OURS.test(pathname)) return null
  if (LASTING.test(pathname)) return keptFirst(request)
  if (request.mode === 'navigate' && !IS_FILE.test(pathname)) return keptFirst(new Request(PAGE))
  return __SHELL__.files.includes(pathname) ? freshFirst(request) : null
}

async function keptFirst(request: Request): Promise<Response> {
  const kept = await caches.open(MINE)
  const found = await kept.match(request)
  if (found !== undefined) return found
  const answer = await fetch(request)
  if (answer.ok) await kept.put(request, answer.clone())
  return answer
}

async function freshFirst(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    const found = await (await caches.open(MINE)).match(request)
    if (found === undefined) throw error
    return found
  }
}

/** A lasting file is what its name says; the others are asked for. */
function freshness(path: string): RequestCache {
  return LASTING.test(path) ? 'default' : 'no-cache'
}

export {}

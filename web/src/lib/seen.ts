/**
 * What was last seen of the API, to be read again without a connection. It is kept in this browser for one account, and
 * goes when that account logs out here. Of all that the API tells only what drivers look up is kept, and no secret.
 */

export interface Seen {
  body: unknown
  /** When the API told it. */
  at: Date
}

/** Where answers are laid for one reader, until it is closed. */
export interface Shelf {
  keep: (path: string, body: unknown) => Promise<void>
  find: (path: string) => Promise<Seen | null>
}

const SHELVES = 'seen-'
const NOBODY = 'anyone'
const MOST = 150
const AT = 'x-seen-at'
const KEPT = [
  /^\/v1\/stations(\/[^/]+(\/(availability|policy))?)?$/,
  /^\/v1\/chargers\/[^/]+(\/(availability|day|policy|terms))?$/,
  /^\/v1\/(bookings|series|sessions)\/[^/]+$/,
  /^\/v1\/networks(\/[^/]+(\/(policy|stations))?)?$/,
  /^\/v1\/me(\/(bookings|cars|charges|offers|series|sessions|usage|waitlist))?$/,
]

/** Whether the answer to a GET of that path may be kept. */
export function isKept(path: string): boolean {
  return KEPT.some((pattern) => pattern.test(path.split('?')[0] ?? ''))
}

/** The shelf of an account, or of whoever has not logged in; `mayKeep` is asked before each answer is laid down. */
export function shelfOf(accountId: string | null, mayKeep: () => boolean): Shelf | null {
  if (!('caches' in globalThis)) return null
  const name = SHELVES + (accountId ?? NOBODY)
  return {
    async keep(path, body) {
      if (!isKept(path) || !mayKeep()) return
      const shelf = await caches.open(name)
      const headers = { 'Content-Type': 'application/json', [AT]: new Date().toISOString() }
      await shelf.put(path, new Response(JSON.stringify(body), { headers }))
      const all = await shelf.keys()
      await Promise.all(all.slice(0, Math.max(0, all.length - MOST)).map((oldest) => shelf.delete(oldest)))
    },
    async find(path) {
      const found = await (await caches.open(name)).match(path)
      if (found === undefined) return null
      return { body: await found.json(), at: new Date(found.headers.get(AT) ?? 0) }
    },
  }
}

/** Erases all that was kept, of whomever. */
export async function forgetSeen(): Promise<void> {
  if (!('caches' in globalThis)) return
  const shelves = (await caches.keys()).filter((name) => name.startsWith(SHELVES))
  await Promise.all(shelves.map((name) => caches.delete(name)))
}

const READER = '/reader'

/** Remembers whose shelf it is, for a start without a connection. */
export async function keepReader<T extends { account_id: string }>(account: T): Promise<void> {
  if (!('caches' in globalThis)) return
  const kept = await caches.open(`${SHELVES}reader`)
  await kept.put(READER, new Response(JSON.stringify(account)))
}

/** Who logged in here last and has not logged out. */
export async function lastReader<T>(): Promise<T | null> {
  if (!('caches' in globalThis)) return null
  const found = await (await caches.open(`${SHELVES}reader`)).match(READER)
  return found === undefined ? null : ((await found.json()) as T)
}

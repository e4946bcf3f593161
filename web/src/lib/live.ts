/**
 * Tells what shows something when it may have changed, so that it asks the API again: by one socket that names
 * what changed and nothing else, and by asking at intervals where no socket can be had.
 */

export interface Line {
  send: (text: string) => void
  close: () => void
}

export interface LineEvents {
  opened: () => void
  told: (text: string) => void
  gone: () => void
}

export interface Needs {
  open: (events: LineEvents) => Line
  token: () => string | null
  /** Gets a new access token in the place of one that is no longer good. */
  renew: () => Promise<unknown>
  /** Somebody can see the page, and there is a network. */
  isAwake: () => boolean
  now: () => number
  random: () => number
}

export interface Live {
  /** Calls `ask` whenever one of `topics` may have changed; returns what ends that. */
  watch: (topics: readonly string[], ask: () => void) => () => void
  /** The page has become visible or hidden, or the network is back. */
  woke: () => void
  /** Somebody else is logged in: what was watched is asked for anew. */
  restart: () => void
}

interface Watcher {
  topics: readonly string[]
  ask: () => void
  askedAt: number
  timer: ReturnType<typeof setTimeout> | undefined
}

const TICK_MS = 1000
export const MOST_TOPICS = 50
/** Topics of a page's parts that come together go out together. */
export const TOGETHER_MS = 50
/** The server tells a topic once in a second: whoever asks a second after it was told knows all of that second. */
export const ASK_AFTER_MS = 1000
const SPREAD_MS = 300
/** What was asked longer ago than this, before it was watched, is asked at once when it is; the rest soon. */
export const FRESH_MS = 1000
export const UNWATCHED_MS = 10_000
/** A word that was lost on its way is made up for. */
export const WATCHED_MS = 60_000
/** Before the server forgets (15 minutes) and before API Gateway hangs up on who is silent (10 minutes). */
export const AGAIN_MS = 8 * 60_000
export const ASLEEP_MS = 30_000
const LONGEST_PAUSE_MS = 60_000

export function createLive(needs: Needs): Live {
  const watchers = new Set<Watcher>()
  let line: Line | null = null
  let isOpen = false
  let confirmed = new Set<string>()
  let sentAt = 0
  let failures = 0
  let nextTryAt = 0
  let asleepSince: number | null = null
  let renewedAt = Number.NEGATIVE_INFINITY
  let ticking: ReturnType<typeof setInterval> | undefined
  let sending: ReturnType<typeof setTimeout> | undefined

  function tick() {
    const now = needs.now()
    if (!needs.isAwake()) {
      asleepSince ??= now
      if (now - asleepSince >= ASLEEP_MS) hangUp()
      return
    }
    asleepSince = null
    if (line === null && now >= nextTryAt) connect()
    if (isOpen && now - sentAt >= AGAIN_MS) send()
    for (const watcher of watchers) {
      const every = isWatched(watcher) ? WATCHED_MS : UNWATCHED_MS
      if (now - watcher.askedAt >= every) ask(watcher)
    }
  }

  function connect() {
    const mine = needs.open({
      opened: () => {
        if (line !== mine) return
        isOpen = true
        send()
      },
      told: (text) => line === mine && told(text),
      gone: () => line === mine && lost(),
    })
    line = mine
  }

  function lost() {
    forget()
    failures += 1
    const pause = Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** (failures - 1))
    nextTryAt = needs.now() + pause * (0.5 + needs.random() / 2)
  }

  function forget() {
    line = null
    isOpen = false
    confirmed = new Set()
  }

  function hangUp() {
    const open = line
    forget()
    open?.close()
  }

  function sendSoon() {
    clearTimeout(sending)
    sending = setTimeout(send, TOGETHER_MS)
  }

  function send() {
    if (!isOpen || line === null) return
    sentAt = needs.now()
    const token = needs.token()
    const topics = [...new Set([...watchers].flatMap((w) => w.topics))].slice(0, MOST_TOPICS)
    line.send(JSON.stringify({ action: 'watch', topics, ...(token === null ? {} : { token }) }))
  }

  function told(text: string) {
    const { watching, changed, code } = heard(text)
    if (watching !== null) {
      failures = 0
      const before = confirmed
      confirmed = new Set(watching)
      for (const watcher of watchers) {
        if (!isWatched(watcher) || watcher.topics.every((topic) => before.has(topic))) continue
        // nobody was told of what changed since it was asked, up to now
        if (needs.now() - watcher.askedAt > FRESH_MS) ask(watcher)
        else askSoon(watcher)
      }
    }
    for (const watcher of watchers) {
      if (watcher.topics.some((topic) => changed.includes(topic))) askSoon(watcher)
    }
    if (code === 'not_logged_in' && needs.now() - renewedAt > UNWATCHED_MS) {
      renewedAt = needs.now()
      needs.renew().then(send, () => undefined)
    }
  }

  function isWatched(watcher: Watcher): boolean {
    return watcher.topics.every((topic) => confirmed.has(topic))
  }

  function askSoon(watcher: Watcher) {
    watcher.timer ??= setTimeout(
      () => {
        watcher.timer = undefined
        if (needs.isAwake()) ask(watcher)
      },
      ASK_AFTER_MS + needs.random() * SPREAD_MS,
    )
  }

  function ask(watcher: Watcher) {
    clearTimeout(watcher.timer)
    watcher.timer = undefined
    watcher.askedAt = needs.now()
    watcher.ask()
  }

  function woke() {
    const wasAsleep = asleepSince !== null
    nextTryAt = needs.now()
    if (watchers.size === 0) return
    if (needs.isAwake() && wasAsleep) for (const watcher of watchers) ask(watcher)
    tick()
  }

  return {
    watch(topics, asks) {
      const watcher: Watcher = { topics, ask: asks, askedAt: needs.now(), timer: undefined }
      watchers.add(watcher)
      ticking ??= setInterval(tick, TICK_MS)
      if (line === null && needs.isAwake() && needs.now() >= nextTryAt) connect()
      if (!isWatched(watcher)) sendSoon()
      return () => {
        clearTimeout(watcher.timer)
        watchers.delete(watcher)
        if (watchers.size > 0) return
        clearInterval(ticking)
        ticking = undefined
        setTimeout(() => watchers.size === 0 && hangUp(), UNWATCHED_MS)
      }
    },
    woke,
    restart() {
      hangUp()
      nextTryAt = needs.now()
    },
  }
}

interface Heard {
  watching: string[] | null
  changed: string[]
  code: string | null
}

/** What the server said; nothing, if it is not in its words. */
export function heard(text: string): Heard {
  let said: Record<string, unknown> = {}
  try {
    said = (JSON.parse(text) as Record<string, unknown> | null) ?? {}
  } catch {
    // as if it had said nothing
  }
  const words = (value: unknown) =>
    Array.isArray(value) ? value.filter((word) => typeof word === 'string') : null
  return {
    watching: words(said.watching),
    changed: words(said.changed) ?? [],
    code: typeof said.code === 'string' ? said.code : null,
  }
}

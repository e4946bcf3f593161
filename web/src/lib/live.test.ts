import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import {
  AGAIN_MS,
  ASK_AFTER_MS,
  ASLEEP_MS,
  createLive,
  heard,
  type Line,
  type LineEvents,
  type Live,
  TOGETHER_MS,
  UNWATCHED_MS,
  WATCHED_MS,
} from './live'

interface Server extends LineEvents {
  sent: { topics: string[]; token?: string }[]
  isClosed: boolean
}

let servers: Server[]
let token: string | null
let isAwake: boolean
let renewals: number
let live: Live

const server = () => servers.at(-1) as Server
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const change = (...topics: string[]) => server().told(JSON.stringify({ changed: topics }))

async function accept() {
  server().opened()
  await pass(TOGETHER_MS)
  server().told(JSON.stringify({ watching: server().sent.at(-1)?.topics, refused: [] }))
}

beforeEach(() => {
  vi.useFakeTimers()
  servers = []
  token = null
  isAwake = true
  renewals = 0
  live = createLive({
    open(events): Line {
      const made: Server = { ...events, sent: [], isClosed: false }
      servers.push(made)
      return { send: (text) => made.sent.push(JSON.parse(text)), close: () => (made.isClosed = true) }
    },
    token: () => token,
    renew: async () => {
      renewals += 1
      token = 'new'
    },
    isAwake: () => isAwake,
    now: () => Date.now(),
    random: () => 0,
  })
})

afterEach(() => vi.useRealTimers())

it('opens one line for all that is watched, and names each topic once', async () => {
  token = 'mine'
  live.watch(['station:a', 'me'], () => {})
  live.watch(['station:a'], () => {})
  server().opened()
  await pass(TOGETHER_MS)

  expect(servers).toHaveLength(1)
  expect(server().sent.at(-1)).toEqual({ action: 'watch', topics: ['station:a', 'me'], token: 'mine' })
})

it('asks once for many words of one second, and only who shows what changed', async () => {
  const [here, there] = [vi.fn(), vi.fn()]
  live.watch(['station:a'], here)
  live.watch(['station:b'], there)
  await accept()
  await pass(ASK_AFTER_MS)
  here.mockClear()
  there.mockClear()

  change('station:a')
  await pass(ASK_AFTER_MS / 2)
  change('station:a', 'me')
  await pass(ASK_AFTER_MS)

  expect(here).toHaveBeenCalledTimes(1)
  expect(there).not.toHaveBeenCalled()
})

it('asks once more when what was asked is watched, since nobody was told of what changed meanwhile', async () => {
  const [first, later] = [vi.fn(), vi.fn()]
  live.watch(['station:a'], first)
  await accept()
  change('station:a')
  await pass(ASK_AFTER_MS)
  expect(first).toHaveBeenCalledTimes(1)

  live.watch(['station:a', 'me'], later)
  await accept()
  await pass(ASK_AFTER_MS)
  expect(later).toHaveBeenCalledTimes(1)
  expect(first).toHaveBeenCalledTimes(1)
})

it('asks at intervals as long as nothing is watched, and seldom while it is', async () => {
  const ask = vi.fn()
  live.watch(['station:a'], ask)
  await pass(3 * UNWATCHED_MS)
  expect(ask).toHaveBeenCalledTimes(3)

  await accept()
  await pass(ASK_AFTER_MS)
  ask.mockClear()
  await pass(WATCHED_MS - UNWATCHED_MS)
  expect(ask).not.toHaveBeenCalled()
  await pass(UNWATCHED_MS + ASK_AFTER_MS)
  expect(ask).toHaveBeenCalledTimes(1)
})

it('asks for what it may not watch at intervals', async () => {
  const ask = vi.fn()
  live.watch(['network:private'], ask)
  server().opened()
  server().told('{"watching": [], "refused": ["network:private"]}')
  await pass(UNWATCHED_MS)

  expect(ask).toHaveBeenCalledTimes(1)
})

it('comes back by itself, and asks once for what it may have missed', async () => {
  const ask = vi.fn()
  live.watch(['station:a'], ask)
  await accept()
  await pass(5000)
  ask.mockClear()
  server().gone()
  await pass(2000)
  expect(servers).toHaveLength(2)
  expect(ask).not.toHaveBeenCalled()
  await accept()

  expect(ask).toHaveBeenCalledTimes(1)
})

it('waits longer after each line that is lost at once', async () => {
  live.watch(['station:a'], () => {})
  const tries: number[] = []
  for (let seconds = 0; seconds < 60; seconds += 1) {
    if (servers.length > tries.length) {
      tries.push(seconds)
      server().gone()
    }
    await pass(1000)
  }

  const pauses = tries.slice(1).map((at, i) => at - (tries[i] ?? 0))
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
  expect(tries.length).toBeLessThan(8)
})

it('asks for nothing while nobody sees the page, hangs up, and asks once when somebody does', async () => {
  const ask = vi.fn()
  live.watch(['station:a'], ask)
  await accept()
  isAwake = false
  live.woke()
  change('station:a')
  await pass(ASLEEP_MS + 2 * WATCHED_MS)

  expect(ask).not.toHaveBeenCalled()
  expect(server().isClosed).toBe(true)

  isAwake = true
  live.woke()
  expect(ask).toHaveBeenCalledTimes(1)
  expect(servers).toHaveLength(2)
})

it('says again what it watches before the server forgets it', async () => {
  live.watch(['station:a'], () => {})
  await accept()
  const said = server().sent.length
  await pass(AGAIN_MS + 1000)

  expect(server().sent).toHaveLength(said + 1)
})

it('renews a login that is no longer good, and says it again', async () => {
  token = 'old'
  live.watch(['me'], () => {})
  server().opened()
  await pass(TOGETHER_MS)
  server().told('{"code": "not_logged_in"}')
  server().told('{"code": "not_logged_in"}')
  await pass(0)

  expect(renewals).toBe(1)
  expect(server().sent.at(-1)?.token).toBe('new')
})

it('lets the line go when nothing is shown any more', async () => {
  const end = live.watch(['station:a'], () => {})
  await accept()
  end()
  await pass(UNWATCHED_MS)

  expect(server().isClosed).toBe(true)
})

it('watches anew as somebody else', async () => {
  live.watch(['me'], () => {})
  await accept()
  live.restart()
  await pass(1000)

  expect(servers[0]?.isClosed).toBe(true)
  expect(servers).toHaveLength(2)
})

it.each(['', '[]', 'null', '{"changed": "me"}', '{"changed": [1]}', '{"watching": 3}'])(
  'leaves %s be',
  (text) => {
    expect(heard(text)).toEqual({ watching: null, changed: [], code: null })
  },
)

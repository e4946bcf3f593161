import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { Problem } from '../api/http'
import { live } from '../api/live'

export type Loaded<T> =
  | { state: 'loading'; data: null; problem: null }
  | { state: 'ready'; data: T; problem: Problem | null }
  | { state: 'failed'; data: null; problem: Problem }

export interface Load<T> {
  loaded: Loaded<T>
  reload: () => void
  /** Puts in what an answer has told, without asking again. */
  put: (data: T) => void
}

const NOTHING: readonly string[] = []
const LOADING = { state: 'loading', data: null, problem: null } as const

/**
 * Loads by `load`, anew whenever `key` changes, and, while the page is visible, whenever one of the topics
 * `live` may have changed (docs/live.md names them). Once something was shown, a failing reload keeps it and tells the problem beside it.
 */
export function useLoad<T>(
  key: string,
  load: () => Promise<T>,
  { live: topics = NOTHING }: { live?: readonly string[] } = {},
): Load<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>(LOADING)
  const [turn, setTurn] = useState(0)
  const latest = useRef(load)
  latest.current = load
  const shownKey = useRef(key)

  useEffect(() => {
    let current = true
    if (shownKey.current !== key) setLoaded(LOADING)
    shownKey.current = key
    latest.current().then(
      (data) => current && setLoaded({ state: 'ready', data, problem: null }),
      (error: unknown) => current && setLoaded((before) => failed(before, asProblem(error))),
    )
    return () => {
      current = false
    }
  }, [key, turn])

  const reload = useCallback(() => setTurn((n) => n + 1), [])
  useWatch(topics, reload)
  const put = useCallback((data: T) => setLoaded({ state: 'ready', data, problem: null }), [])
  return { loaded: shownKey.current === key ? loaded : LOADING, reload, put }
}

function failed<T>(before: Loaded<T>, problem: Problem): Loaded<T> {
  const goneFor = problem.status === 404 || problem.status === 401
  if (before.state === 'ready' && !goneFor) return { ...before, problem }
  return { state: 'failed', data: null, problem }
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem(500, { code: 'client_fault' })
}

/** Calls `ask` whenever one of `topics` may have changed, while the page is visible. */
export function useWatch(topics: readonly string[], ask: () => void): void {
  const latest = useRef(ask)
  latest.current = ask
  useEffect(
    () => (topics.length === 0 ? undefined : live.watch(topics, () => latest.current())),
    [topics.join(' ')],
  )
}

/** Calls `tick` every `everyMs` while the page is visible, and once when it becomes visible again. */
export function useInterval(tick: () => void, everyMs: number | undefined): void {
  useEffect(() => {
    if (everyMs === undefined) return
    const timer = setInterval(() => document.visibilityState === 'visible' && tick(), everyMs)
    const onVisible = () => document.visibilityState === 'visible' && tick()
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onVisible)
    }
  }, [tick, everyMs])
}

/** The time, moving on every `everyMs`. */
export function useNow(everyMs: number): Date {
  const [now, setNow] = useState(() => new Date())
  const tick = useCallback(() => setNow(new Date()), [])
  useInterval(tick, everyMs)
  return now
}

export interface Action<A extends unknown[]> {
  /** Does it; true when the server agreed. */
  run: (...args: A) => Promise<boolean>
  busy: boolean
  problem: Problem | null
  clear: () => void
}

/** A wish that is sent to the server: one at a time, with what it answered when it refused. */
export function useAction<A extends unknown[]>(act: (...args: A) => Promise<void>): Action<A> {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const running = useRef(false)

  async function run(...args: A): Promise<boolean> {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setProblem(null)
    try {
      await act(...args)
      return true
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return false
      if (!(error instanceof Problem)) console.error(error)
      setProblem(asProblem(error))
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }

  return { run, busy, problem, clear: () => setProblem(null) }
}

/** A signal that is aborted when the component goes. */
export function useGone(): AbortSignal {
  const [controller] = useState(() => new AbortController())
  useEffect(() => () => controller.abort(), [controller])
  return controller.signal
}

/** The value once it has stayed the same for a while: what is typed is not asked about at every key. */
export function useSettled<T>(value: T, ms = 300): T {
  const [settled, setSettled] = useState(value)
  const key = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [key])
  return settled
}

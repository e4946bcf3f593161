import { fieldWords } from '../lib/problem-words'
import type { Shelf } from '../lib/seen'
import type { InTheWay, Login, ProblemBody, RefusedTime, Violation } from './types'

/** A refusal or failure in the server's words; `status` 0 means that no answer came. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly fields: Readonly<Record<string, string>>
  readonly violations: readonly Violation[]
  readonly refused: readonly RefusedTime[]
  readonly inTheWay: readonly InTheWay[]
  readonly oddities: readonly string[]
  readonly retryAfterSeconds: number | null
  /** Finds a fault of the server in its logs; null for what it refused rightly. */
  readonly correlationId: string | null
  /** All that the server told, for what only one place asks about. */
  readonly facts: ProblemBody

  constructor(status: number, body: ProblemBody, correlationId: string | null = null) {
    super(body.detail ?? body.title ?? '')
    this.status = status
    this.code = body.code ?? (status === 0 ? 'offline' : `http_${status}`)
    this.detail = this.message
    this.fields = Object.fromEntries((body.errors ?? []).map((fault) => [fault.field, fieldWords(fault)]))
    this.violations = body.violations ?? []
    this.refused = body.refused ?? []
    this.inTheWay = body.in_the_way ?? []
    this.oddities = body.oddities ?? []
    this.retryAfterSeconds = body.retry_after_seconds ?? null
    this.correlationId = status >= 500 ? (text(body.correlation_id) ?? correlationId) : null
    this.facts = body
  }
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

interface Wish {
  method: Method
  path: string
  body?: unknown
  signal?: AbortSignal | undefined
  /** The answer is a file, not JSON. */
  isFile?: boolean
  /** Hears what stands in the answer's head. */
  onHeaders?: ((headers: Headers) => void) | undefined
}

let accessToken: string | null = null
let onLoggedOut: () => void = () => {}
let onTokenSet: () => void = () => {}
let renewing: Promise<Login | null> | null = null
let shelf: Shelf | null = null
let onTold: (seenAt: Date | null) => void = () => {}
let isLoginOwed = false
const versions = new Map<string, string>()
const openWishes = new Map<string, string>()

export function setAccessToken(token: string | null): void {
  accessToken = token
  onTokenSet()
}

/** Calls back when somebody has logged in or out. */
export function whenTokenSet(callback: () => void): void {
  onTokenSet = callback
}

/** What proves who asks, as long as it is good. */
export function bearerToken(): string | null {
  return accessToken
}

/** Calls back when the server no longer takes our login and it cannot be renewed. */
export function whenLoggedOut(callback: () => void): void {
  onLoggedOut = callback
}

/** Answers are laid on this shelf, and taken from it while no others can be had. */
export function keepAnswersOn(next: Shelf | null): void {
  shelf = next
}

/** Calls back at each answer to a GET: null, or when it was seen if it is one from the shelf. */
export function whenTold(callback: (seenAt: Date | null) => void): void {
  onTold = callback
}

/** Somebody reads as logged in whose login could not be renewed for want of a connection: it is tried at each call. */
export function oweLogin(owed: boolean): void {
  isLoginOwed = owed
}

export async function call<T>(wish: Wish): Promise<T> {
  if (wish.path.startsWith('/v1/auth/')) return read<T>(wish, await send(wish))
  const isReading = wish.method === 'GET' && wish.isFile !== true
  const mine = isReading ? shelf : null
  try {
    const answer = await ask<T>(wish)
    mine?.keep(wish.path, answer).catch(() => {}) // there is no room: then there is nothing to read offline
    if (isReading) onTold(null)
    return answer
  } catch (error) {
    const found = hasNoAnswer(error) ? ((await mine?.find(wish.path)) ?? null) : null
    if (found === null) throw error
    onTold(found.at)
    return found.body as T
  }
}

function hasNoAnswer(error: unknown): boolean {
  return error instanceof Problem && error.status === 0
}

async function ask<T>(wish: Wish): Promise<T> {
  if (isLoginOwed && accessToken === null) await payLogin()
  if (renewing !== null) await renewing.catch(() => null)
  const sentWith = accessToken
  let response = await send(wish)
  if (response.status === 401 && sentWith !== null && (await isLoginOver(response))) {
    if (await isRenewedSince(sentWith)) response = await send(wish)
    else onLoggedOut()
  }
  return read<T>(wish, response)
}

/** A password that is asked for and wrong is 401, too: no new login makes it right, and a second try would count. */
async function isLoginOver(response: Response): Promise<boolean> {
  const body = parseJson(await response.clone().text())
  return !isRecord(body) || body.code !== 'wrong_credentials'
}

async function payLogin(): Promise<void> {
  if ((await renewLogin().catch(() => undefined)) === null) onLoggedOut()
}

async function isRenewedSince(refused: string): Promise<boolean> {
  if (renewing === null && accessToken !== refused) return accessToken !== null
  return (await renewLogin()) !== null
}

async function send(wish: Wish): Promise<Response> {
  if (wish.method !== 'GET' && navigator.onLine === false) throw new Problem(0, { code: 'no_connection' })
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (accessToken !== null) headers.Authorization = `Bearer ${accessToken}`
  if (wish.body !== undefined) headers['Content-Type'] = 'application/json'
  if (wish.method === 'POST') headers['Idempotency-Key'] = idempotencyKey(wish)
  const version = versions.get(wish.path)
  if (wish.method === 'PATCH' && version !== undefined) headers['If-Match'] = version
  try {
    return await fetch(wish.path, {
      method: wish.method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      body: wish.body === undefined ? null : JSON.stringify(wish.body),
      signal: wish.signal ?? null,
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Problem(0, { code: 'offline' })
  }
}

async function read<T>(wish: Wish, response: Response): Promise<T> {
  if (response.status < 500) openWishes.delete(wishName(wish))
  wish.onHeaders?.(response.headers)
  if (wish.isFile === true && response.ok) return (await response.blob()) as T
  const text = await response.text()
  const body: unknown = text === '' ? undefined : parseJson(text)
  if (!response.ok) {
    const told = isRecord(body) ? body : {}
    throw new Problem(response.status, told, response.headers.get('X-Correlation-Id'))
  }
  if (text !== '' && body === undefined) {
    throw new Problem(response.status, { code: 'not_json' })
  }
  const version = response.headers.get('ETag')
  if (version !== null) versions.set(wish.path, version)
  return body as T
}

/** One key per wish: kept while no answer came, so that trying again cannot do it twice. */
function idempotencyKey(wish: Wish): string {
  const name = wishName(wish)
  const key = openWishes.get(name) ?? randomKey()
  openWishes.set(name, key)
  return key
}

function wishName(wish: Wish): string {
  return `${wish.method} ${wish.path} ${JSON.stringify(wish.body)}`
}

function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join(
    '',
  )
}

/** Gets a new access token by the refresh cookie; null when there is no login to renew. */
export function renewLogin(): Promise<Login | null> {
  renewing ??= oneTabAtATime(refresh).finally(() => {
    renewing = null
  })
  return renewing
}

async function refresh(): Promise<Login | null> {
  const wish: Wish = { method: 'POST', path: '/v1/auth/refresh', body: {} }
  accessToken = null
  try {
    const login = await read<Login>(wish, await send(wish))
    accessToken = login.access_token
    return login
  } catch (error) {
    if (error instanceof Problem && error.status >= 400 && error.status < 500) return null
    throw error
  }
}

/** Two tabs renewing with one refresh token would look like theft and end the login. */
function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request('plugnexus-login', work) : work()
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

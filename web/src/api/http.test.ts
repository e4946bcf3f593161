import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepAnswersOn, type Problem, setAccessToken, whenLoggedOut, whenTold } from './http'
import { get, patch, post } from './routes'

interface Sent {
  method: string
  path: string
  headers: Record<string, string>
}

let sent: Sent[]
let answers: (() => Response)[]

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers })
const lost = (): Response => {
  throw new TypeError('Failed to fetch')
}
const login = { access_token: 'new', account: {} }

beforeEach(() => {
  sent = []
  answers = []
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('fetch', async (path: string, init: { method: string; headers: Record<string, string> }) => {
    sent.push({ method: init.method, path, headers: init.headers })
    const answer = answers.shift()
    if (answer === undefined) throw new Error(`nobody expected ${init.method} ${path}`)
    return answer()
  })
  setAccessToken(null)
})

afterEach(() => vi.unstubAllGlobals())

it('renews the login once when it is not taken any more, and asks again', async () => {
  setAccessToken('old')
  answers = [
    () => json(401, { code: 'not_logged_in' }),
    () => json(200, login),
    () => json(200, { items: [] }),
  ]

  const page = await get('/v1/networks')

  expect(page).toEqual({ items: [] })
  expect(sent.map((s) => [s.method, s.path, s.headers.Authorization])).toEqual([
    ['GET', '/v1/networks', 'Bearer old'],
    ['POST', '/v1/auth/refresh', undefined],
    ['GET', '/v1/networks', 'Bearer new'],
  ])
})

it('renews it once for requests that fail together', async () => {
  setAccessToken('old')
  const refused = () => json(401, { code: 'not_logged_in' })
  answers = [refused, refused, () => json(200, login), () => json(200, 1), () => json(200, 2)]

  const both = await Promise.all([get('/v1/me'), get('/v1/networks')])

  expect(both.toSorted()).toEqual([1, 2])
  expect(sent.map((s) => s.headers.Authorization)).toEqual([
    'Bearer old',
    'Bearer old',
    undefined,
    'Bearer new',
    'Bearer new',
  ])
})

it('tells that the login is over when it cannot be renewed', async () => {
  const over = vi.fn()
  whenLoggedOut(over)
  setAccessToken('old')
  answers = [() => json(401, { code: 'not_logged_in' }), () => json(401, { code: 'refresh_refused' })]

  await expect(get('/v1/me')).rejects.toMatchObject({ status: 401, code: 'not_logged_in' })

  expect(over).toHaveBeenCalledOnce()
})

it('asks once with a password that is wrong, and keeps the login', async () => {
  const over = vi.fn()
  whenLoggedOut(over)
  setAccessToken('good')
  answers = [() => json(401, { code: 'wrong_credentials' })]

  await expect(post('/v1/me/erase', {}, { password: 'x' })).rejects.toMatchObject({
    code: 'wrong_credentials',
  })

  expect(sent).toHaveLength(1)
  expect(over).not.toHaveBeenCalled()
})

it('keeps the key of a wish while no answer came, and takes a fresh one after it did', async () => {
  const period = { start_date_time: 'a', end_date_time: 'b' }
  answers = [lost, () => json(409, { code: 'booking_refused' }), () => json(201, {})]

  await expect(post('/v1/chargers/{charger_id}/bookings', { charger_id: 'c' }, period)).rejects.toMatchObject(
    { status: 0, code: 'offline' },
  )
  await expect(post('/v1/chargers/{charger_id}/bookings', { charger_id: 'c' }, period)).rejects.toMatchObject(
    { code: 'booking_refused' },
  )
  await post('/v1/chargers/{charger_id}/bookings', { charger_id: 'c' }, period)

  const [first, second, third] = sent.map((s) => s.headers['Idempotency-Key'])
  expect(second).toBe(first)
  expect(third).not.toBe(first)
})

it('says which version it changes', async () => {
  answers = [() => json(200, {}, { ETag: '"7"' }), () => json(200, {})]

  await get('/v1/stations/{station_id}', { station_id: 's' })
  await patch('/v1/stations/{station_id}', { station_id: 's' }, { name: 'x' })

  expect(sent[1]?.headers['If-Match']).toBe('"7"')
})

it('puts values where the path names them, the others into its query, and leaves out what is empty', async () => {
  answers = [() => json(200, { items: [] })]

  await get('/v1/networks/{network_id}/policy-changes', {
    network_id: 'a/{limit}$&',
    limit: 10,
    cursor: null,
    station_id: '',
    charger_id: 'c d',
  })

  expect(sent[0]?.path).toBe('/v1/networks/a%2F%7Blimit%7D%24%26/policy-changes?limit=10&charger_id=c+d')
})

it('gives a refusal in the words of the server', async () => {
  const errors = [{ field: 'email', detail: 'Not an address.' }]
  answers = [() => json(400, { code: 'invalid_request', detail: 'No.', errors, retry_after_seconds: 3 })]

  const problem = await post('/v1/me/feed').catch((error: Problem) => error)

  expect(problem).toMatchObject({
    code: 'invalid_request',
    detail: 'No.',
    fields: { email: 'Not an address.' },
    retryAfterSeconds: 3,
  })
})

it('does not take a page for an answer', async () => {
  answers = [() => new Response('<!doctype html>', { status: 200 })]

  await expect(get('/v1/me')).rejects.toMatchObject({ code: 'not_json' })
})

it('tells what was seen last when no answer comes, and when that was', async () => {
  const at = new Date('2026-06-01T12:00:00Z')
  const told: (Date | null)[] = []
  const kept: unknown[] = []
  keepAnswersOn({
    keep: async (path, body) => void kept.push([path, body]),
    find: async (path) => (path === '/v1/networks' ? { body: { items: [1] }, at } : null),
  })
  whenTold((seenAt) => told.push(seenAt))
  answers = [() => json(200, { items: [2] }), lost, lost]

  expect(await get('/v1/networks')).toEqual({ items: [2] })
  expect(await get('/v1/networks')).toEqual({ items: [1] })
  await expect(get('/v1/me')).rejects.toMatchObject({ status: 0, code: 'offline' })

  expect(kept).toEqual([['/v1/networks', { items: [2] }]])
  expect(told).toEqual([null, at])
  keepAnswersOn(null)
})

it('sends nothing that changes something while there is no connection, and says so at once', async () => {
  vi.stubGlobal('navigator', { onLine: false })

  await expect(post('/v1/networks/join', {}, { code: 'a' })).rejects.toMatchObject({ code: 'no_connection' })

  expect(sent).toEqual([])
})

it.each([
  ['in its body', 500, { correlation_id: 'abc-1' }, {}, 'abc-1'],
  ['in its head, where something before the API failed', 502, {}, { 'X-Correlation-Id': 'abc-2' }, 'abc-2'],
  ['nowhere', 503, {}, {}, null],
  ['though what was refused needs none', 404, {}, { 'X-Correlation-Id': 'abc-3' }, null],
])('a fault is found in the logs by its number %s', async (_where, status, body, headers, number) => {
  answers = [() => json(status, body, headers)]

  const fault = await get('/v1/me').catch((error: Problem) => error)

  expect((fault as Problem).correlationId).toBe(number)
})

/** The routes of `/v1` as the API itself describes them: which there are, what each takes, what it answers. */
import { call, type Method } from './http'
import type { components, paths } from './schema'

export type Schemas = components['schemas']

type Verb = Lowercase<Method>
/** The paths that answer to a method. */
type Path<V extends Verb> = {
  [P in keyof paths]: paths[P] extends Record<V, unknown> ? P : never
}[keyof paths]
type Operation<P extends keyof paths, V extends Verb> = paths[P] extends Record<V, infer O> ? O : never

type Part<O, Where extends 'path' | 'query'> = O extends { parameters: { [W in Where]?: infer Told } }
  ? [Told] extends [undefined]
    ? unknown
    : NonNullable<Told>
  : unknown
/** What can be left out of a query may also be null, undefined or empty: then it is. */
type Query<Told> = {
  [K in keyof Told]: object extends Pick<Told, K> ? Told[K] | null | undefined | '' : Told[K]
}
/** What fills the path and its query, by name. */
type Given<O> = Part<O, 'path'> & Query<Part<O, 'query'>>
type Json<T> = { content: { 'application/json': T } }
type Body<O> = O extends { requestBody: Json<infer B> } ? B : never

type Success<R> = {
  [Status in Exclude<keyof R, 'default'>]: R[Status] extends Json<infer A> ? A : undefined
}[Exclude<keyof R, 'default'>]
type Answer<P extends keyof paths, V extends Verb> = Promise<
  Operation<P, V> extends { responses: infer R } ? Success<R> : never
>

/** An argument that can be left out where nothing of it is needed. */
type Argument<T> = object extends T ? [given?: T] : [given: T]
type Arguments<O> = O extends { requestBody: unknown }
  ? object extends Body<O>
    ? [...Argument<Given<O>>, body?: Body<O>]
    : [given: Given<O>, body: Body<O>]
  : Argument<Given<O>>

/** What a path is asked with. */
export type Question<P extends Path<'get'>> = Given<Operation<P, 'get'>>

/** What it is answered with. */
export type Told<P extends Path<'get'>> = Awaited<Answer<P, 'get'>>

export function get<P extends Path<'get'>>(
  path: P,
  ...rest: [...Argument<Given<Operation<P, 'get'>>>, signal?: AbortSignal]
): Answer<P, 'get'> {
  const [given, signal] = rest as unknown as [Values?, AbortSignal?]
  return call({ method: 'GET', path: address(path, given), signal })
}

/** What a path gives as a file. */
export function getFile<P extends Path<'get'>>(
  path: P,
  given: Given<Operation<P, 'get'>>,
  onHeaders?: (headers: Headers) => void,
): Promise<Blob> {
  return call({ method: 'GET', path: address(path, given as Values), isFile: true, onHeaders })
}

export const post = writing<'post'>('POST')
export const put = writing<'put'>('PUT')
export const patch = writing<'patch'>('PATCH')

export function remove<P extends Path<'delete'>>(
  path: P,
  given: Given<Operation<P, 'delete'>>,
): Answer<P, 'delete'> {
  return call({ method: 'DELETE', path: address(path, given as Values) })
}

function writing<V extends 'post' | 'put' | 'patch'>(method: Uppercase<V>) {
  return <P extends Path<V>>(path: P, ...rest: Arguments<Operation<P, V>>): Answer<P, V> => {
    const [given, body = {}] = rest as [Values?, unknown?]
    return call({ method, path: address(path, given), body })
  }
}

type Values = Record<string, string | number | boolean | null | undefined>

/** Values go where the path names them, the others into its query. */
function address(path: string, given: Values = {}): string {
  const query = new URLSearchParams()
  let filled = path
  for (const [name, value] of Object.entries(given)) {
    const before = filled
    filled = filled.replace(`{${name}}`, encodeURIComponent(String(value)))
    if (filled === before && value !== null && value !== undefined && value !== '')
      query.set(name, String(value))
  }
  return query.size === 0 ? filled : `${filled}?${query}`
}

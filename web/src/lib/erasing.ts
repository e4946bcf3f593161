/** What stands in the way of erasing an account, as the server's refusal names it. */
import type { Problem } from '../api/http'

export interface Hurdles {
  /** Networks that would be nobody's. */
  networks: readonly { network_id: string; name: string }[]
  /** Sessions that go on. */
  sessions: readonly string[]
}

/** Null where it was refused for another reason. */
export function hurdlesOf({ code, facts }: Pick<Problem, 'code' | 'facts'>): Hurdles | null {
  if (code !== 'last_owner' && code !== 'session_running') return null
  return {
    networks: list(facts.networks).filter(isNetwork),
    sessions: list(facts.session_ids).filter(isText),
  }
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const isText = (value: unknown): value is string => typeof value === 'string'

function isNetwork(value: unknown): value is Hurdles['networks'][number] {
  const { network_id, name } = (value ?? {}) as Record<string, unknown>
  return isText(network_id) && isText(name)
}

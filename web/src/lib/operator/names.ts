import { networks } from '../../api/client'
import { words } from '../../words'
import { useLoad } from '../hooks'

const w = words('operating')

/** The names of a network's members, by account; empty until they are known. */
export function useNames(networkId: string | undefined): ReadonlyMap<string, string> {
  const load = useLoad(networkId ?? '', async () => {
    const names = new Map<string, string>()
    if (networkId === undefined) return names
    let cursor: string | null = null
    do {
      const page = await networks.members(networkId, cursor)
      for (const { account_id, name } of page.items) if (name !== null) names.set(account_id, name)
      cursor = page.next_cursor
    } while (cursor !== null)
    return names
  })
  return load.loaded.data ?? new Map()
}

/** Who asked: a member by name, or PlugNexus itself. */
export function nameWords(account: string | null, names: ReadonlyMap<string, string>): string {
  return account === null ? 'PlugNexus' : (names.get(account) ?? w.somebodyWhoLeft)
}

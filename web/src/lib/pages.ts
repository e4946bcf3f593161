import { useEffect, useState } from 'preact/hooks'
import type { Page } from '../api/types'
import { type Action, type Load, useAction, useLoad, useWatch } from './hooks'

export interface Pages<T> {
  load: Load<T[]>
  /** Present while there is more to show. */
  more: Action<[]> | null
}

/**
 * A list that comes in pages: the first at once, each further one when asked for. Where it is all of the list,
 * it comes anew whenever one of the topics `live` may have changed.
 */
export function usePages<T>(
  key: string,
  ask: (cursor: string | null) => Promise<Page<T>>,
  { live = [] }: { live?: readonly string[] } = {},
): Pages<T> {
  const [next, setNext] = useState<string | null>(null)
  const load = useLoad(key, async () => {
    const page = await ask(null)
    setNext(page.next_cursor)
    return page.items
  })
  const more = useAction(async () => {
    const page = await ask(next)
    load.put([...(load.loaded.data ?? []), ...page.items])
    setNext(page.next_cursor)
  })
  useEffect(() => setNext(null), [key])
  useWatch(next === null ? live : [], load.reload)
  return { load, more: next === null ? null : more }
}

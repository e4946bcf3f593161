/** All that is kept about somebody, gathered into one file. */
import type { Page } from '../api/types'

/** Every item of a list that comes in pages, telling on the way how many there are. */
export async function gather<T>(
  ask: (cursor: string | null) => Promise<Page<T>>,
  tell: (count: number) => void,
): Promise<T[]> {
  const items: T[] = []
  let cursor: string | null = null
  do {
    const page: Page<T> = await ask(cursor)
    items.push(...page.items)
    tell(items.length)
    cursor = page.next_cursor
  } while (cursor !== null)
  return items
}

/** The data of each kind, in the order in which they came. */
export function byKind<T>(items: readonly { kind: string; data: T }[]): Record<string, T[]> {
  const kinds: Record<string, T[]> = {}
  for (const { kind, data } of items) {
    const alike = kinds[kind] ?? []
    alike.push(data)
    kinds[kind] = alike
  }
  return kinds
}

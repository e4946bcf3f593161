import type { RefObject } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'

/** Where the focus goes when what had it is gone from the page, as a row that was removed. */
export function useFocusAfter<T extends HTMLElement>(): [place: RefObject<T | null>, gone: () => void] {
  const place = useRef<T>(null)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (turn > 0) place.current?.focus()
  }, [turn])
  return [place, useCallback(() => setTurn((n) => n + 1), [])]
}

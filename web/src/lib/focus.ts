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

/** Gives the focus to the page's heading when a list of `count` rows has lost the row that had it. */
export function useFocusKept(count: number | undefined): void {
  const before = useRef(count)
  useEffect(() => {
    if (count === undefined) return
    const isLost = document.activeElement === document.body
    if (count < (before.current ?? 0) && isLost) document.querySelector('h1')?.focus({ preventScroll: true })
    before.current = count
  }, [count])
}

/** For the button that opens a part of the page: it gets the focus back when the part closes that had it. */
export function useFocusBack<T extends HTMLElement>(isOpen: boolean): RefObject<T | null> {
  const opener = useRef<T>(null)
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    if (wasOpen.current && !isOpen && document.activeElement === document.body) opener.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  return opener
}

/** What is typed and not yet saved: kept over a reload of the page, and asked about before it is left. */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'

const KEY = 'plugnexus.draft.'

const unsaved = new Set<symbol>()

/** Whether a form on the page holds what would be lost by leaving it. */
export function isAnythingUnsaved(): boolean {
  return unsaved.size > 0
}

/** While `isUnsaved`, from the keystroke on, leaving the page is asked about: by its own links and by the browser. */
export function useUnsaved(isUnsaved: boolean): void {
  useLayoutEffect(() => {
    if (!isUnsaved) return
    const mine = Symbol('unsaved')
    unsaved.add(mine)
    return () => {
      unsaved.delete(mine)
    }
  }, [isUnsaved])
}

/** Has the browser ask before the page is closed or loaded anew with something unsaved in it. */
export function guardUnsaved(): void {
  addEventListener('beforeunload', (event) => {
    if (isAnythingUnsaved()) event.preventDefault()
  })
}

/** Keeps a value of the page over a reload while it `isUnsaved`, and has leaving asked about; `draftOf` gives it back. */
export function useKept(name: string, value: unknown, isUnsaved: boolean): void {
  useUnsaved(isUnsaved)
  useLayoutEffect(() => keepDraft(name, isUnsaved ? value : null), [name, value, isUnsaved])
}

/**
 * State of a form, by a name that is the form's alone: it is still there after a reload, in this tab, until `done` says
 * that it was saved, and perhaps what the form goes on with. Unsaved is what differs from `initial`. `storable` leaves
 * out what must not be stored: that is gone after a reload.
 */
export function useDraft<T>(
  name: string,
  initial: T,
  storable: (value: T) => T = whole,
): [T, (next: T) => void, done: (next?: T) => void] {
  const [value, setValue] = useState<T>(() => draftOf<T>(name) ?? initial)
  const start = useRef(JSON.stringify(initial))
  const stored = useMemo(() => storable(value), [value])
  useKept(name, stored, JSON.stringify(value) !== start.current)
  const done = (next?: T) => {
    start.current = JSON.stringify(next ?? value)
    keepDraft(name, null)
    if (next !== undefined) setValue(next)
  }
  return [value, setValue, done]
}

const whole = <T>(value: T) => value

export function draftOf<T>(name: string): T | null {
  try {
    const kept = sessionStorage.getItem(KEY + name)
    return kept === null ? null : (JSON.parse(kept) as T)
  } catch {
    return null
  }
}

/** Null forgets it. */
export function keepDraft(name: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(KEY + name)
    else sessionStorage.setItem(KEY + name, JSON.stringify(value))
  } catch {
    // Storage is switched off or full: then it holds as long as the page.
  }
}

/** Of everybody who has used this tab. */
export function forgetDrafts(): void {
  try {
    const drafts = Object.keys(sessionStorage).filter((key) => key.startsWith(KEY))
    for (const key of drafts) sessionStorage.removeItem(key)
  } catch {
    // Storage is switched off: there is nothing to forget.
  }
}

/** What is edited of a policy: what has changed, what is sent, and what to do when somebody else was faster. */
import type { Classes, PolicyEdit, RuleName, Said, SomeRules } from '../api/policy'
import { RULES } from './policy-words'

export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const names = Object.keys(left)
  return (
    names.length === Object.keys(right).length && names.every((n) => n in right && isSame(left[n], right[n]))
  )
}

/** The rules, classes among them, that differ between two sayings. */
export function changedRules(before: Said, after: Said): (RuleName | 'classes')[] {
  const names: (RuleName | 'classes')[] = [...RULES, 'classes']
  return names.filter((name) => {
    if (name === 'classes') return !isSame(before.classes ?? {}, after.classes ?? {})
    return name in before !== name in after || !isSame(before[name], after[name])
  })
}

/** What is sent to bring `before` to `after`: rules that are said no more are unset, classes go as null. */
export function editOf(before: Said, after: Said): PolicyEdit {
  const said: Record<string, unknown> = {}
  const unset: (RuleName | 'classes')[] = []
  for (const name of changedRules(before, after)) {
    if (name === 'classes') said.classes = classEdit(before.classes ?? {}, after.classes ?? {})
    else if (name in after) said[name] = after[name]
    else unset.push(name)
  }
  return unset.length === 0 ? said : { ...said, unset }
}

function classEdit(before: Classes, after: Classes): Record<string, SomeRules | null> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  const changed = [...names].filter((name) => !isSame(before[name], after[name]))
  return Object.fromEntries(changed.map((name) => [name, after[name] ?? null]))
}

/** My draft on top of what somebody else has saved meanwhile: what I had not touched becomes theirs. */
export function rebased<T extends Said>(draft: T, before: T, theirs: T): T {
  const mine = new Set<string>(changedRules(before, draft))
  const merged: Record<string, unknown> = {}
  for (const name of [...RULES, 'classes']) {
    const source = (mine.has(name) ? draft : theirs) as Record<string, unknown>
    if (name in source) merged[name] = source[name]
  }
  return merged as T
}

/** The fields that the server refused and that belong to a rule; `under` is the class that they are in. */
export function refusedFields(fields: Readonly<Record<string, string>>, rule: string, under = ''): string[] {
  const name = `${under}${rule}`
  return Object.keys(fields).filter((field) => field === name || field.startsWith(`${name}.`))
}

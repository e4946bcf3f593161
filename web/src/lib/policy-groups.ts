/** The rules of a policy in the groups in which owners edit them, and what they are called. */
import type { RuleName } from '../api/policy'
import { words } from '../words'

const w = words('policy')

/** What a rule is called, member classes among them; its own name for one that is not known here. */
export function ruleLabel(rule: string): string {
  return (w.rules as Readonly<Record<string, string | undefined>>)[rule] ?? rule
}

export const isKnownRule = (rule: string): rule is RuleName =>
  GROUPS.some((group) => group.rules.some((known) => known === rule))

export interface Group {
  group: keyof typeof w.groups
  rules: readonly RuleName[]
}

export const GROUPS: readonly Group[] = [
  {
    group: 'basics',
    rules: [
      'grid_minutes',
      'min_duration_minutes',
      'max_duration_minutes',
      'max_advance_minutes',
      'min_notice_minutes',
      'max_active',
      'walk_up',
    ],
  },
  { group: 'fair', rules: ['quotas', 'prime_time', 'cooldown_minutes', 'buffer_minutes'] },
  {
    group: 'approval',
    rules: ['approval', 'approve_within_minutes', 'change_until_minutes', 'cancel_until_minutes'],
  },
  {
    group: 'plug',
    rules: ['early_start_minutes', 'noshow_timeout_minutes', 'late_stop_minutes', 'at_end'],
  },
  { group: 'misuse', rules: ['strikes', 'fees'] },
  { group: 'waitlist', rules: ['waiting'] },
  { group: 'closures', rules: ['closures'] },
]

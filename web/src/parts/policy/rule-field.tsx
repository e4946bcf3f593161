import type { Problem } from '../../api/http'
import type { RuleName, Rules } from '../../api/policy'
import { minutesWords } from '../../lib/time'
import { words } from '../../words'
import { Check, Select } from '../fields'
import { LengthField, NumberField } from '../length-field'
import { Closures } from './closures'
import { FeesFields, StrikesFields, WaitingFields } from './misuse-fields'
import { PrimeTimes } from './prime-times'
import { Quotas } from './quotas'

const w = words('policy')

/** What an empty length means. */
const noneOf = (rule: RuleName): string =>
  (w.ofNothing as Partial<Record<RuleName, string>>)[rule] ?? w.noLimit

export interface RuleProps<R extends RuleName = RuleName> {
  rule: R
  rules: Rules
  /** Where the rule stands in what is sent: empty, or `classes.<name>.`. */
  under: string
  classes: readonly string[]
  problem: Problem | null
  onInput: (value: Rules[R]) => void
}

/** The control that edits one rule, whichever it is. */
export function RuleField({ rule, rules, under, classes, problem, onInput }: RuleProps) {
  const name = `${under}${rule}`
  const label = w.rules[rule]
  switch (rule) {
    case 'grid_minutes':
      return (
        <Select
          label={label}
          value={String(rules.grid_minutes)}
          options={[5, 10, 15, 30, 60].map((m) => [String(m), minutesWords(m)] as const)}
          onInput={(m) => onInput(Number(m))}
        />
      )
    case 'max_active':
      return (
        <NumberField
          label={label}
          name={name}
          value={rules.max_active}
          onInput={(count) => onInput(count)}
          problem={problem}
          none={w.noLimit}
        />
      )
    case 'walk_up':
      return <Check label={w.walkUpLabel} checked={rules.walk_up} onInput={onInput} />
    case 'quotas':
      return <Quotas name={name} value={rules.quotas} onInput={onInput} problem={problem} />
    case 'prime_time':
      return (
        <PrimeTimes
          name={name}
          value={rules.prime_time}
          classes={classes}
          onInput={onInput}
          problem={problem}
        />
      )
    case 'closures':
      return <Closures name={name} value={rules.closures} onInput={onInput} problem={problem} />
    case 'approval':
      return (
        <Select
          label={label}
          value={rules.approval}
          options={Object.entries(w.approvals)}
          onInput={(value) => onInput(value as Rules['approval'])}
        />
      )
    case 'at_end':
      return (
        <Select
          label={label}
          value={rules.at_end}
          options={Object.entries(w.atEnd)}
          onInput={(value) => onInput(value as Rules['at_end'])}
        />
      )
    case 'fees':
      return <FeesFields name={name} value={rules.fees} onInput={onInput} problem={problem} />
    case 'strikes':
      return <StrikesFields name={name} value={rules.strikes} onInput={onInput} problem={problem} />
    case 'waiting':
      return <WaitingFields name={name} value={rules.waiting} onInput={onInput} problem={problem} />
    default:
      return (
        <LengthField
          label={label}
          name={name}
          value={rules[rule]}
          onInput={(minutes) => onInput(rule === 'approve_within_minutes' ? (minutes ?? 0) : minutes)}
          problem={problem}
          none={rule === 'approve_within_minutes' ? undefined : noneOf(rule)}
        />
      )
  }
}

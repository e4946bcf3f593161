import type { Problem } from '../../api/http'
import type { RuleName, Rules } from '../../api/policy'
import { LABELS } from '../../lib/policy-groups'
import { minutesWords } from '../../lib/time'
import { Check, Select } from '../fields'
import { LengthField, NumberField } from '../length-field'
import { Closures } from './closures'
import { FeesFields, StrikesFields, WaitingFields } from './misuse-fields'
import { PrimeTimes } from './prime-times'
import { Quotas } from './quotas'

/** What an empty length means, where that is more than "No limit". */
const NONE: Partial<Record<RuleName, string>> = {
  cooldown_minutes: 'None',
  buffer_minutes: 'None',
  min_notice_minutes: 'None',
  change_until_minutes: 'Until it starts',
  cancel_until_minutes: 'Until it ends',
  early_start_minutes: 'As soon as it is free',
  noshow_timeout_minutes: 'Until the end',
  late_stop_minutes: 'Nobody is asked to leave',
}

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
  const label = LABELS[rule]
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
          none="No limit"
        />
      )
    case 'walk_up':
      return (
        <Check
          label="Members may charge without a booking while nobody has booked"
          checked={rules.walk_up}
          onInput={onInput}
        />
      )
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
          options={[
            ['automatic', 'A booking holds at once'],
            ['manager', 'A manager approves each booking'],
          ]}
          onInput={(value) => onInput(value as Rules['approval'])}
        />
      )
    case 'at_end':
      return (
        <Select
          label={label}
          value={rules.at_end}
          options={[
            ['keep', 'Charging goes on, as overstaying'],
            ['stop', 'Charging is stopped'],
          ]}
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
          none={rule === 'approve_within_minutes' ? undefined : (NONE[rule] ?? 'No limit')}
        />
      )
  }
}

import { useState } from 'preact/hooks'
import type { Problem } from '../../api/http'
import type { RuleName, Rules, SomeRules } from '../../api/policy'
import { refusedFields } from '../../lib/policy-edits'
import { GROUPS, type Group, LABELS } from '../../lib/policy-groups'
import { fullRuleWords, ruleWords } from '../../lib/policy-words'
import { RuleField } from './rule-field'

interface Props {
  /** What is said here. */
  said: SomeRules
  /** What holds where nothing is said here; null where everything is said. */
  inherited: Rules | null
  /** Who is asked then: "the network", "all members". */
  from: string
  /** Where the rules stand in what is sent: empty, or `classes.<name>.`. */
  under?: string
  classes: readonly string[]
  problem: Problem | null
  onInput: (said: SomeRules) => void
}

/** All rules in their groups: what each group means, and on demand the fields that change it. */
export function RulesEditor(props: Props) {
  return (
    <div class="rule-groups">
      {GROUPS.map((group) => (
        <GroupEditor key={group.title} group={group} {...props} />
      ))}
    </div>
  )
}

function GroupEditor({ group, ...props }: Props & { group: Group }) {
  const { said, inherited, under = '', problem } = props
  const [isOpen, setOpen] = useState(false)
  const rules = { ...inherited, ...said } as Rules
  const isRefused = group.rules.some((rule) => refusedFields(problem?.fields ?? {}, rule, under).length > 0)
  const isShown = isOpen || isRefused
  const own = group.rules.filter((rule) => rule in said)
  const isInherited = inherited !== null && own.length === 0
  const isTold = !(isInherited && isShown)
  const sentences =
    inherited === null || isInherited
      ? group.rules.map((rule) => ruleWords(rule, rules)).filter(Boolean)
      : own.map((rule) => fullRuleWords(rule, rules))
  const heading = under === '' ? group.title : `${group.title}, ${under.split('.')[1]}`
  return (
    <section class="card rule-group" aria-label={heading}>
      <header class="section-head">
        <h3>{group.title}</h3>
        <button
          type="button"
          class="small"
          aria-expanded={isShown}
          aria-label={`${isShown ? 'Close' : 'Edit'}: ${heading}`}
          onClick={() => setOpen(!isShown)}
        >
          {isShown ? 'Close' : 'Edit'}
        </button>
      </header>
      {isTold && isInherited && <p class="muted">As {props.from} says:</p>}
      {isTold && (
        <ul class={`sentences ${isInherited ? 'muted' : ''}`} aria-live="polite">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          {sentences.length === 0 && <li class="muted">{group.none}</li>}
        </ul>
      )}
      {isShown && (
        <div class="rule-fields">
          {group.rules.map((rule) => (
            <OneRule key={rule} rule={rule} {...props} under={under} rules={rules} />
          ))}
        </div>
      )}
    </section>
  )
}

/** Two rules that say nothing by themselves are not asked for while their neighbour makes them idle. */
function isIdle(rule: RuleName, rules: Rules): boolean {
  if (rule === 'approve_within_minutes') return rules.approval === 'automatic'
  return rule === 'at_end' && rules.late_stop_minutes === null
}

function OneRule(props: Props & { rule: RuleName; rules: Rules; under: string }) {
  const { rule, rules, said, inherited, from, under, classes, problem, onInput } = props
  if (isIdle(rule, rules)) return null
  const put = (value: Rules[RuleName]) => onInput({ ...said, [rule]: value })
  const field = (
    <RuleField rule={rule} rules={rules} under={under} classes={classes} problem={problem} onInput={put} />
  )
  if (inherited === null) return field
  if (!(rule in said)) {
    return (
      <div class="inherited">
        <p>
          <strong>{LABELS[rule]}</strong>
          <br />
          <span class="muted">
            As {from} says: {fullRuleWords(rule, inherited)}
          </span>
        </p>
        <button
          type="button"
          class="small"
          aria-label={`Change: ${LABELS[rule]}`}
          onClick={() => put(inherited[rule])}
        >
          Change
        </button>
      </div>
    )
  }
  return (
    <div class="differs">
      {field}
      <button
        type="button"
        class="small quiet"
        aria-label={`As ${from} says: ${LABELS[rule]}`}
        onClick={() => onInput(Object.fromEntries(Object.entries(said).filter(([name]) => name !== rule)))}
      >
        As {from} says
      </button>
    </div>
  )
}

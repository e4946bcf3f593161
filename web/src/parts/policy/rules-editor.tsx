import { useState } from 'preact/hooks'
import type { Problem } from '../../api/http'
import type { RuleName, Rules, SomeRules } from '../../api/policy'
import { refusedFields } from '../../lib/policy-edits'
import { GROUPS, type Group } from '../../lib/policy-groups'
import { fullRuleWords, ruleWords } from '../../lib/policy-words'
import { fill, words } from '../../words'
import { RuleField } from './rule-field'

const w = words('policy')

/** Who speaks where nothing is said. */
export type Teller = keyof typeof w.asSaid

interface Props {
  /** What is said here. */
  said: SomeRules
  /** What holds where nothing is said here; null where everything is said. */
  inherited: Rules | null
  /** Who is asked then. */
  from: Teller
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
        <GroupEditor key={group.group} group={group} {...props} />
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
  const title = w.groups[group.group]
  const name = under.split('.')[1]
  const heading = name === undefined ? title : fill(w.groupOfClass, { group: title, name })
  return (
    <section class="card rule-group" aria-label={heading}>
      <header class="section-head">
        <h3>{title}</h3>
        <button
          type="button"
          class="small"
          aria-expanded={isShown}
          aria-label={fill(isShown ? w.closeGroup : w.editGroup, { group: heading })}
          onClick={() => setOpen(!isShown)}
        >
          {isShown ? w.close : w.edit}
        </button>
      </header>
      {isTold && isInherited && <p class="muted">{w.asSaidLead[props.from]}</p>}
      {isTold && (
        <ul class={`sentences ${isInherited ? 'muted' : ''}`} aria-live="polite">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          {sentences.length === 0 && <li class="muted">{w.noneOfGroup[group.group]}</li>}
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
          <strong>{w.rules[rule]}</strong>
          <br />
          <span class="muted">{fill(w.asSaid[from], { rule: fullRuleWords(rule, inherited) })}</span>
        </p>
        <button
          type="button"
          class="small"
          aria-label={fill(w.changeRule, { rule: w.rules[rule] })}
          onClick={() => put(inherited[rule])}
        >
          {w.change}
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
        aria-label={fill(w.asSaid[from], { rule: w.rules[rule] })}
        onClick={() => onInput(Object.fromEntries(Object.entries(said).filter(([name]) => name !== rule)))}
      >
        {w.asSaidShort[from]}
      </button>
    </div>
  )
}

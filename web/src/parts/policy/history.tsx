import type { Policy, PolicyChange, RuleChange } from '../../api/policy'
import { isKnownRule, ruleLabel } from '../../lib/policy-groups'
import { lonelyRuleWords } from '../../lib/policy-words'
import { HERE, instantWords } from '../../lib/time'
import { personName } from '../../lib/words'
import { fill, words, woven } from '../../words'

const w = words('policy')

interface Props {
  changes: readonly PolicyChange[]
  /** As it is now: what a changed rule says can depend on its neighbours. */
  policy: Policy
}

/** Who changed which rule, and when; newest first. */
export function PolicyHistory({ changes, policy }: Props) {
  return (
    <ul class="rows">
      {changes.map((change) => (
        <li key={change.change_id} class="row">
          <div class="row-main">
            <strong>
              {personName(change.by.name)}
              <span class="muted">
                {' '}
                · {fill(w.changedAt, { time: instantWords(change.at, HERE), place: placeWords(change) })}
              </span>
            </strong>
            {isBeginning(change) ? (
              <details>
                <summary>{w.beganWith}</summary>
                <Rules change={change} policy={policy} />
              </details>
            ) : (
              <Rules change={change} policy={policy} />
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** A network says everything from its first day on. */
function isBeginning({ scope, rules }: PolicyChange): boolean {
  return scope === 'network' && rules.every((rule) => !rule.said_before && rule.member_class === null)
}

function Rules({ change, policy }: { change: PolicyChange; policy: Policy }) {
  return (
    <ul class="sentences">
      {change.rules.map((rule) => (
        <li key={`${rule.rule} ${rule.member_class}`}>
          {isBeginning(change)
            ? fill(w.saidOf, { rule: nameWords(rule), said: sideWords(rule, 'after', policy) })
            : woven(w.turnedOf, {
                rule: nameWords(rule),
                before: <span class="muted">{sideWords(rule, 'before', policy)}</span>,
                now: <Now />,
                after: sideWords(rule, 'after', policy),
              })}
        </li>
      ))}
    </ul>
  )
}

function Now() {
  return (
    <>
      <span class="arrow" aria-hidden="true">
        →
      </span>
      <span class="visually-hidden">{w.now}</span>
    </>
  )
}

function nameWords({ rule, member_class: name }: RuleChange): string {
  return name === null ? ruleLabel(rule) : fill(w.ruleOfClass, { rule: ruleLabel(rule), name })
}

function placeWords({ scope, station_name, charger_name }: PolicyChange): string {
  return [charger_name, station_name].filter(Boolean).join(', ') || w.places[scope]
}

function sideWords(change: RuleChange, side: 'before' | 'after', policy: Policy): string {
  const isSaid = side === 'before' ? change.said_before : change.said_after
  if (!isSaid) return w.notSaid
  if (!isKnownRule(change.rule)) return w.changed
  return lonelyRuleWords(change.rule, { ...policy, [change.rule]: change[side] })
}

import type { Policy, PolicyChange, RuleChange, RuleName } from '../../api/policy'
import { LABELS } from '../../lib/policy-groups'
import { lonelyRuleWords } from '../../lib/policy-words'
import { instantWords } from '../../lib/time'
import { ruleLabel } from './policy-editor'

interface Props {
  changes: readonly PolicyChange[]
  /** As it is now: what a changed rule says can depend on its neighbours. */
  policy: Policy
}

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Who changed which rule, and when; newest first. */
export function PolicyHistory({ changes, policy }: Props) {
  return (
    <ul class="rows">
      {changes.map((change) => (
        <li key={change.change_id} class="row">
          <div class="row-main">
            <strong>
              {change.by.name ?? 'Somebody who is gone'}
              <span class="muted">
                {' '}
                · {instantWords(change.at, HERE)} · {placeWords(change)}
              </span>
            </strong>
            {isBeginning(change) ? (
              <details>
                <summary>The policy that it began with</summary>
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
          {ruleLabel(rule.rule)}
          {rule.member_class !== null && ` for ${rule.member_class}`}:{' '}
          {!isBeginning(change) && (
            <>
              <span class="muted">{sideWords(rule, 'before', policy)}</span> <span aria-hidden="true">→</span>{' '}
              <span class="visually-hidden">, now: </span>
            </>
          )}
          {sideWords(rule, 'after', policy)}
        </li>
      ))}
    </ul>
  )
}

function placeWords({ scope, station_name, charger_name }: PolicyChange): string {
  if (scope === 'network') return 'for the network'
  return [charger_name, station_name].filter(Boolean).join(', ') || `for a ${scope}`
}

function sideWords(change: RuleChange, side: 'before' | 'after', policy: Policy): string {
  const isSaid = side === 'before' ? change.said_before : change.said_after
  if (!isSaid) return 'not said'
  if (!(change.rule in LABELS)) return 'changed'
  return lonelyRuleWords(change.rule as RuleName, { ...policy, [change.rule]: change[side] })
}

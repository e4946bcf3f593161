/** Policies: how chargers are shared. Null sets no limit. */
import type { Schemas } from './routes'

export type Measure = Schemas['Measure']
export type Span = Schemas['Span']
export type Quota = Schemas['QuotaOut']
export type Stretch = Schemas['Stretch']
export type PrimeTime = Schemas['PrimeTimeOut']
export type Closure = Schemas['ClosureOut']
export type Fees = Schemas['FeesOut']
export type Strikes = Schemas['StrikesOut']
export type Waiting = Schemas['WaitingOut']

export type Rules = Schemas['RulesOut']
export type RuleName = keyof Rules
export type SomeRules = Schemas['RulesSaid']
/** All rules, and what differs for the members of a class. */
export type Policy = Schemas['PolicyOut']
export type Classes = Policy['classes']
/** What one place says, and no more. */
export type Said = Schemas['PolicySaid']
export type PlacePolicy = Schemas['PlacePolicyOut']
export type Preset = Schemas['PresetOut']
/** What changes: a class that is null goes, `unset` names rules that are inherited again. */
export type PolicyEdit = Schemas['NetworkPolicyChange'] & Schemas['PlacePolicyChange']
export type RuleChange = Schemas['RuleChangeOut']
export type PolicyChange = Schemas['PolicyChangeOut']

/** Why something came to nothing at a charge point: our own sentences by their codes, OCPP's words by themselves. */
import type { Fault } from '../../api/charge-point-types'
import type { Alarm } from '../../api/operating-types'
import type { Schemas } from '../../api/routes'
import { counted, fill, words } from '../../words'
import type { English } from '../../words/en'
import { dayWords } from '../time'
import { kwh } from '../words'
import { actionWords } from './commands'
import { named } from './words'

const w = words('reasons')
const operating = words('operating')

type Texts<C extends string> = Readonly<Record<C, string>>
type Facts = Readonly<Record<string, string>>
type Code<N extends keyof Schemas> = Schemas[N] & string

/** A text, and what stands in it. */
export interface Sentence {
  text: string
  facts: Facts
}

/** Of each kind of sentence that the API has: the text of every code. */
export const commandTexts = (): Texts<Code<'CommandReason'>> => w.commands
export const stepTexts = (): Texts<Code<'CommandReason'> | Code<'StepReason'>> => ({
  ...w.commands,
  ...w.steps,
})
export const listTexts = (): Texts<Code<'CommandReason'> | Code<'ListReason'>> => ({
  ...w.commands,
  ...w.lists,
})
export const rolloutTexts = (): Texts<Code<'RolloutReason'>> => w.rollouts
export const logTexts = (): Texts<Code<'LogReason'>> => w.logs
export const updateTexts = (): Texts<Code<'UpdateReason'>> => w.updates
export const profileTexts = (): Texts<Code<'ProfileReason'>> => w.profiles
const faultTexts = (): Texts<Code<'FaultCode'>> => w.faults

/** The sentence of a reason; null where it has none that is known here: then the server's own words stand. */
export function sentenceOf<C extends string>(
  texts: Texts<C>,
  reason: { readonly code: C; readonly facts: Facts } | null,
): Sentence | null {
  const text = reason && named(texts, reason.code)
  return text ? { text, facts: factsOf(reason.facts) } : null
}

/** What an alarm tells beside its kind; null where it is the charge point's or a person's to tell. */
export function alarmSentence({ reason }: Pick<Alarm, 'reason'>): Sentence | null {
  if (reason === null) return null
  const { code, facts } = reason
  if (code === 'wrong_passwords') return plain(counted(w.alarms.wrong_passwords, Number(facts.count)))
  if (code === 'certificate_ends') return { text: w.alarms[code], facts: { day: dayWords(facts.day ?? '') } }
  if (code === 'energy') return { text: w.alarms[code], facts: { kwh: kwh(Number(facts.kwh)) } }
  if (code === 'fault') return { text: w.alarms[code], facts }
  return code === 'update' ? { text: w.alarms[code], facts: factsOf(facts) } : null
}

const plain = (text: string): Sentence => ({ text, facts: {} })

/** The facts of a sentence in words: what is asked by its name, what is a sentence itself as that. */
function factsOf(facts: Facts): Facts {
  const shown: Record<string, string> = { ...facts }
  if (facts.action !== undefined) shown.action = actionWords(facts.action)
  const { told_code, why_code } = facts
  const told = told_code === undefined ? null : named(w.commands, told_code)
  const why = why_code === undefined ? null : named({ ...w.requests, ...w.updates }, why_code)
  if (told !== null) shown.told = fill(told, facts)
  else if (facts.told !== undefined) shown.told = answerText(facts.told)
  if (why !== null) shown.why = fill(why, facts)
  return shown
}

/** What a fault means; where only its maker knows, that. */
export function faultMeaning({ explanation, explanation_code }: Fault): string {
  const text = explanation_code && named(faultTexts(), explanation_code)
  return text || explanation || operating.onlyItsMaker
}

/** What a charge point answered: its word, which OCPP has, what that means, and what it said besides. */
export interface Answer {
  meaning: string | null
  code: string
  said: string
}

/** Null where it is no such word: then it is a text. */
export function answerOf(detail: string): Answer | null {
  const [, code, said = ''] = /^(\w+)(?:: (.+))?$/s.exec(detail) ?? []
  if (code === undefined) return null
  const meaning = MEANINGS[code.toLowerCase()]
  return { code, said, meaning: meaning === undefined ? null : w.answers[meaning] }
}

/** The same as one text. */
function answerText(detail: string): string {
  const answer = answerOf(detail)
  if (answer === null) return detail
  const { code, said } = answer
  return fill(said ? w.answerSays : w.answerWith, { answer: answer.meaning ?? '', code, said }).trim()
}

/** By the words of OCPP for statuses and errors, in any case. */
const MEANINGS: Readonly<Record<string, keyof English['reasons']['answers'] | undefined>> = {
  formationviolation: 'unreadable',
  formatviolation: 'unreadable',
  propertyconstraintviolation: 'unreadable',
  occurenceconstraintviolation: 'unreadable',
  occurrenceconstraintviolation: 'unreadable',
  typeconstraintviolation: 'unreadable',
  protocolerror: 'unreadable',
  rpcframeworkerror: 'unreadable',
  notimplemented: 'unknown',
  messagetypenotsupported: 'unknown',
  unknownmessageid: 'unknown',
  unknownvendorid: 'unknown',
  notsupported: 'unable',
  notsupportedattributetype: 'unable',
  internalerror: 'broken',
  genericerror: 'broken',
  securityerror: 'insecure',
  unlockfailed: 'locked',
  ongoingauthorizedtransaction: 'charging',
  unknownconnector: 'no_connector',
  unknowncomponent: 'no_setting',
  unknownvariable: 'no_setting',
  versionmismatch: 'another_list',
  occupied: 'occupied',
  faulted: 'faulted',
  unavailable: 'unavailable',
  notfound: 'nothing',
  emptyresultset: 'nothing',
  noprofiles: 'nothing',
}

import { describe, expect, it } from 'vitest'
import { cut } from '../../words/messages'
import {
  alarmSentence,
  answerOf,
  commandTexts,
  faultMeaning,
  logTexts,
  profileTexts,
  sentenceOf,
  stepTexts,
  updateTexts,
} from './reasons'

/** A sentence as it is read. */
function read(sentence: ReturnType<typeof sentenceOf>): string | null {
  if (sentence === null) return null
  return cut(sentence.text)
    .map((part, i) => (i % 2 === 0 ? part : (sentence.facts[part] ?? `{${part}}`)))
    .join('')
}

const NONE = {}

describe('our own sentences, by their codes', () => {
  it.each([
    [sentenceOf(commandTexts(), { code: 'offline', facts: NONE }), 'It was not connected.'],
    [
      sentenceOf(commandTexts(), { code: 'too_long', facts: { name: 'idTag', longest: '20' } }),
      'idTag has at most 20 characters in this version of OCPP.',
    ],
    [sentenceOf(stepTexts(), { code: 'never_sent', facts: NONE }), 'It was never sent.'],
    [sentenceOf(stepTexts(), { code: 'fault_is_ours', facts: NONE }), 'The fault is ours.'],
    [
      sentenceOf(logTexts(), { code: 'error', facts: { error: 'genericerror' } }),
      'The charger answered with an error (genericerror).',
    ],
    [
      sentenceOf(updateTexts(), { code: 'refused', facts: { word: 'Never' } }),
      'The charger refused (Never).',
    ],
    [sentenceOf(updateTexts(), null), null],
    [sentenceOf(updateTexts(), { code: 'of_a_newer_server' as 'refused', facts: NONE }), null],
  ])('%j', (sentence, words) => {
    expect(read(sentence)).toBe(words)
  })
})

describe('sentences within sentences', () => {
  it.each([
    [
      { code: 'refused', facts: { action: 'reset', told: 'offline', told_code: 'offline' } },
      'This came to nothing: Restart. It was not connected.',
    ],
    [
      { code: 'refused', facts: { action: 'reset', told: 'NotSupported: not here' } },
      'This came to nothing: Restart. It cannot do this. NotSupported “not here”',
    ],
    [
      { code: 'request_refused', facts: { why: 'It is too long.', why_code: 'too_long' } },
      'Its certificate request was refused. It is too long.',
    ],
    [
      { code: 'request_refused', facts: { why: 'As nobody wrote it.' } },
      'Its certificate request was refused. As nobody wrote it.',
    ],
  ] as const)('%j', (reason, words) => {
    expect(read(sentenceOf(profileTexts(), reason))).toBe(words)
  })
})

describe('what alarms tell', () => {
  it.each([
    [
      { code: 'wrong_passwords', facts: { count: '12' } },
      '12 times in 10 minutes somebody could not log in as this charger.',
    ],
    [{ code: 'energy', facts: { connector: '1', kwh: '2.50' } }, '2.5 kWh taken.'],
    [{ code: 'fault', facts: { connector: '1', told: 'GroundFailure / E42' } }, 'GroundFailure / E42'],
    [
      {
        code: 'update',
        facts: { version: '2.0', why: 'Nothing…', why_code: 'never_heard' },
      },
      'Version 2.0. Nothing was heard of the update for a week.',
    ],
    [null, null],
  ] as const)('%j', (reason, words) => {
    expect(read(alarmSentence({ reason }))).toBe(words)
  })
})

describe('what the charge point itself says', () => {
  it.each([
    ['Rejected', { code: 'Rejected', said: '', meaning: null }],
    ['notimplemented', { code: 'notimplemented', said: '', meaning: 'It does not know this message.' }],
    ['Occupied: a: b', { code: 'Occupied', said: 'a: b', meaning: 'The connector is in use.' }],
    ['Somebody pressed a button.', null],
  ])('%s', (detail, answer) => {
    expect(answerOf(detail)).toEqual(answer)
  })

  const fault = {
    connector_id: 1,
    since: '2026-01-01T00:00:00Z',
    until: null,
    error_code: 'OtherError',
    vendor_error_code: 'CX008',
    info: null,
    explanation: 'Pressed.',
  }

  it.each([
    [{ ...fault, explanation_code: 'CX008' as const }, 'The emergency stop was pressed.'],
    [{ ...fault, explanation_code: 'CX999' as 'CX008' }, 'Pressed.'],
    [{ ...fault, explanation: null, explanation_code: null }, 'Only its maker knows what this means.'],
  ])('%j', (told, words) => {
    expect(faultMeaning(told)).toBe(words)
  })
})

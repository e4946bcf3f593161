import { describe, expect, it } from 'vitest'
import { connectorState, protocolWords } from './connectors'
import { frameKind, pretty } from './frames'
import { percentWords, secondsWords, sizeWords } from './words'

describe('figures in words', () => {
  it.each([
    [null, '–'],
    [100, '100 %'],
    [99.8, '99.8 %'],
    [0, '0 %'],
  ])('uptime of %s', (percent, words) => {
    expect(percentWords(percent)).toBe(words)
  })

  it.each([
    [59, '59 s'],
    [60, '1 min'],
    [3660, '1 h 1 min'],
    [47 * 3600 + 3599, '47 h 59 min'],
    [48 * 3600, '2 days'],
    [52 * 3600, '2 days 4 h'],
  ])('%d seconds', (seconds, words) => {
    expect(secondsWords(seconds)).toBe(words)
  })

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1_400_000, '1.4 MB'],
  ])('%d bytes', (bytes, words) => {
    expect(sizeWords(bytes)).toBe(words)
  })
})

describe('connectors and frames', () => {
  it.each([
    ['Faulted', 'Broken'],
    ['Occupied', 'In use'],
    ['SomethingNew', 'SomethingNew'],
    [null, 'Not heard of'],
  ])('a connector that says %s', (status, word) => {
    expect(connectorState({ status }).word).toBe(word)
  })

  it('a protocol, and the oldest where none was told', () => {
    expect([protocolWords('ocpp2.0.1'), protocolWords(null), protocolWords('')]).toEqual([
      'OCPP 2.0.1',
      'OCPP 1.6',
      'OCPP 1.6',
    ])
  })

  it.each([
    ['[2,"a","Heartbeat",{}]', 'in', 'inAsks'],
    [' [3,"a",{}]', 'out', 'outAnswers'],
    ['[4,"a","InternalError","",{}]', 'in', 'inErrs'],
    ['hello', 'out', 'outOdd'],
  ] as const)('%s, %s', (text, direction, kind) => {
    expect(frameKind(text, direction)).toBe(kind)
  })

  it('a frame that was cut is shown as it is', () => {
    expect(pretty('[2,"a"')).toBe('[2,"a"')
    expect(pretty('[3,{}]')).toBe('[\n  3,\n  {}\n]')
  })
})

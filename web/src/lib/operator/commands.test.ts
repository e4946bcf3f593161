import { describe, expect, it } from 'vitest'
import { actionWords, commandWords, isOpen, waitWords } from './commands'

describe('a command in words', () => {
  it.each([
    [{ action: 'reset', params: { type: 'Soft' } }, 'Restart: Soft'],
    [{ action: 'clear_cache', params: {} }, 'Clear cache'],
    [
      { action: 'change_availability', params: { connector_id: 0, operative: false } },
      'Availability: whole charge point, out of service',
    ],
    [
      { action: 'change_configuration', params: { key: 'HeartbeatInterval', value: '120' } },
      'Change a setting: HeartbeatInterval, to 120',
    ],
    [{ action: 'set_charging_profile', params: { profile: { stack_level: 0 } } }, 'Set a charging profile'],
  ])('%j', (command, words) => {
    expect(commandWords(command)).toBe(words)
  })

  it('names what it does not know by its code', () => {
    expect(actionWords('set_monitoring_base')).toBe('Set monitoring base')
  })
})

describe('what came of a command', () => {
  it.each([
    ['QUEUED', null, false, 'It is sent when the charger comes.'],
    ['QUEUED', null, true, 'Others go before it.'],
    ['ACCEPTED', null, true, ''],
    ['REJECTED', 'Rejected: in use', true, ''],
    ['TIMED_OUT', 'The answer came too late.', true, ''],
    ['TIMED_OUT', null, true, 'It did not answer in time.'],
  ] as const)('%s, %s, connected: %s', (state, detail, online, words) => {
    expect(waitWords({ state, detail }, online)).toBe(words)
  })

  it('is awaited while it is queued or sent', () => {
    const states = ['QUEUED', 'SENT', 'ACCEPTED', 'REJECTED', 'FAILED', 'TIMED_OUT'] as const
    expect(states.filter((state) => isOpen({ state }))).toEqual(['QUEUED', 'SENT'])
  })
})

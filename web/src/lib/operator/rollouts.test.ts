import { describe, expect, it } from 'vitest'
import type { Rollout } from '../../api/operating-types'
import { type CommandDraft, commandOf, progress, progressWords, stagesOf } from './rollouts'

describe('stages as they are typed', () => {
  it.each([
    ['5, 100', [5, 100]],
    ['5 % 25%', [5, 25, 100]],
    ['100', [100]],
    ['', [100]],
  ])('"%s"', (text, stages) => {
    expect(stagesOf(text)).toEqual(stages)
  })

  it.each([['50, 25'], ['5, 5'], ['0, 100'], ['50, 101'], ['2.5'], ['some']])(
    '"%s" is no such list',
    (text) => {
      expect(stagesOf(text)).toBeNull()
    },
  )
})

describe('the command of a rollout', () => {
  const draft: CommandDraft = { action: 'reset', key: '', value: '', firmwareId: '' }

  it('is whole when all it needs was chosen', () => {
    expect(commandOf(draft)).toEqual({ action: 'reset', type: 'Soft' })
    expect(commandOf({ ...draft, action: 'out_of_service' })).toEqual({
      action: 'change_availability',
      connector_id: 0,
      operative: false,
    })
    expect(commandOf({ ...draft, action: 'change_configuration', key: ' Key ', value: '' })).toEqual({
      action: 'change_configuration',
      key: 'Key',
      value: '',
    })
  })

  it('lacks a setting, or an image', () => {
    expect(commandOf({ ...draft, action: 'change_configuration' })).toBeNull()
    expect(commandOf({ ...draft, action: 'update_firmware' })).toBeNull()
  })
})

describe('how far a rollout has come', () => {
  const rollout = { waiting: 3, asked: 2, accepted: 4, rejected: 1, failed: 1, timed_out: 0 } as Rollout

  it('counts who has answered, in vain or not', () => {
    expect(progress(rollout)).toEqual({ done: 6, all: 11 })
    expect(progressWords(rollout)).toBe('4 of 11 done, 2 in vain, 2 under way')
  })

  it('leaves out what does not happen', () => {
    const ended = { ...rollout, waiting: 0, asked: 0, rejected: 0, failed: 0 }
    expect(progressWords(ended)).toBe('4 of 4 done')
  })
})

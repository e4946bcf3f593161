import { describe, expect, it } from 'vitest'
import type { Violation } from '../api/types'
import { refusalName, violationWords } from './violations'

const AT = '2026-01-10T08:00:00Z'
const violation = (code: string, more: Partial<Violation> = {}): Violation => ({
  code,
  detail: 'As the server says.',
  allowed: null,
  asked: null,
  passes_at: null,
  rule: null,
  ...more,
})

describe('a refusal in words, by the clock of the charger', () => {
  it.each<[Violation, string]>([
    [violation('overlaps'), 'As the server says.'],
    [violation('overlaps', { passes_at: null }), 'As the server says.'],
    [violation('a_new_one', { passes_at: AT }), 'As the server says. Possible from Sat 10 Jan, 09:00.'],
    [
      violation('too_far_ahead', { allowed: 20160, passes_at: AT }),
      'At most 14 days ahead. Possible from Sat 10 Jan, 09:00.',
    ],
    [
      violation('too_soon', { allowed: 90, passes_at: AT }),
      'Book at least 1 h 30 min before the start. The earliest start is Sat 10 Jan, 09:00.',
    ],
    [
      violation('quota_exceeded', { allowed: 30, passes_at: AT }),
      'As the server says. It counts anew from Sat 10 Jan, 09:00.',
    ],
    [
      violation('suspended', { allowed: 3, passes_at: AT }),
      'As the server says. You can book again from Sat 10 Jan, 09:00.',
    ],
    [
      violation('closed', { allowed: { start: '2026-01-08T23:00:00Z', end: AT }, passes_at: AT }),
      'Closed from Fri 9 Jan, 00:00. Open again from Sat 10 Jan, 09:00.',
    ],
    [violation('closed', { allowed: null }), 'As the server says.'],
    [violation('too_short', { allowed: 'odd' }), 'As the server says.'],
  ])('%j', (given, words) => {
    expect(violationWords(given, 'Europe/Berlin', 'en-GB')).toBe(words)
  })

  it('has a name for what it does not know', () => {
    expect(refusalName('quota_exceeded')).toBe('Quota used up')
    expect(refusalName('a_new_one')).toBe('A new one')
  })
})

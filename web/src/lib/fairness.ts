/** What a fairness report says in one sentence that anybody can check. */
import type { Fairness } from '../api/sharing-types'
import { counted, words } from '../words'
import { percent } from './share-words'

const w = words('reports')

/** What the busiest tenth of the members had of the time, and what an even share would be. */
export function fairnessWords(members: readonly Pick<Fairness['members'][number], 'share'>[]): string {
  const shares = members.map(({ share }) => share).sort((a, b) => b - a)
  const took = shares.filter((share) => share > 0).length
  if (took === 0) return w.nobodyTook
  if (shares.length === 1) return w.onlyOne
  const top = Math.ceil(shares.length / 10)
  const figures = {
    members: shares.length,
    had: percent(shares.slice(0, top).reduce((sum, share) => sum + share, 0)),
    even: percent(top / shares.length),
  }
  return top === 1 ? counted(w.busiestOne, took, figures) : counted(w.busiest, top, { ...figures, took })
}

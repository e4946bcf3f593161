import type { ChargerTerms } from '../api/sharing-types'
import { levelWords, standingWords } from '../lib/share-words'
import { words } from '../words'

const w = words('station')

/** How much of one's share is used: each quota as a bar with its words. */
export function Share({ terms }: { terms: ChargerTerms }) {
  const standing = standingWords(terms)
  if (terms.quotas.length + standing.length === 0) return null
  return (
    <section class="card share" aria-label={w.yourShare}>
      <h2>{w.yourShare}</h2>
      {terms.suspended_until && <p class="note bad">{standing[0]}</p>}
      {terms.quotas.map((level) => {
        const told = levelWords(level)
        return (
          <label key={told} class="level">
            <span>{told}</span>
            <progress max={level.most} value={level.used} />
          </label>
        )
      })}
      {standing.slice(terms.suspended_until ? 1 : 0).map((sentence) => (
        <p key={sentence} class="muted">
          {sentence}
        </p>
      ))}
    </section>
  )
}

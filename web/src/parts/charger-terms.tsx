import type { ChargerTerms } from '../api/sharing-types'
import { policyWordsOf } from '../lib/policy-words'
import { fill, words } from '../words'

const w = words('station')

/** What holds for the reader at this charger, once it was asked. */
export function TermsHere({ known }: { known: ChargerTerms }) {
  const summary =
    known.member_class === null ? w.termsHere : fill(w.termsForClass, { name: known.member_class })
  return (
    <details class="terms">
      <summary>{summary}</summary>
      <ul>
        {policyWordsOf(known.terms).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  )
}

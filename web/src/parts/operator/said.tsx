import type { ComponentChildren } from 'preact'
import { answerOf, type Sentence } from '../../lib/operator/reasons'
import { words, woven } from '../../words'

const w = words('reasons')

interface Props {
  /** What it says in the reader's language, where it is a sentence of ours. */
  sentence: Sentence | null
  /** What the API told. */
  detail: string
}

/** Why something came to nothing. What the charge point itself said stands as it said it. */
export function Said({ sentence, detail }: Props) {
  if (sentence !== null) return <SentenceWords sentence={sentence} />
  const answer = answerOf(detail)
  if (answer === null) return <bdi>{detail}</bdi>
  const code = <code class="code">{answer.code}</code>
  const meaning = answer.meaning ?? ''
  if (answer.said === '') return woven(w.answerWith, { answer: meaning, code })
  return woven(w.answerSays, { answer: meaning, code, said: <bdi>{answer.said}</bdi> })
}

/** A sentence; what stands in it keeps its own direction. */
export function SentenceWords({ sentence }: { sentence: Sentence }) {
  const facts = Object.entries(sentence.facts).map(([name, fact]): [string, ComponentChildren] => [
    name,
    <bdi key={name}>{fact}</bdi>,
  ])
  return woven<string>(sentence.text, Object.fromEntries(facts))
}

import { fill, words } from '../words'

import '../styles/managing.css'

const w = words('managing')

interface Props {
  network: string
  now: 'place' | 'connect'
}

/** The way to a station that people can charge at, and how far one has come. */
export function SetUpSteps({ network, now }: Props) {
  const steps = [
    [fill(w.stepNetwork, { name: network }), 'done'],
    [w.stepPlace, now === 'place' ? 'now' : 'done'],
    [w.stepChargers, now === 'place' ? 'next' : 'done'],
    [w.stepConnect, now === 'connect' ? 'now' : 'next'],
  ] as const
  return (
    <ol class="set-up" aria-label={w.steps}>
      {steps.map(([label, state]) => (
        <li key={label} class={state} aria-current={state === 'now' ? 'step' : undefined}>
          {label}
          {state === 'done' && <span aria-hidden="true"> ✓</span>}
        </li>
      ))}
    </ol>
  )
}

import type { Message } from '../../api/charge-point-types'
import { frameKind } from '../../lib/operator/frames'
import { clockOf, dayOf, dayWords } from '../../lib/time'

interface Props {
  message: Message
  /** The frame as it is shown. */
  text: string
  zone: string
}

/** One frame: who said what, when, and all of it when it is opened. */
export function MessageRow({ message, text, zone }: Props) {
  const who = message.direction === 'in' ? 'Charger' : 'PlugNexus'
  const seconds = new Date(message.at).getUTCSeconds()
  return (
    <li class="message">
      <details>
        <summary>
          <span class="mono">
            {clockOf(message.at, zone)}:{String(seconds).padStart(2, '0')}
          </span>{' '}
          <span aria-hidden="true">{message.direction === 'in' ? '→' : '←'}</span> {who}{' '}
          {frameKind(message.text)} <strong>{message.action ?? ''}</strong>{' '}
          <span class="muted small-print">{dayWords(dayOf(message.at, zone))}</span>
        </summary>
        <pre class="frame">{text}</pre>
      </details>
    </li>
  )
}

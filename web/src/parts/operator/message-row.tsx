import type { Message } from '../../api/charge-point-types'
import { frameKind } from '../../lib/operator/frames'
import { dayOf, dayWords, secondWords } from '../../lib/time'
import { words, woven } from '../../words'

const w = words('operating')

interface Props {
  message: Message
  /** The frame as it is shown. */
  text: string
  zone: string
}

/** One frame: who said what, when, and all of it when it is opened. */
export function MessageRow({ message, text, zone }: Props) {
  return (
    <li class="message">
      <details>
        <summary>
          <span class="mono">{secondWords(message.at, zone)}</span>{' '}
          <span aria-hidden="true">{message.direction === 'in' ? '→' : '←'}</span>{' '}
          {woven(w.frames[frameKind(message.text, message.direction)], {
            action: <strong>{message.action ?? ''}</strong>,
          })}{' '}
          <span class="muted small-print">{dayWords(dayOf(message.at, zone))}</span>
        </summary>
        <pre class="frame">{text}</pre>
      </details>
    </li>
  )
}

import type { Command } from '../../api/types'
import { commandState, commandWords, waitWords } from '../../lib/operator/commands'
import { nameWords } from '../../lib/operator/names'
import { instantWords } from '../../lib/time'
import { fill, words } from '../../words'
import { Badge } from '../icons'
import { ResultWords } from './told'

const w = words('operating')

interface Props {
  commands: readonly Command[]
  names: ReadonlyMap<string, string>
  zone: string
  online: boolean
}

/** What was asked of a charge point, by whom, when, and what came of it. */
export function CommandList({ commands, names, zone, online }: Props) {
  return (
    <ul class="rows" aria-label={w.commands}>
      {commands.map((command) => (
        <li key={command.command_id} class="row wraps">
          <div class="row-main">
            <strong>{commandWords(command)}</strong>
            <span class="muted">
              {fill(w.askedBy, {
                time: instantWords(command.requested_at, zone),
                name: nameWords(command.requested_by, names),
              })}
            </span>
            {(command.detail !== null || waitWords(command, online) !== '') && (
              <span>
                <ResultWords command={command} online={online} />
              </span>
            )}
          </div>
          <Badge state={commandState(command.state)} />
          {command.answer !== null && Object.keys(command.answer).length > 0 && (
            <details class="row-more">
              <summary>{w.answer}</summary>
              <pre class="frame">{JSON.stringify(command.answer, null, 2)}</pre>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}

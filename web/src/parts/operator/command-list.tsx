import type { Command } from '../../api/types'
import { commandState, commandWords, resultWords } from '../../lib/operator/commands'
import { nameWords } from '../../lib/operator/names'
import { instantWords } from '../../lib/time'
import { Badge } from '../icons'

interface Props {
  commands: readonly Command[]
  names: ReadonlyMap<string, string>
  zone: string
  online: boolean
}

/** What was asked of a charge point, by whom, when, and what came of it. */
export function CommandList({ commands, names, zone, online }: Props) {
  return (
    <ul class="rows" aria-label="Commands">
      {commands.map((command) => (
        <li key={command.command_id} class="row wraps">
          <div class="row-main">
            <strong>{commandWords(command)}</strong>
            <span class="muted">
              {instantWords(command.requested_at, zone)} · {nameWords(command.requested_by, names)}
            </span>
            {resultWords(command, online) !== '' && <span>{resultWords(command, online)}</span>}
          </div>
          <Badge state={commandState(command.state)} />
          {command.answer !== null && Object.keys(command.answer).length > 0 && (
            <details class="row-more">
              <summary>Answer</summary>
              <pre class="frame">{JSON.stringify(command.answer, null, 2)}</pre>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}

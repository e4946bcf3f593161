import type { Command } from '../../api/types'
import { commandState, commandWords, isOpen, waitWords } from '../../lib/operator/commands'
import type { Asking } from '../../lib/operator/following'
import { commandTexts, sentenceOf } from '../../lib/operator/reasons'
import { words, woven } from '../../words'
import { Badge } from '../icons'
import { Failure } from '../states'
import { Said } from './said'

const w = words('operating')

/** What came of the last thing that was asked, while it comes and after; nothing before. */
export function Told<A extends unknown[]>({ asking, online }: { asking: Asking<A>; online: boolean }) {
  if (asking.problem) return <Failure problem={asking.problem} />
  return (
    <div role="status" class="told">
      {asking.command && <Result command={asking.command} online={online} />}
    </div>
  )
}

function Result({ command, online }: { command: Command; online: boolean }) {
  return (
    <p class={isOpen(command) ? 'note' : command.state === 'ACCEPTED' ? 'note good' : 'note bad'}>
      {woven(w.commandIs, {
        command: commandWords(command),
        state: <Badge state={commandState(command.state)} />,
        result: <ResultWords command={command} online={online} />,
      })}
    </p>
  )
}

/** How a command ended, or what it waits for; nothing where its state says it all. */
export function ResultWords({ command, online }: { command: Command; online: boolean }) {
  const waits = waitWords(command, online)
  if (waits !== '' || command.detail === null) return <>{waits}</>
  return <Said sentence={sentenceOf(commandTexts(), command.reason)} detail={command.detail} />
}

interface AskProps {
  label: string
  /** For screen readers, where the label alone says too little. */
  name?: string
  asking: Pick<Asking<[]>, 'busy' | 'run'>
}

/** A button that asks a charge point for something at once. */
export function AskButton({ label, name, asking }: AskProps) {
  return (
    <button
      type="button"
      class="small"
      aria-label={name}
      aria-busy={asking.busy}
      disabled={asking.busy}
      onClick={() => void asking.run()}
    >
      {label}
    </button>
  )
}

import type { ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'
import type { Action } from '../lib/hooks'
import { words } from '../words'
import { Failure } from './states'

const w = words('common')

interface Props {
  label: ComponentChildren
  /** The question's heading, and the words of the button that does it. */
  title: string
  confirm: string
  children?: ComponentChildren
  action: Action<[]>
  class?: string
  danger?: boolean
  name?: string | undefined
}

/** A button that asks before it does what cannot be undone. The question stays open while the server refuses. */
export function ConfirmButton({
  label,
  title,
  confirm,
  children,
  action,
  danger = true,
  name,
  ...rest
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()

  async function yes() {
    if (await action.run()) dialog.current?.close()
  }

  return (
    <>
      <button
        type="button"
        class={rest.class ?? 'small'}
        aria-label={name}
        onClick={() => {
          action.clear()
          dialog.current?.showModal()
        }}
      >
        {label}
      </button>
      <dialog ref={dialog} aria-labelledby={id}>
        <h2 id={id}>{title}</h2>
        {children && <div class="muted">{children}</div>}
        {action.problem && <Failure problem={action.problem} />}
        <div class="actions end">
          <button type="button" onClick={() => dialog.current?.close()}>
            {w.back}
          </button>
          <button
            type="button"
            class={danger ? 'danger' : 'primary'}
            aria-busy={action.busy}
            disabled={action.busy}
            onClick={() => void yes()}
          >
            {confirm}
          </button>
        </div>
      </dialog>
    </>
  )
}

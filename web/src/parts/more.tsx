import type { Action } from '../lib/hooks'
import { Failure } from './states'

export function More({ more }: { more: Action<[]> | null }) {
  if (more === null) return null
  return (
    <div class="more">
      {more.problem && <Failure problem={more.problem} />}
      <button type="button" aria-busy={more.busy} disabled={more.busy} onClick={() => void more.run()}>
        Show more
      </button>
    </div>
  )
}

import type { Action } from '../lib/hooks'
import { words } from '../words'
import { Failure } from './states'

const w = words('common')

export function More({ more }: { more: Action<[]> | null }) {
  if (more === null) return null
  return (
    <div class="more">
      {more.problem && <Failure problem={more.problem} />}
      <button type="button" aria-busy={more.busy} disabled={more.busy} onClick={() => void more.run()}>
        {w.showMore}
      </button>
    </div>
  )
}

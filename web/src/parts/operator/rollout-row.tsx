import type { Rollout } from '../../api/operating-types'
import { commandWords } from '../../lib/operator/commands'
import { progressWords } from '../../lib/operator/rollouts'
import { rolloutState } from '../../lib/operator/words'
import { HERE, instantWords } from '../../lib/time'
import { Badge } from '../icons'

export function RolloutRow({ rollout }: { rollout: Rollout }) {
  return (
    <li class="row linked">
      <div class="row-main">
        <a class="row-link" href={`/networks/${rollout.network_id}/rollouts/${rollout.rollout_id}`}>
          {rollout.name || commandWords(rollout)}
        </a>
        {rollout.name && <span>{commandWords(rollout)}</span>}
        <span class="muted">
          {instantWords(rollout.created_at, HERE)} · {progressWords(rollout)}
        </span>
      </div>
      <Badge state={rolloutState(rollout.state)} />
    </li>
  )
}

import { useState } from 'preact/hooks'
import { rollouts } from '../../api/operating'
import { usePages } from '../../lib/pages'
import { draftOf } from '../../lib/unsaved'
import { More } from '../../parts/more'
import { RolloutRow } from '../../parts/operator/rollout-row'
import { Empty, Shown } from '../../parts/states'
import { search } from '../../router'
import { words } from '../../words'
import { OperatingPage } from './frame'
import { NewRollout, rolloutDraft } from './new-rollout'

const w = words('upkeep')

export function Rollouts({ id }: { id: string }) {
  return <OperatingPage id={id}>{() => <List id={id} />}</OperatingPage>
}

function List({ id }: { id: string }) {
  const image = search.value.get('firmware') ?? ''
  const pages = usePages(id, (cursor) => rollouts.list(id, cursor))
  const [isAdding, setAdding] = useState(() => image !== '' || draftOf(rolloutDraft(id, image)) !== null)
  return (
    <section>
      <header class="section-head">
        <h2>{w.rollouts}</h2>
        <button type="button" class="small" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
          {w.askMany}
        </button>
      </header>
      {isAdding && <NewRollout id={id} firmwareId={image} />}
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.noRollouts}>
              <p>{w.noRolloutsLead}</p>
            </Empty>
          ) : (
            <ul class="rows" aria-label={w.rollouts}>
              {list.map((rollout) => (
                <RolloutRow key={rollout.rollout_id} rollout={rollout} />
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
    </section>
  )
}

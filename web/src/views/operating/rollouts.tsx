import { useState } from 'preact/hooks'
import { rollouts } from '../../api/operating'
import { usePages } from '../../lib/pages'
import { More } from '../../parts/more'
import { RolloutRow } from '../../parts/operator/rollout-row'
import { Empty, Shown } from '../../parts/states'
import { search } from '../../router'
import { OperatingPage } from './frame'
import { NewRollout } from './new-rollout'

export function Rollouts({ id }: { id: string }) {
  return <OperatingPage id={id}>{() => <List id={id} />}</OperatingPage>
}

function List({ id }: { id: string }) {
  const image = search.value.get('firmware') ?? ''
  const pages = usePages(id, (cursor) => rollouts.list(id, cursor))
  const [isAdding, setAdding] = useState(image !== '')
  return (
    <section>
      <header class="section-head">
        <h2>Rollouts</h2>
        <button type="button" class="small" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
          Ask many at once
        </button>
      </header>
      {isAdding && <NewRollout id={id} firmwareId={image} />}
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title="No rollouts yet">
              <p>One command for many charge points, some first and the others when it went well.</p>
            </Empty>
          ) : (
            <ul class="rows" aria-label="Rollouts">
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

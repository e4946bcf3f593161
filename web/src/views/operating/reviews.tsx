import { useState } from 'preact/hooks'
import { reviews } from '../../api/operating'
import type { Held, NewReview, Review } from '../../api/operating-types'
import { useAction } from '../../lib/hooks'
import { usePages } from '../../lib/pages'
import { More } from '../../parts/more'
import { Decided, HeldCard } from '../../parts/operator/held-card'
import { Empty, Shown } from '../../parts/states'
import { words } from '../../words'
import { OperatingPage } from './frame'

const w = words('upkeep')

export function Reviews({ id }: { id: string }) {
  return <OperatingPage id={id}>{() => <List id={id} />}</OperatingPage>
}

function List({ id }: { id: string }) {
  const pages = usePages(id, (cursor) => reviews.list(id, cursor), { live: [`network:${id}`] })
  const [done, setDone] = useState<readonly Review[]>([])
  return (
    <section>
      <h2>{w.toReview}</h2>
      <p class="muted">{w.reviewLead}</p>
      <div role="status">
        {done.map((review) => (
          <Decided key={review.session.session_id} review={review} />
        ))}
      </div>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.nothingToReview} />
          ) : (
            <ul class="rows cards" aria-label={w.toReview}>
              {list.map((held) => (
                <One
                  key={held.session.session_id}
                  held={held}
                  onDecided={(review) => {
                    setDone([review, ...done])
                    pages.load.reload()
                  }}
                />
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
    </section>
  )
}

function One({ held, onDecided }: { held: Held; onDecided: (review: Review) => void }) {
  const decide = useAction(async (review: NewReview) => {
    onDecided(await reviews.decide(held.session.session_id, review))
  })
  return <HeldCard held={held} decide={decide} />
}

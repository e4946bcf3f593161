import { alarms, reviews } from '../api/operating'
import { approvals } from '../api/sharing'
import { useLoad } from '../lib/hooks'
import { counted } from '../lib/policy-words'

/** Leads managers to what waits for them; nothing where nothing does. */
export function Pending({ id }: { id: string }) {
  const base = `/networks/${id}`
  return (
    <>
      <Waiting
        topic={`network:${id}`}
        href={`${base}/alarms`}
        ask={async () => (await alarms.list(id, 'open', null)).items.length}
        words={(count) => `${counted(count, 'alarm is', 'alarms are')} open`}
      />
      <Waiting
        topic={`network:${id}`}
        href={`${base}/approvals`}
        ask={async () => (await approvals.pending(id, null)).items.length}
        words={(count) => `${counted(count, 'booking waits', 'bookings wait')} for approval`}
      />
      <Waiting
        topic={`network:${id}`}
        href={`${base}/reviews`}
        ask={async () => (await reviews.list(id, null)).items.length}
        words={(count) => `${counted(count, 'session waits', 'sessions wait')} for a review`}
      />
    </>
  )
}

interface WaitingProps {
  topic: string
  href: string
  ask: () => Promise<number>
  words: (count: number) => string
}

function Waiting(props: WaitingProps) {
  const load = useLoad(props.href, props.ask, { live: [props.topic] })
  const count = load.loaded.data ?? 0
  if (count === 0) return null
  return (
    <p class="note warn">
      <a href={props.href}>{props.words(count)}</a>
    </p>
  )
}

import { networks } from '../api/client'
import { alarms, reviews } from '../api/operating'
import { approvals } from '../api/sharing'
import { useLoad } from '../lib/hooks'
import { counted, words } from '../words'

const w = words('networks')

/** Leads managers to what waits for them; nothing where nothing does. */
export function Pending({ id }: { id: string }) {
  const base = `/networks/${id}`
  const topic = `network:${id}`
  return (
    <>
      <Waiting
        topic={topic}
        href={`${base}/alarms`}
        ask={async () => (await alarms.list(id, 'open', null)).items.length}
        words={(count) => counted(w.alarmsOpen, count)}
      />
      <Waiting
        topic={topic}
        href={`${base}/approvals`}
        ask={async () => (await approvals.pending(id, null)).items.length}
        words={(count) => counted(w.approvalsWait, count)}
      />
      <Waiting
        topic={topic}
        href={`${base}/reviews`}
        ask={async () => (await reviews.list(id, null)).items.length}
        words={(count) => counted(w.reviewsWait, count)}
      />
    </>
  )
}

/** Leads whoever has a station, but nobody to share it with, to inviting people. */
export function Alone({ id }: { id: string }) {
  const load = useLoad(id, () => networks.members(id))
  if (load.loaded.data?.items.length !== 1) return null
  return (
    <p class="note">
      {w.alone} <a href={`/networks/${id}/invitations`}>{w.invitePeople}</a>
    </p>
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

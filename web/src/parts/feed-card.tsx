import type { Feed } from '../api/sharing-types'
import type { Action } from '../lib/hooks'
import { instantWords } from '../lib/time'
import { ConfirmButton } from './confirm'
import { CopyButton } from './copy'
import { Failure } from './states'

interface Props {
  /** Null: there is none. */
  feed: Feed | null
  make: Action<[]>
  rotate: Action<[]>
  remove: Action<[]>
}

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** A calendar to subscribe to: its secret address is shown once. */
export function FeedCard({ feed, make, rotate, remove }: Props) {
  if (feed === null) {
    return (
      <div class="card feed-url">
        {make.problem && <Failure problem={make.problem} />}
        <button type="button" class="primary" disabled={make.busy} onClick={() => void make.run()}>
          Make a calendar link
        </button>
      </div>
    )
  }
  return (
    <div class="card feed-url">
      {feed.url === null ? (
        <p class="muted">
          There is a link since {instantWords(feed.created_at, HERE)}. It was shown once; replace it if you
          have lost it.
        </p>
      ) : (
        <>
          <p class="note warn">Copy it now: it is not shown again. Whoever knows it reads these bookings.</p>
          <output class="mono" data-testid="feed-url">
            {feed.url}
          </output>
          <div class="actions">
            <CopyButton text={feed.url} label="Copy link" />
            {feed.webcal_url !== null && (
              <a class="button small" href={feed.webcal_url}>
                Open in my calendar
              </a>
            )}
          </div>
        </>
      )}
      <div class="actions">
        <ConfirmButton label="Replace link" title="Replace the link?" confirm="Replace" action={rotate}>
          <p>The old link stops working at once. Calendars that use it need the new one.</p>
        </ConfirmButton>
        <ConfirmButton label="Remove link" title="Remove the link?" confirm="Remove" action={remove}>
          <p>Calendars that use it no longer see these bookings.</p>
        </ConfirmButton>
      </div>
    </div>
  )
}

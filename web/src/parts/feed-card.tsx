import type { Feed } from '../api/sharing-types'
import type { Action } from '../lib/hooks'
import { HERE, instantWords } from '../lib/time'
import { fill, words } from '../words'
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

const w = words('account')

/** A calendar to subscribe to: its secret address is shown once. */
export function FeedCard({ feed, make, rotate, remove }: Props) {
  if (feed === null) {
    return (
      <div class="card feed-url">
        {make.problem && <Failure problem={make.problem} />}
        <button type="button" class="primary" disabled={make.busy} onClick={() => void make.run()}>
          {w.makeLink}
        </button>
      </div>
    )
  }
  return (
    <div class="card feed-url">
      {feed.url === null ? (
        <p class="muted">{fill(w.linkShownOnce, { time: instantWords(feed.created_at, HERE) })}</p>
      ) : (
        <>
          <p class="note warn">{w.copyNow}</p>
          <output class="mono" data-testid="feed-url">
            {feed.url}
          </output>
          <div class="actions">
            <CopyButton text={feed.url} label={w.copyLink} />
            {feed.webcal_url !== null && (
              <a class="button small" href={feed.webcal_url}>
                {w.openInCalendar}
              </a>
            )}
          </div>
        </>
      )}
      <div class="actions">
        <ConfirmButton label={w.replaceLink} title={w.replaceLinkTitle} confirm={w.replace} action={rotate}>
          <p>{w.replaceLinkLead}</p>
        </ConfirmButton>
        <ConfirmButton label={w.removeLink} title={w.removeLinkTitle} confirm={w.remove} action={remove}>
          <p>{w.removeLinkLead}</p>
        </ConfirmButton>
      </div>
    </div>
  )
}

import { me } from '../api/client'
import { useLoad, useWatch } from '../lib/hooks'
import { usePages } from '../lib/pages'
import { More } from '../parts/more'
import { Page } from '../parts/page'
import { SessionRow } from '../parts/session-row'
import { Empty, Shown } from '../parts/states'

export function Sessions() {
  const active = useLoad('active', () => me.sessions('ACTIVE'), { live: ['me'] })
  const charging = active.loaded.data?.items.map((session) => `session:${session.session_id}`)
  useWatch(charging ?? [], active.reload)
  const past = usePages('past', (cursor) => me.sessions('COMPLETED', cursor))
  return (
    <Page title="Charging">
      <section>
        <h2>Now</h2>
        <Shown load={active}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title="Not charging">
                <p>Start from a station or from one of your bookings.</p>
              </Empty>
            ) : (
              <ul class="rows cards">
                {items.map((session) => (
                  <SessionRow key={session.session_id} session={session} />
                ))}
              </ul>
            )
          }
        </Shown>
      </section>
      <section>
        <h2>History</h2>
        <Shown load={past.load}>
          {(items) =>
            items.length === 0 ? (
              <Empty title="No sessions yet">
                <p>What you charge is listed here, with its energy and cost.</p>
              </Empty>
            ) : (
              <ul class="rows">
                {items.map((session) => (
                  <SessionRow key={session.session_id} session={session} />
                ))}
              </ul>
            )
          }
        </Shown>
        <More more={past.more} />
      </section>
    </Page>
  )
}

import { me } from '../api/client'
import { useLoad, useWatch } from '../lib/hooks'
import { lazy } from '../lib/lazy'
import { usePages } from '../lib/pages'
import { More } from '../parts/more'
import { Page } from '../parts/page'
import { SessionRow } from '../parts/session-row'
import { Empty, Shown } from '../parts/states'
import { words } from '../words'

const w = words('visits')
const UsageCard = lazy(async () => (await import('../parts/usage')).UsageCard)

export function Sessions() {
  const active = useLoad('active', () => me.sessions('ACTIVE'), { live: ['me'] })
  const charging = active.loaded.data?.items.map((session) => `session:${session.session_id}`)
  useWatch(charging ?? [], active.reload)
  const usage = useLoad('usage', () => me.usage())
  const past = usePages('past', (cursor) => me.sessions('COMPLETED', cursor))
  return (
    <Page title={w.charging}>
      <section>
        <h2>{w.now}</h2>
        <Shown load={active}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={w.notCharging}>
                <p>{w.notChargingLead}</p>
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
        <h2>{w.twelveMonths}</h2>
        <Shown load={usage}>{(told) => <UsageCard usage={told} />}</Shown>
      </section>
      <section>
        <h2>{w.history}</h2>
        <Shown load={past.load}>
          {(items) =>
            items.length === 0 ? (
              <Empty title={w.noSessions}>
                <p>{w.noSessionsLead}</p>
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

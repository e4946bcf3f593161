import { networks } from '../api/client'
import { usePages } from '../lib/pages'
import { More } from '../parts/more'
import { SessionRow } from '../parts/session-row'
import { Empty, Shown } from '../parts/states'
import { words } from '../words'
import { NetworkPage } from './network-page'

const w = words('networks')

export function NetworkSessions({ id }: { id: string }) {
  return <NetworkPage id={id}>{() => <List id={id} />}</NetworkPage>
}

function List({ id }: { id: string }) {
  const pages = usePages(id, (cursor) => networks.sessions(id, cursor), { live: [`network:${id}`] })
  return (
    <section>
      <h2>{w.sessionsTitle}</h2>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.noSessions} />
          ) : (
            <ul class="rows">
              {list.map((session) => (
                <SessionRow key={session.session_id} session={session} withDriver />
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
    </section>
  )
}

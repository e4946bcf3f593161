import { me, networks } from '../api/client'
import { useLoad } from '../lib/hooks'
import { personName } from '../lib/words'
import { Page } from '../parts/page'
import { Empty, Failure, Shown } from '../parts/states'
import { fill, words } from '../words'
import { JoinForm } from './join-form'

const w = words('networks')

export function Networks() {
  const load = useLoad('mine', () => networks.mine())
  return (
    <Page
      title={w.mine}
      actions={
        <a class="button" href="/networks/new">
          {w.create}
        </a>
      }
    >
      <Shown load={load}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={w.inNone}>
              <p>{w.inNoneLead}</p>
            </Empty>
          ) : (
            <ul class="rows">
              {items.map((network) => (
                <li key={network.network_id} class="row linked">
                  <div class="row-main">
                    <a class="row-link" href={`/networks/${network.network_id}`}>
                      {network.name}
                    </a>
                    {network.description && (
                      <span class="muted">
                        <bdi>{network.description}</bdi>
                      </span>
                    )}
                  </div>
                  {network.my_role && <span class="badge quiet">{w.roles[network.my_role]}</span>}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <Invited />
      <section>
        <h2>{w.joinByCode}</h2>
        <JoinForm />
      </section>
    </Page>
  )
}

function Invited() {
  const load = useLoad('invited', () => me.invitations())
  const open = load.loaded.data?.items ?? []
  if (load.loaded.problem) return <Failure problem={load.loaded.problem} onRetry={load.reload} />
  if (open.length === 0) return null
  return (
    <section>
      <h2>{w.invitationsToMe}</h2>
      <ul class="rows">
        {open.map((invitation) => (
          <li key={invitation.invitation_id} class="row">
            <div class="row-main">
              <strong>{invitation.network_name}</strong>
              <span class="muted">{fill(w.invitedBy, { name: personName(invitation.invited_by) })}</span>
            </div>
            <a class="button small" href={`/invitations/${encodeURIComponent(invitation.code)}`}>
              {w.seeInvitation}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

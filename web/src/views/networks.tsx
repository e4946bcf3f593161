import { useState } from 'preact/hooks'
import { me, networks } from '../api/client'
import { useAction, useLoad } from '../lib/hooks'
import { Field, Form, Submit } from '../parts/fields'
import { Page } from '../parts/page'
import { Empty, Failure, Shown } from '../parts/states'
import { go } from '../router'
import { say } from '../store'

export function Networks() {
  const load = useLoad('mine', () => networks.mine())
  return (
    <Page
      title="My networks"
      actions={
        <a class="button" href="/networks/new">
          Create a network
        </a>
      }
    >
      <Shown load={load}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="You are in no network yet">
              <p>Join one by its code, accept an invitation, or create your own.</p>
            </Empty>
          ) : (
            <ul class="rows">
              {items.map((network) => (
                <li key={network.network_id} class="row linked">
                  <div class="row-main">
                    <a class="row-link" href={`/networks/${network.network_id}`}>
                      {network.name}
                    </a>
                    {network.description && <span class="muted">{network.description}</span>}
                  </div>
                  <span class="badge quiet">{network.my_role}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <Invited />
      <JoinByCode />
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
      <h2>Invitations to me</h2>
      <ul class="rows">
        {open.map((invitation) => (
          <li key={invitation.invitation_id} class="row">
            <div class="row-main">
              <strong>{invitation.network_name}</strong>
              <span class="muted">From {invitation.invited_by}</span>
            </div>
            <a class="button small" href={`/invitations/${encodeURIComponent(invitation.code)}`}>
              See invitation
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function JoinByCode() {
  const [code, setCode] = useState('')
  const join = useAction(async () => {
    const network = await networks.join(code.trim())
    say(`You are now a member of ${network.name}.`)
    go(`/networks/${network.network_id}`)
  })
  return (
    <section>
      <h2>Join by code</h2>
      <Form class="card inline" label="Join by code" onSubmit={() => void join.run()}>
        {join.problem && <Failure problem={join.problem} />}
        <Field
          label="Join code"
          name="code"
          value={code}
          onInput={setCode}
          problem={join.problem}
          autoComplete="off"
          class="grow"
          required
        />
        <Submit busy={join.busy}>Join</Submit>
      </Form>
    </section>
  )
}

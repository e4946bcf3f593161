import { useState } from 'preact/hooks'
import { networks } from '../api/client'
import type { Invitation, InviteResult, Network } from '../api/types'
import { useAction } from '../lib/hooks'
import { usePages } from '../lib/pages'
import { Field, Form, Submit } from '../parts/fields'
import { InvitationRow, InviteResults } from '../parts/invitations'
import { More } from '../parts/more'
import { Empty, Failure, Shown } from '../parts/states'
import { say } from '../store'
import { NetworkPage } from './network-page'

export function NetworkInvitations({ id }: { id: string }) {
  return <NetworkPage id={id}>{(network) => <Invitations network={network} />}</NetworkPage>
}

function Invitations({ network: { network_id: id } }: { network: Network }) {
  const pages = usePages(id, (cursor) => networks.invitations(id, cursor))
  return (
    <>
      <Invite id={id} onInvited={pages.load.reload} />
      <section>
        <h2>Sent invitations</h2>
        <Shown load={pages.load}>
          {(list) =>
            list.length === 0 ? (
              <Empty title="Nobody is invited yet" />
            ) : (
              <ul class="rows">
                {list.map((invitation) => (
                  <One
                    key={invitation.invitation_id}
                    id={id}
                    invitation={invitation}
                    onChanged={pages.load.reload}
                  />
                ))}
              </ul>
            )
          }
        </Shown>
        <More more={pages.more} />
      </section>
    </>
  )
}

function Invite({ id, onInvited }: { id: string; onInvited: () => void }) {
  const [text, setText] = useState('')
  const [results, setResults] = useState<InviteResult[]>([])
  const invite = useAction(async () => {
    const answer = await networks.invite(id, text)
    setResults(answer.results)
    if (answer.results.every((r) => r.outcome === 'invited')) setText('')
    onInvited()
  })
  return (
    <section>
      <h2>Invite people</h2>
      <Form class="card" label="Invite people" onSubmit={() => void invite.run()}>
        {invite.problem && <Failure problem={invite.problem} />}
        <Field
          label="E-mail addresses"
          name="text"
          value={text}
          onInput={setText}
          problem={invite.problem}
          rows={4}
          hint="Paste as many as you like: one a line, with commas, or a column of a table."
          required
        />
        <Submit busy={invite.busy}>Invite</Submit>
        <InviteResults results={results} />
      </Form>
    </section>
  )
}

function One({ id, invitation, onChanged }: { id: string; invitation: Invitation; onChanged: () => void }) {
  const resend = useAction(async () => {
    await networks.resend(id, invitation.invitation_id)
    say(`The invitation to ${invitation.email} is sent again.`)
    onChanged()
  })
  const revoke = useAction(async () => {
    await networks.revoke(id, invitation.invitation_id)
    say(`The invitation to ${invitation.email} is revoked.`)
    onChanged()
  })
  return <InvitationRow invitation={invitation} resend={resend} revoke={revoke} />
}

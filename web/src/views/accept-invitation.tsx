import { invitations } from '../api/client'
import { useAction, useLoad } from '../lib/hooks'
import { HERE, instantWords } from '../lib/time'
import { Page } from '../parts/page'
import { Failure, Shown } from '../parts/states'
import { go } from '../router'
import { account, loginState, say } from '../store'
import { fill, words, woven } from '../words'

const w = words('account')

export function AcceptInvitation({ code }: { code: string }) {
  const load = useLoad(code, () => invitations.preview(code))
  const accept = useAction(async () => {
    const network = await invitations.accept(code)
    say(fill(w.joined, { network: network.name }))
    go(`/networks/${network.network_id}`, { replace: true })
  })
  const next = `?next=/invitations/${encodeURIComponent(code)}`
  return (
    <Page title={w.invitation} size="narrow">
      <Shown load={load}>
        {(invitation) => (
          <section class="card">
            <p>
              {woven(w.invites, {
                person: invitation.invited_by,
                network: <strong>{invitation.network_name}</strong>,
              })}
            </p>
            <p class="muted">
              {fill(w.invitationFor, {
                email: invitation.email_hint,
                time: instantWords(invitation.expires_at, HERE),
              })}
            </p>
            {accept.problem && <Failure problem={accept.problem} />}
            {loginState.value === 'in' ? (
              <>
                <p class="muted">{fill(w.loggedInAs, { email: account.value?.email ?? '' })}</p>
                <button
                  type="button"
                  class="primary"
                  aria-busy={accept.busy}
                  disabled={accept.busy}
                  onClick={() => void accept.run()}
                >
                  {w.accept}
                </button>
              </>
            ) : (
              <div class="actions">
                <a class="button primary" href={`/signup${next}`}>
                  {w.signUpToAccept}
                </a>
                <a class="button" href={`/login${next}`}>
                  {w.logInToAccept}
                </a>
              </div>
            )}
          </section>
        )}
      </Shown>
    </Page>
  )
}

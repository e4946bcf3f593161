import { invitations } from '../api/client'
import { useAction, useLoad } from '../lib/hooks'
import { instantWords } from '../lib/time'
import { Page } from '../parts/page'
import { Failure, Shown } from '../parts/states'
import { go } from '../router'
import { account, loginState, say } from '../store'

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

export function AcceptInvitation({ code }: { code: string }) {
  const load = useLoad(code, () => invitations.preview(code))
  const accept = useAction(async () => {
    const network = await invitations.accept(code)
    say(`You are now a member of ${network.name}.`)
    go(`/networks/${network.network_id}`, { replace: true })
  })
  const next = `?next=/invitations/${encodeURIComponent(code)}`
  return (
    <Page title="Invitation" size="narrow">
      <Shown load={load}>
        {(invitation) => (
          <section class="card">
            <p>
              {invitation.invited_by} invites you to join <strong>{invitation.network_name}</strong>.
            </p>
            <p class="muted">
              It is for {invitation.email_hint}, open until {instantWords(invitation.expires_at, HERE)}.
            </p>
            {accept.problem && <Failure problem={accept.problem} />}
            {loginState.value === 'in' ? (
              <>
                <p class="muted">You are logged in as {account.value?.email}.</p>
                <button
                  type="button"
                  class="primary"
                  aria-busy={accept.busy}
                  disabled={accept.busy}
                  onClick={() => void accept.run()}
                >
                  Accept invitation
                </button>
              </>
            ) : (
              <div class="actions">
                <a class="button primary" href={`/signup${next}`}>
                  Sign up to accept
                </a>
                <a class="button" href={`/login${next}`}>
                  Log in to accept
                </a>
              </div>
            )}
          </section>
        )}
      </Shown>
    </Page>
  )
}

import { Page } from '../parts/page'
import { place, search } from '../router'
import { loginState } from '../store'
import { words } from '../words'
import { JoinForm } from './join-form'

const w = words('networks')
const common = words('common')

/** Where a network's QR code leads: who has no account yet makes one and comes back. */
export function JoinNetwork() {
  const next = `?next=${encodeURIComponent(place.value.path + place.value.search)}`
  if (loginState.value === 'in') {
    return (
      <Page title={w.joinTitle} lead={w.joinLead} back={{ href: '/networks', label: w.mine }} size="narrow">
        <JoinForm given={search.value.get('code') ?? ''} />
      </Page>
    )
  }
  return (
    <Page title={w.joinTitle} lead={w.joinStranger} size="narrow">
      <div class="actions">
        <a class="button primary" href={`/signup${next}`}>
          {common.signUp}
        </a>
        <a class="button" href={`/login${next}`}>
          {common.logIn}
        </a>
      </div>
    </Page>
  )
}

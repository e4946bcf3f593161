import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { lazy } from './lib/lazy'
import { match } from './lib/routes'
import { FaultBoundary } from './parts/fault'
import { Page } from './parts/page'
import { Shell } from './parts/shell'
import { Loading } from './parts/states'
import { followLinks, go, place } from './router'
import { account, isOnline, loginState, newVersion, notice, seenAt, turnToChosen } from './store'
import { AcceptInvitation } from './views/accept-invitation'
import { Bookings } from './views/bookings'
import { LogIn } from './views/log-in'
import { MapOfStations } from './views/map'
import { Me } from './views/me'
import { Network } from './views/network'
import { Networks } from './views/networks'
import { Session } from './views/session'
import { Sessions } from './views/sessions'
import { SignUp } from './views/sign-up'
import { Station } from './views/station'
import { language, words } from './words'

const w = words('common')

type View = ComponentType<Record<string, string>>

const open = (view: ComponentType<never>) => ({ view: view as unknown as View, needsLogin: false })
const own = (view: ComponentType<never>) => ({ view: view as unknown as View, needsLogin: true })

/** A page that needs a login and whose code comes when it is first opened. */
const later = (load: () => Promise<ComponentType<never>>) => own(lazy(load))

/** The same for a page that anybody may open. */
const anyLater = (load: () => Promise<ComponentType<never>>) => open(lazy(load))

const operating = () => import('./views/operating')
const chargePoint = async () => (await import('./views/charge-point')).ChargePoint

const ROUTES: readonly (readonly [string, { view: View; needsLogin: boolean }])[] = [
  ['/', open(MapOfStations)],
  ['/signup', open(SignUp)],
  ['/verify', open(lazy(async () => (await import('./views/verify')).Verify))],
  ['/login', open(LogIn)],
  ['/forgot', open(lazy(async () => (await import('./views/forgot')).Forgot))],
  ['/reset', open(lazy(async () => (await import('./views/forgot')).Reset))],
  ['/c/:id', anyLater(async () => (await import('./views/charger-page')).ChargerPage)],
  ['/stations/:id', open(Station)],
  ['/stations/:id/manage', later(async () => (await import('./views/manage-station')).ManageStation)],
  ['/stations/:id/connect', later(async () => (await import('./views/connect-station')).ConnectStation)],
  ['/stations/:id/labels', later(async () => (await import('./views/station-labels')).StationLabels)],
  ['/invitations/:code', open(AcceptInvitation)],
  ['/bookings', own(Bookings)],
  ['/sessions', own(Sessions)],
  ['/sessions/:id', own(Session)],
  ['/networks', own(Networks)],
  ['/networks/new', later(async () => (await import('./views/new-network')).NewNetwork)],
  ['/networks/join', open(lazy(async () => (await import('./views/join-network')).JoinNetwork))],
  ['/networks/:id', open(Network)],
  ['/networks/:id/poster', later(async () => (await import('./views/network-poster')).NetworkPoster)],
  ['/networks/:id/calendar', later(async () => (await import('./views/network-calendar')).NetworkCalendar)],
  ['/networks/:id/usage', later(async () => (await import('./views/network-usage')).NetworkUsage)],
  ['/stations/:id/calendar', later(async () => (await import('./views/network-calendar')).StationCalendar)],
  ['/networks/:id/members', later(async () => (await import('./views/network-members')).NetworkMembers)],
  [
    '/networks/:id/invitations',
    later(async () => (await import('./views/network-invitations')).NetworkInvitations),
  ],
  ['/networks/:id/sessions', later(async () => (await import('./views/network-sessions')).NetworkSessions)],
  ['/networks/:id/policy', later(async () => (await import('./views/network-policy')).NetworkPolicy)],
  ['/stations/:id/policy', later(async () => (await import('./views/place-policy')).StationPolicy)],
  ['/chargers/:id/policy', later(async () => (await import('./views/place-policy')).ChargerPolicy)],
  [
    '/networks/:id/approvals',
    later(async () => (await import('./views/network-approvals')).NetworkApprovals),
  ],
  ['/networks/:id/fees', later(async () => (await import('./views/network-charges')).NetworkCharges)],
  ['/networks/:id/fairness', later(async () => (await import('./views/network-fairness')).NetworkFairness)],
  ['/networks/:id/alarms', later(async () => (await operating()).Alarms)],
  ['/networks/:id/reviews', later(async () => (await operating()).Reviews)],
  ['/networks/:id/firmware', later(async () => (await operating()).FirmwareImages)],
  ['/networks/:id/rollouts', later(async () => (await operating()).Rollouts)],
  ['/networks/:id/rollouts/:rollout', later(async () => (await operating()).Rollout)],
  ['/charge-points/:id', later(chargePoint)],
  ['/charge-points/:id/:page', later(chargePoint)],
  ['/chargers/:id/blocks', later(async () => (await import('./views/charger-blocks')).ChargerBlocks)],
  ['/series', later(async () => (await import('./views/my-series')).MySeries)],
  ['/series/:id', later(async () => (await import('./views/series')).Series)],
  ['/networks/:id/settings', later(async () => (await import('./views/network-settings')).NetworkSettings)],
  ['/networks/:id/stations/new', later(async () => (await import('./views/new-station')).NewStation)],
  [
    '/networks/:id/stations/import',
    later(async () => (await import('./views/bring-stations')).BringStations),
  ],
  ['/me', own(Me)],
  ['/me/cars', later(async () => (await import('./views/my-cars')).MyCars)],
  ['/me/tokens', later(async () => (await import('./views/my-tokens')).MyTokens)],
  ['/me/notifications', later(async () => (await import('./views/my-notifications')).MyNotifications)],
  ['/me/calendar', later(async () => (await import('./views/feed')).MyCalendar)],
  ['/me/fees', later(async () => (await import('./views/my-charges')).MyCharges)],
  ['/me/data', later(async () => (await import('./views/my-data')).MyData)],
]

export function App() {
  useEffect(() => {
    document.addEventListener('click', followLinks)
    return () => document.removeEventListener('click', followLinks)
  }, [])

  return (
    <Shell
      path={place.value.path}
      loginState={loginState.value}
      name={account.value?.name ?? null}
      isOnline={isOnline.value}
      seenAt={seenAt.value}
      onNewVersion={newVersion.value}
      notice={notice.value}
      language={language.value}
      onLanguage={turnToChosen}
    >
      <Routed />
    </Shell>
  )
}

function Routed() {
  const { path, search } = place.value
  for (const [pattern, { view: View, needsLogin }] of ROUTES) {
    const parts = match(pattern, path)
    if (parts === null) continue
    if (loginState.value === 'unknown') return <Loading />
    if (needsLogin && loginState.value === 'out') return <ToLogin next={path + search} />
    return (
      <FaultBoundary key={path}>
        <View {...parts} />
      </FaultBoundary>
    )
  }
  return (
    <Page title={w.notFound} size="narrow">
      <p>{w.notFoundLead}</p>
      <a class="button primary" href="/">
        {w.toMap}
      </a>
    </Page>
  )
}

function ToLogin({ next }: { next: string }) {
  useEffect(() => go(`/login?next=${encodeURIComponent(next)}`, { replace: true }), [next])
  return <Loading />
}

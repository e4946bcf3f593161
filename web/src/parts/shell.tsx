import type { ComponentChildren } from 'preact'
import { Icon, type IconName, Mark } from './icons'

interface Props {
  path: string
  loginState: 'unknown' | 'out' | 'in'
  name: string | null
  isOnline: boolean
  notice: string
  children: ComponentChildren
}

const PLACES: readonly { href: string; label: string; icon: IconName; needsLogin: boolean }[] = [
  { href: '/', label: 'Map', icon: 'map', needsLogin: false },
  { href: '/bookings', label: 'Bookings', icon: 'calendar', needsLogin: true },
  { href: '/sessions', label: 'Charging', icon: 'bolt', needsLogin: true },
  { href: '/networks', label: 'Networks', icon: 'group', needsLogin: true },
  { href: '/me', label: 'Profile', icon: 'person', needsLogin: true },
]

/** What stands around every view: the way to the others, whether we are online, and passing notices. */
export function Shell({ path, loginState, name, isOnline, notice, children }: Props) {
  const isIn = loginState === 'in'
  const isHere = (href: string) =>
    href === '/' ? path === '/' || /^\/(stations|charge-points|find)(\/|$)/.test(path) : path.startsWith(href)
  return (
    <>
      <a class="skip" href="#main">
        Skip to content
      </a>
      <header class="top">
        <a class="brand" href="/" aria-label="PlugNexus, map">
          <Mark />
          <span>PlugNexus</span>
        </a>
        {isIn && (
          <nav class="places" aria-label="Main">
            {PLACES.map((place) => (
              <a key={place.href} href={place.href} aria-current={isHere(place.href) ? 'page' : undefined}>
                <Icon name={place.icon} />
                <span>{place.label}</span>
              </a>
            ))}
          </nav>
        )}
        {isIn && name && <span class="who">{name}</span>}
        {loginState === 'out' && (
          <nav class="enter" aria-label="Account">
            <a href="/login" class="button quiet">
              Log in
            </a>
            <a href="/signup" class="button primary">
              Sign up
            </a>
          </nav>
        )}
      </header>
      {!isOnline && (
        <p class="offline" role="status">
          You are offline. What you see may be out of date, and nothing can be sent.
        </p>
      )}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <div class={`toast ${notice === '' ? '' : 'shown'}`} role="status" aria-live="polite">
        {notice}
      </div>
    </>
  )
}

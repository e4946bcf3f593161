import type { ComponentChildren } from 'preact'
import { HERE, instantWords } from '../lib/time'
import { fill, words } from '../words'
import { LANGUAGES, type Language } from '../words/languages'
import { Icon, type IconName, Mark } from './icons'

const w = words('common')

interface Props {
  path: string
  loginState: 'unknown' | 'out' | 'in'
  name: string | null
  isOnline: boolean
  /** When what is shown was told by the API; null while that is now. */
  seenAt: Date | null
  notice: string
  /** Turns to the version that waits; null while none does. */
  onNewVersion: (() => void) | null
  language: Language
  onLanguage: (language: Language) => void
  children: ComponentChildren
}

const PLACES: readonly { href: string; label: () => string; icon: IconName; needsLogin: boolean }[] = [
  { href: '/', label: () => w.mapPlace, icon: 'map', needsLogin: false },
  { href: '/bookings', label: () => w.bookingsPlace, icon: 'calendar', needsLogin: true },
  { href: '/sessions', label: () => w.chargingPlace, icon: 'bolt', needsLogin: true },
  { href: '/networks', label: () => w.networksPlace, icon: 'group', needsLogin: true },
  { href: '/me', label: () => w.profilePlace, icon: 'person', needsLogin: true },
]

/** What stands around every view: the way to the others, whether we are online, and passing notices. */
export function Shell(props: Props) {
  const { path, loginState, name, isOnline, seenAt, notice, onNewVersion, language, onLanguage, children } =
    props
  const isIn = loginState === 'in'
  const isHere = (href: string) =>
    href === '/' ? path === '/' || /^\/(stations|charge-points|find)(\/|$)/.test(path) : path.startsWith(href)
  return (
    <>
      <a class="skip" href="#main">
        {w.skip}
      </a>
      <header class="top">
        <a class="brand" href="/" aria-label={w.brandLabel}>
          <Mark />
          <span>PlugNexus</span>
        </a>
        {isIn && (
          <nav class="places" aria-label={w.mainNavigation}>
            {PLACES.map((place) => (
              <a key={place.href} href={place.href} aria-current={isHere(place.href) ? 'page' : undefined}>
                <Icon name={place.icon} />
                <span>{place.label()}</span>
              </a>
            ))}
          </nav>
        )}
        {isIn && name && <span class="who">{name}</span>}
        {loginState === 'out' && (
          <nav class="enter" aria-label={w.accountNavigation}>
            <a href="/login" class="button quiet">
              {w.logIn}
            </a>
            <a href="/signup" class="button primary">
              {w.signUp}
            </a>
          </nav>
        )}
      </header>
      {(!isOnline || seenAt !== null) && (
        <p class="offline" role="status">
          {seenAt === null ? w.offline : fill(w.seenAt, { time: instantWords(seenAt, HERE) })}
        </p>
      )}
      {onNewVersion && (
        <p class="new-version" role="status">
          {w.newVersion}{' '}
          <button type="button" class="small" onClick={onNewVersion}>
            {w.takeNewVersion}
          </button>
        </p>
      )}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer class="foot">
        <label>
          <Icon name="globe" /> <span class="visually-hidden">{w.language}</span>
          <select value={language} onChange={(e) => onLanguage(e.currentTarget.value as Language)}>
            {Object.entries(LANGUAGES).map(([code, name]) => (
              <option key={code} value={code} lang={code} selected={code === language}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </footer>
      <div class={`toast ${notice === '' ? '' : 'shown'}`} role="status" aria-live="polite">
        {notice}
      </div>
    </>
  )
}

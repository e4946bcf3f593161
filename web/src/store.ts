/** What the whole client knows. Only top-level views and the shell read it; parts get what they need as props. */
import { signal } from '@preact/signals'
import { Problem, renewLogin, setAccessToken, whenLoggedOut } from './api/http'
import type { Account, Login } from './api/types'
import { chooseLanguage, chosenLanguage } from './lib/own-language'
import { problemWords } from './lib/problem-words'
import { isReturning, setReturning } from './lib/returning'
import { language, speak } from './words'
import type { Language } from './words/languages'

export type LoginState = 'unknown' | 'out' | 'in'

export const loginState = signal<LoginState>('unknown')
export const account = signal<Account | null>(null)
export const isOnline = signal(navigator.onLine)
export const notice = signal('')
export const mapStyleUrl = signal<string | null>(null)

addEventListener('online', () => {
  isOnline.value = true
})
addEventListener('offline', () => {
  isOnline.value = false
})
whenLoggedOut(forgetLogin)

export function keepLogin(login: Login): void {
  setReturning(true)
  setAccessToken(login.access_token)
  account.value = login.account
  loginState.value = 'in'
  turnTo(chosenLanguage(login.account.locale))
}

/** Turns everything to the language that somebody has chosen, now and when they come again. */
export function turnToChosen(wanted: Language): void {
  chooseLanguage(wanted)
  turnTo(wanted)
}

function turnTo(wanted: Language): void {
  if (wanted !== language.value)
    speak(wanted).catch(() => say(problemWords(new Problem(0, { code: 'not_fetched' }))))
}

export function forgetLogin(): void {
  setReturning(false)
  beStranger()
}

function beStranger(): void {
  setAccessToken(null)
  account.value = null
  loginState.value = 'out'
}

/** Takes up the login that the refresh cookie still holds, if any. */
export async function recoverLogin(): Promise<void> {
  try {
    const login = isReturning() ? await renewLogin() : null
    if (login === null) forgetLogin()
    else keepLogin(login)
  } catch {
    beStranger() // nobody could be asked; at the next start the cookie may do
  }
}

/** Reads the settings that whoever hosts the client may change without building it. */
export async function loadConfig(): Promise<void> {
  try {
    const config: unknown = await (await fetch('/config.json')).json()
    const url = (config as { map_style_url?: unknown }).map_style_url
    if (typeof url === 'string') mapStyleUrl.value = url
  } catch {
    mapStyleUrl.value = null
  }
}

let noticeTimer = 0

/** Shows a passing notice, which screen readers speak. */
export function say(text: string): void {
  clearTimeout(noticeTimer)
  notice.value = text
  noticeTimer = window.setTimeout(() => {
    notice.value = ''
  }, 5000)
}

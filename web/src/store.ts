/** What the whole client knows. Only top-level views and the shell read it; parts get what they need as props. */
import { signal } from '@preact/signals'
import {
  keepAnswersOn,
  oweLogin,
  Problem,
  renewLogin,
  setAccessToken,
  whenLoggedOut,
  whenTold,
} from './api/http'
import type { Account, Login } from './api/types'
import { chooseLanguage, chosenLanguage } from './lib/own-language'
import { problemWords } from './lib/problem-words'
import { isReturning, setReturning } from './lib/returning'
import { forgetSeen, keepReader, lastReader, shelfOf } from './lib/seen'
import { forgetDrafts } from './lib/unsaved'
import { language, speak } from './words'
import type { Language } from './words/languages'

export type LoginState = 'unknown' | 'out' | 'in'

export const loginState = signal<LoginState>('unknown')
export const account = signal<Account | null>(null)
export const isOnline = signal(navigator.onLine)
/** When what is shown was told by the API; null while that is now. */
export const seenAt = signal<Date | null>(null)
export const notice = signal('')
/** Turns to the version of the client that waits, if one does. */
export const newVersion = signal<(() => void) | null>(null)
export const mapStyleUrl = signal<string | null>(null)

addEventListener('online', () => {
  isOnline.value = true
  if (isOwed) void recoverLogin()
})
addEventListener('offline', () => {
  isOnline.value = false
})
whenLoggedOut(loseLogin)
whenTold((at) => {
  seenAt.value = at
})

let isOwed = false

export function keepLogin(login: Login): void {
  setReturning(true)
  setAccessToken(login.access_token)
  beAccount(login.account, { owed: false })
  void keepReader(login.account).catch(() => {})
}

function beAccount(who: Account, { owed }: { owed: boolean }): void {
  isOwed = owed
  oweLogin(owed)
  keepAnswersOn(shelfOf(who.account_id, isReturning))
  account.value = who
  loginState.value = 'in'
  turnTo(chosenLanguage(who.locale))
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

/** Somebody has logged out: with the login goes all that this browser keeps of them. */
export function forgetLogin(): void {
  forgetDrafts()
  loseLogin()
}

/** The login has ended by itself. What is being typed is not lost by that. */
function loseLogin(): void {
  setReturning(false)
  void forgetSeen().catch(() => {})
  beStranger()
}

function beStranger(): void {
  isOwed = false
  oweLogin(false)
  keepAnswersOn(shelfOf(null, () => true))
  setAccessToken(null)
  account.value = null
  loginState.value = 'out'
}

/** Takes up the login that the refresh cookie still holds, if any. */
export async function recoverLogin(): Promise<void> {
  try {
    const login = isReturning() ? await renewLogin() : null
    if (login !== null) keepLogin(login)
    else if (isReturning()) loseLogin()
    else beStranger()
  } catch {
    // Nobody could be asked: who was here last reads what they saw, and the cookie may do later.
    const reader = isReturning() ? await lastReader<Account>().catch(() => null) : null
    if (reader === null) beStranger()
    else beAccount(reader, { owed: true })
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

/** By which this tab's pages hear that something changed. */
import { createLive, type Live } from '../lib/live'
import { bearerToken, renewLogin, whenTokenSet } from './http'

export const live: Live = createLive({
  open,
  token: bearerToken,
  renew: renewLogin,
  isAwake: () => document.visibilityState === 'visible' && navigator.onLine,
  now: () => Date.now(),
  random: Math.random,
})

function open() {
  return { send: () => {}, close: () => {} }
}

document.addEventListener('visibilitychange', live.woke)
addEventListener('online', live.woke)
whenTokenSet(live.restart)

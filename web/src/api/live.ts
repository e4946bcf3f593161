/** This tab's one socket to the server, by which pages hear that something changed. */
import { createLive, type LineEvents, type Live } from '../lib/live'
import { bearerToken, renewLogin, whenTokenSet } from './http'

export const live: Live = createLive({
  open,
  token: bearerToken,
  renew: renewLogin,
  isAwake: () => document.visibilityState === 'visible' && navigator.onLine,
  now: () => Date.now(),
  random: Math.random,
})

function open(events: LineEvents) {
  const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/live`)
  socket.onopen = events.opened
  socket.onmessage = (message) => events.told(String(message.data))
  socket.onclose = events.gone
  return { send: (text: string) => socket.send(text), close: () => socket.close() }
}

document.addEventListener('visibilitychange', live.woke)
addEventListener('online', live.woke)
whenTokenSet(live.restart)

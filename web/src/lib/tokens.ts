/** Until when a token is good: its last day as people choose it, and how that is said. */
import type { Token } from '../api/types'
import { fill, locale, words } from '../words'
import { addDays, clockWords, dayOf, instantOf } from './time'

const w = words('account')

/** A uid as it is sent: one in hexadecimal pairs, as readers tell it ("04 a1 b2", "04:A1:B2"), without what parts them. */
export function typedUid(text: string): string {
  const uid = text.trim()
  return /^[0-9a-f]{2}([ :-][0-9a-f]{2}){3,}$/i.test(uid) ? uid.replace(/[ :-]/g, '').toUpperCase() : uid
}

/** The instant from which a token is no good any more, if `day` is its last; null for no day. */
export function expiryAfter(day: string, zone: string): string | null {
  return day === '' ? null : instantOf(addDays(day, 1), '00:00', zone)
}

/** The last day on which a token is good, even for a part of it; empty where it has no end. */
export function lastDay({ expires_at }: Pick<Token, 'expires_at'>, zone: string): string {
  return expires_at === null ? '' : dayOf(new Date(Date.parse(expires_at) - 1000), zone)
}

export function isExpired({ expires_at }: Pick<Token, 'expires_at'>, now: Date): boolean {
  return expires_at !== null && Date.parse(expires_at) <= now.getTime()
}

/** "Good until 21 November 2027", with the clock where it does not last all of that day; empty where it has no end. */
export function expiryWords(
  token: Pick<Token, 'expires_at'>,
  now: Date,
  zone: string,
  to = locale.value,
): string {
  if (token.expires_at === null) return ''
  const day = Temporal.PlainDate.from(lastDay(token, zone)).toLocaleString(to, { dateStyle: 'long' })
  const endsAtMidnight = dayOf(token.expires_at, zone) !== lastDay(token, zone)
  const time = endsAtMidnight ? day : `${day}, ${clockWords(token.expires_at, zone, to)}`
  return fill(isExpired(token, now) ? w.wasGoodUntil : w.goodUntil, { time })
}

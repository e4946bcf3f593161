/** Matches a path to a pattern such as `/stations/:id`; its named parts, or null. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.replace(/(.)\/+$/, '$1').split('/')
  if (wanted.length !== given.length) return null
  const parts: Record<string, string> = {}
  for (const [i, want] of wanted.entries()) {
    const have = given[i] ?? ''
    if (want.startsWith(':')) {
      const part = decode(have)
      if (part === null || part === '') return null
      parts[want.slice(1)] = part
    } else if (want !== have) return null
  }
  return parts
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** Where to go after logging in: a path of our own, never another site. */
export function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/'
}

/** Whether somebody has logged in here before. The login itself is in a cookie that scripts cannot read. */

const KEY = 'plugnexus.returning'

/** True also where nothing may be stored: asking once too often does no harm. */
export function isReturning(): boolean {
  try {
    return localStorage.getItem(KEY) !== null
  } catch {
    return true
  }
}

export function setReturning(returning: boolean): void {
  try {
    if (returning) localStorage.setItem(KEY, '1')
    else localStorage.removeItem(KEY)
  } catch {
    // Storage is switched off; isReturning says what follows.
  }
}

/** Finding members of a network by what is typed. */
import type { Member } from '../api/types'

/** Those whose name, address or class have every word that was typed; all where nothing was. */
export function matching(members: readonly Member[], typed: string): Member[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean)
  return members.filter(({ name, email, member_class }) => {
    const known = plain([name, email, member_class].filter(Boolean).join(' '))
    return wanted.every((word) => known.includes(word))
  })
}

/** Without case and accents: "rene" finds "René". */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

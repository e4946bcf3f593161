/** What a manager edits of a charge point, and what each choice means. */
import type { BootStatus, ChargePoint, ChargePointEdit } from '../../api/types'

export type Editable = Pick<ChargePoint, 'name' | 'boot_status' | 'allow_no_subprotocol'>

/** What differs from what was seen when the editing began; what was not touched is left as it is now. */
export function editOf(seen: Editable, draft: Editable): ChargePointEdit {
  const name = draft.name?.trim() ?? null
  return {
    ...(name !== seen.name && { name }),
    ...(draft.boot_status !== seen.boot_status && { boot_status: draft.boot_status }),
    ...(draft.allow_no_subprotocol !== seen.allow_no_subprotocol && {
      allow_no_subprotocol: draft.allow_no_subprotocol,
    }),
  }
}

export const BOOT_NAMES: readonly (readonly [BootStatus, string])[] = [
  ['Accepted', 'It is accepted'],
  ['Pending', 'It waits'],
  ['Rejected', 'It is turned away'],
]

export const BOOT_WORDS: Readonly<Record<BootStatus, string>> = {
  Accepted: 'It serves drivers at once.',
  Pending: 'It is told to wait: you can set it up and ask it for things, but it serves nobody.',
  Rejected: 'It is told that it is not wanted. It serves nobody, and asks again from time to time.',
}

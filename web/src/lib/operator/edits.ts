/** What a manager edits of a charge point, and what each choice means. */
import type { BootStatus, ChargePoint, ChargePointEdit } from '../../api/types'
import { words } from '../../words'

const w = words('operating')

export type Editable = Pick<ChargePoint, 'name' | 'boot_status' | 'allow_no_subprotocol'>

export function editableOf({ name, boot_status, allow_no_subprotocol }: Editable): Editable {
  return { name, boot_status, allow_no_subprotocol }
}

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

/** What it can be told when it starts. */
export const bootChoices = () => Object.entries(w.bootNames) as [BootStatus, string][]

/** What that means. */
export const bootWords = (status: BootStatus): string => w.bootMeanings[status]

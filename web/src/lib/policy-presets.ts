/** Presets in the reader's language; in the server's own words where one is new. */
import type { Preset } from '../api/policy'
import { words } from '../words'

const w = words('policy')

type Texts = Readonly<Record<string, string | undefined>>

export const presetName = ({ preset, name }: Preset): string => (w.presetNames as Texts)[preset] ?? name

/** For whom it is, in one sentence. */
export const presetLead = ({ preset, description }: Preset): string =>
  (w.presetLeads as Texts)[preset] ?? description

import type { Preset } from '../../api/policy'
import { presetLead, presetName } from '../../lib/policy-presets'
import { words } from '../../words'

const w = words('policy')

interface Props {
  presets: readonly Preset[]
  chosen: string | null
  onChoose: (preset: Preset) => void
}

/** Policies to begin with: choosing one only fills the draft. */
export function Presets({ presets, chosen, onChoose }: Props) {
  return (
    <fieldset class="presets">
      <legend>{w.presetsLegend}</legend>
      {presets.map((preset) => (
        <label key={preset.preset} class="card preset">
          <input
            type="radio"
            name="preset"
            checked={preset.preset === chosen}
            onChange={() => onChoose(preset)}
          />
          <span>
            <strong>{presetName(preset)}</strong>
            <span class="muted">{presetLead(preset)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

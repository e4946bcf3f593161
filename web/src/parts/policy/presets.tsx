import type { Preset } from '../../api/policy'

interface Props {
  presets: readonly Preset[]
  chosen: string | null
  onChoose: (preset: Preset) => void
}

/** Policies to begin with: choosing one only fills the draft. */
export function Presets({ presets, chosen, onChoose }: Props) {
  return (
    <fieldset class="presets">
      <legend>Begin with what is nearest to you</legend>
      {presets.map((preset) => (
        <label key={preset.preset} class="card preset">
          <input
            type="radio"
            name="preset"
            checked={preset.preset === chosen}
            onChange={() => onChoose(preset)}
          />
          <span>
            <strong>{preset.name}</strong>
            <span class="muted">{preset.description}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

import { useId } from 'preact/hooks'

interface Props {
  label: string
  value: string
  onInput: (value: string) => void
}

export function SearchField({ label, value, onInput }: Props) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="search"
        value={value}
        autoComplete="off"
        onInput={(e) => onInput(e.currentTarget.value)}
      />
    </div>
  )
}

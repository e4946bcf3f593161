import { useId } from 'preact/hooks'

interface Props {
  label: string
  /** Kinds of files, as `<input accept>` has them. */
  accept: string
  onFile: (file: File) => void
}

/** A file to choose; the same one can be chosen again once it has changed. */
export function FileField({ label, accept, onFile }: Props) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={accept}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          if (file) onFile(file)
        }}
        onClick={(event) => {
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}

import { useId, useState } from 'preact/hooks'
import type { NewFirmware } from '../../api/operating-types'
import type { Action } from '../../lib/hooks'
import { Field, Form, Submit } from '../fields'
import { Failure } from '../states'

interface Props {
  add: Action<[image: NewFirmware, file: File]>
  /** How much of the file has gone, 0 to 1; null while none goes. */
  share: number | null
}

const EMPTY = { name: '', version: '', vendor: '', model: '', signing_certificate: '', signature: '' }

export function FirmwareForm({ add, share }: Props) {
  const [draft, setDraft] = useState(EMPTY)
  const [file, setFile] = useState<File | null>(null)
  const id = useId()
  const field = (name: keyof typeof EMPTY, label: string, more = {}) => (
    <Field
      label={label}
      name={name}
      value={draft[name]}
      onInput={(value) => setDraft({ ...draft, [name]: value })}
      problem={add.problem}
      {...more}
    />
  )

  function send() {
    if (file === null) return
    const told = Object.entries(draft).filter(([, value]) => value.trim() !== '')
    void add.run({ ...(Object.fromEntries(told) as Omit<NewFirmware, 'size'>), size: file.size }, file)
  }

  return (
    <Form class="card" label="Add an image" onSubmit={send}>
      {add.problem && <Failure problem={add.problem} />}
      <div class="grid">
        {field('name', 'Name', { required: true })}
        {field('version', 'Version', { required: true, hint: 'As the charger tells it when it runs this.' })}
        {field('vendor', 'Maker', { hint: 'As chargers tell it; then it goes to no others.' })}
        {field('model', 'Model')}
        <div class="field">
          <label for={id}>File</label>
          <input
            id={id}
            type="file"
            required
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
          />
        </div>
      </div>
      <details>
        <summary>It is signed</summary>
        {field('signing_certificate', 'Signing certificate (PEM)', { rows: 4 })}
        {field('signature', 'Signature (base64)', { rows: 2 })}
      </details>
      {share !== null && (
        <div role="status" class="level">
          <span>{Math.round(share * 100)} % of the file has gone</span>
          <progress aria-label="Upload" value={share} />
        </div>
      )}
      <Submit busy={add.busy}>Upload</Submit>
    </Form>
  )
}

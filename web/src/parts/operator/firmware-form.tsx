import { useId, useState } from 'preact/hooks'
import type { NewFirmware } from '../../api/operating-types'
import type { Action } from '../../lib/hooks'
import { percent } from '../../lib/share-words'
import { useDraft } from '../../lib/unsaved'
import { fill, words } from '../../words'
import { Field, Form, Submit } from '../fields'
import { Failure } from '../states'

const w = words('upkeep')

interface Props {
  /** Under which what is typed is kept; a file is chosen anew. */
  name: string
  add: Action<[image: NewFirmware, file: File]>
  /** How much of the file has gone, 0 to 1; null while none goes. */
  share: number | null
}

const EMPTY = { name: '', version: '', vendor: '', model: '', signing_certificate: '', signature: '' }

export function FirmwareForm({ name, add, share }: Props) {
  const [draft, setDraft, done] = useDraft(name, EMPTY)
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
    const image = { ...(Object.fromEntries(told) as Omit<NewFirmware, 'size'>), size: file.size }
    void add.run(image, file).then((isStored) => isStored && done())
  }

  return (
    <Form class="card" label={w.addImage} onSubmit={send}>
      {add.problem && <Failure problem={add.problem} />}
      <div class="grid">
        {field('name', w.name, { required: true })}
        {field('version', w.version, { required: true, hint: w.versionHint })}
        {field('vendor', w.maker, { hint: w.makerHint })}
        {field('model', w.model)}
        <div class="field">
          <label for={id}>{w.file}</label>
          <input
            id={id}
            type="file"
            required
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
          />
        </div>
      </div>
      <details>
        <summary>{w.signed}</summary>
        {field('signing_certificate', w.signingCertificate, { rows: 4 })}
        {field('signature', w.signature, { rows: 2 })}
      </details>
      {share !== null && (
        <div role="status" class="level">
          <span>{fill(w.gone, { percent: percent(share) })}</span>
          <progress aria-label={w.uploading} value={share} />
        </div>
      )}
      <Submit busy={add.busy}>{w.upload}</Submit>
    </Form>
  )
}

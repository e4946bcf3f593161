import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Problem } from '../../api/http'
import type { Policy, PolicyEdit, Preset, Rules, Said } from '../../api/policy'
import { useAction } from '../../lib/hooks'
import { changedRules, editOf, rebased } from '../../lib/policy-edits'
import { ruleLabel } from '../../lib/policy-groups'
import { draftOf, useKept } from '../../lib/unsaved'
import { counted, fill, listed, words } from '../../words'
import { Form, Submit } from '../fields'
import { Failure } from '../states'
import { ClassesEditor } from './classes-editor'
import { Presets } from './presets'
import { RulesEditor, type Teller } from './rules-editor'

const w = words('policy')

interface Props {
  /** Under which what is not saved is kept. */
  name: string
  /** What is said here, as it was loaded. */
  said: Said
  /** What holds where nothing is said here; null for a network, which says everything. */
  inherited: Policy | null
  from: Teller
  presets: readonly Preset[]
  /** Sends what changed, and gives what is said then. */
  save: (edit: PolicyEdit) => Promise<Said>
  /** What is said now, by whomever. */
  look: () => Promise<Said>
}

/** What it was when the editing began, as it is now, and the preset that was chosen. */
interface Kept {
  base: Said
  draft: Said
  preset: Preset | null
}

/** Edits a policy: a draft that is sent as one change, and only what differs. */
export function PolicyEditor({ name, said, inherited, from, presets, save, look }: Props) {
  const [kept] = useState(() => draftOf<Kept>(name))
  const [base, setBase] = useState(kept?.base ?? said)
  const [draft, setDraft] = useState(kept?.draft ?? said)
  const [preset, setPreset] = useState<Preset | null>(kept?.preset ?? null)
  const [meanwhile, setMeanwhile] = useState<string[]>([])
  const changed = changedRules(base, draft)
  const unsaved = useMemo<Kept>(() => ({ base, draft, preset }), [base, draft, preset])
  useKept(name, unsaved, changed.length > 0 || preset !== null)

  const send = useAction(async () => {
    const edit = editOf(preset?.policy ?? base, draft)
    try {
      const now = await save(preset === null ? edit : { preset: preset.preset, ...edit })
      setBase(now)
      setDraft(now)
      setPreset(null)
      setMeanwhile([])
    } catch (error) {
      if (!isOutrun(error)) throw error
      const theirs = await look()
      setMeanwhile(changedRules(base, theirs).map(ruleLabel))
      if (preset === null) setDraft(rebased(draft, base, theirs))
      setBase(theirs)
    }
  })

  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [send.problem])

  const { classes = {}, ...rules } = draft
  const known = [...new Set([...Object.keys(inherited?.classes ?? {}), ...Object.keys(classes)])]
  return (
    <Form label={w.title} onSubmit={() => void send.run()}>
      <div class="policy" ref={box}>
        {presets.length > 0 && (
          <Presets
            presets={presets}
            chosen={preset?.preset ?? null}
            onChoose={(next) => {
              send.clear()
              setPreset(next)
              setDraft(next.policy)
            }}
          />
        )}
        <RulesEditor
          said={rules}
          inherited={inherited}
          from={from}
          classes={known}
          problem={send.problem}
          onInput={(next) => setDraft({ ...next, ...('classes' in draft ? { classes } : {}) })}
        />
        <ClassesEditor
          value={classes}
          from={inherited === null ? 'everybody' : from}
          inherited={(name) => ({ ...inherited, ...rules, ...inherited?.classes[name] }) as Rules}
          known={known}
          problem={send.problem}
          onInput={(next) => setDraft({ ...draft, classes: next })}
        />
      </div>
      <div class="save-bar">
        {meanwhile.length > 0 && (
          <p class="note warn" role="alert">
            {fill(w.outrun, { rules: listed(meanwhile) })}
          </p>
        )}
        {send.problem && <Failure problem={send.problem} />}
        <div class="actions">
          <Submit busy={send.busy}>{w.save}</Submit>
          {changed.length > 0 && (
            <button
              type="button"
              onClick={() => {
                send.clear()
                setPreset(null)
                setMeanwhile([])
                setDraft(base)
              }}
            >
              {w.discard}
            </button>
          )}
          <span class="muted" role="status">
            {changed.length === 0 ? w.nothingChanged : counted(w.rulesChanged, changed.length)}
          </span>
        </div>
      </div>
    </Form>
  )
}

function isOutrun(error: unknown): boolean {
  return error instanceof Problem && (error.status === 412 || /_changed$|^changed_/.test(error.code))
}

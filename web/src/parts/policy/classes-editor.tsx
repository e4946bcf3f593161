import { useId, useState } from 'preact/hooks'
import type { Problem } from '../../api/http'
import type { Classes, Rules } from '../../api/policy'
import { counted, fill, words } from '../../words'
import { RulesEditor, type Teller } from './rules-editor'

const w = words('policy')

interface Props {
  value: Classes
  /** Who is asked where nothing is said here. */
  from: Teller
  /** What holds for a class of which nothing is said here. */
  inherited: (name: string) => Rules
  /** Classes that are known elsewhere, as in the network for a station. */
  known: readonly string[]
  problem: Problem | null
  onInput: (value: Classes) => void
}

/** What differs for members of a class: only that is asked for. */
export function ClassesEditor({ value, from, inherited, known, problem, onInput }: Props) {
  const names = [...new Set([...known, ...Object.keys(value)])].sort()
  return (
    <section class="classes" aria-label={w.rules.classes}>
      <h2>{w.rules.classes}</h2>
      <p class="muted">{w.classesLead}</p>
      {names.map((name) => (
        <details class="card" key={name} open={hasFaults(problem, name)}>
          <summary>
            {name} <span class="muted">· {differences(Object.keys(value[name] ?? {}).length)}</span>
          </summary>
          <RulesEditor
            said={value[name] ?? {}}
            inherited={inherited(name)}
            from={from}
            under={`classes.${name}.`}
            classes={names}
            problem={problem}
            onInput={(said) => onInput({ ...value, [name]: said })}
          />
          {name in value && (
            <button
              type="button"
              class="small"
              onClick={() => onInput(Object.fromEntries(Object.entries(value).filter(([n]) => n !== name)))}
            >
              {fill(w.removeClass, { name })}
            </button>
          )}
        </details>
      ))}
      <AddClass names={names} onAdd={(name) => onInput({ ...value, [name]: {} })} />
    </section>
  )
}

function hasFaults(problem: Problem | null, name: string): boolean {
  return Object.keys(problem?.fields ?? {}).some((field) => field.startsWith(`classes.${name}`))
}

function differences(count: number): string {
  return count === 0 ? w.nothingDiffers : counted(w.rulesDiffer, count)
}

/** No form of its own: it stands in the policy's. */
function AddClass({ names, onAdd }: { names: readonly string[]; onAdd: (name: string) => void }) {
  const [name, setName] = useState('')
  const id = useId()

  function add() {
    const wanted = name.replaceAll('.', ' ').trim()
    if (wanted !== '' && !names.includes(wanted)) onAdd(wanted)
    setName('')
  }

  return (
    <div class="add-class">
      <div class="field">
        <label for={id}>{w.newClass}</label>
        <input
          id={id}
          value={name}
          maxLength={40}
          placeholder={w.newClassExample}
          onInput={(e) => setName(e.currentTarget.value)}
          onKeyDown={(e) => {
            if (e.key !== 'Enter') return
            e.preventDefault()
            add()
          }}
        />
      </div>
      <button type="button" onClick={add}>
        {w.addClass}
      </button>
    </div>
  )
}

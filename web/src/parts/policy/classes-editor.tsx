import { useId, useState } from 'preact/hooks'
import type { Problem } from '../../api/http'
import type { Classes, Rules } from '../../api/policy'
import { RulesEditor } from './rules-editor'

interface Props {
  value: Classes
  /** Who is asked where nothing is said here: "everybody's policy", "the network". */
  from: string
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
    <section class="classes" aria-label="Member classes">
      <h2>Member classes</h2>
      <p class="muted">
        Some members may share differently, as residents and guests do. Who is in which class is said on the
        page of members.
      </p>
      {names.map((name) => (
        <details class="card" key={name} open={hasFaults(problem, name)}>
          <summary>
            {name} <span class="muted">{differences(Object.keys(value[name] ?? {}).length)}</span>
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
              Remove what is said of {name}
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
  if (count === 0) return '· nothing differs'
  return `· ${count} ${count === 1 ? 'rule differs' : 'rules differ'}`
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
        <label for={id}>New class</label>
        <input
          id={id}
          value={name}
          maxLength={40}
          placeholder="for example: guests"
          onInput={(e) => setName(e.currentTarget.value)}
          onKeyDown={(e) => {
            if (e.key !== 'Enter') return
            e.preventDefault()
            add()
          }}
        />
      </div>
      <button type="button" onClick={add}>
        Add class
      </button>
    </div>
  )
}

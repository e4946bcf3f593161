import type { Problem } from '../api/http'
import type { Car, CarFields } from '../api/types'
import { useDraft } from '../lib/unsaved'
import { connectorName, numberOrNull, orNull } from '../lib/words'
import { words } from '../words'
import { Check, Field, Form, Submit } from './fields'
import { Failure } from './states'

const w = words('account')

interface Props {
  car: Car | null
  busy: boolean
  problem: Problem | null
  /** `done` is told once they are saved. */
  onSubmit: (fields: CarFields, done: () => void) => void
}

const TEXTS = ['name', 'make', 'model', 'plate'] as const
const NUMBERS = ['battery_kwh', 'max_ac_kw', 'max_dc_kw'] as const

const labels = () => ({
  name: w.carName,
  make: w.make,
  model: w.model,
  plate: w.plate,
  battery_kwh: w.battery,
  max_ac_kw: w.mostAc,
  max_dc_kw: w.mostDc,
})

const PLUGS = [
  'IEC_62196_T2',
  'IEC_62196_T2_COMBO',
  'CHADEMO',
  'IEC_62196_T1',
  'IEC_62196_T1_COMBO',
  'SAE_J3400',
]

/** The name under which what is typed of a car is kept; of a new one without its id. */
export const carDraft = (id = 'new') => `car ${id}`

export function CarForm({ car, busy, problem, onSubmit }: Props) {
  const [draft, setDraft, done] = useDraft(carDraft(car?.car_id), {
    texts: typed(car),
    plugs: car?.connectors ?? ['IEC_62196_T2'],
  })
  const { texts, plugs } = draft
  const setPlugs = (next: string[]) => setDraft({ ...draft, plugs: next })
  const text = (name: string) => orNull(texts[name] ?? '')
  const number = (name: string) => numberOrNull((texts[name] ?? '').replace(',', '.'))

  function submit() {
    const fields = {
      name: text('name'),
      make: text('make'),
      model: text('model'),
      plate: text('plate'),
      battery_kwh: number('battery_kwh'),
      connectors: plugs,
      max_ac_kw: number('max_ac_kw'),
      max_dc_kw: number('max_dc_kw'),
    }
    onSubmit(fields, done)
  }

  return (
    <Form class="card" label={car === null ? w.addCar : w.editCar} onSubmit={submit}>
      {problem && <Failure problem={problem} />}
      <div class="grid">
        {[...TEXTS, ...NUMBERS].map((name) => (
          <Field
            key={name}
            label={labels()[name]}
            name={name}
            value={texts[name] ?? ''}
            onInput={(value) => setDraft({ ...draft, texts: { ...texts, [name]: value } })}
            problem={problem}
            required={name === 'name'}
            {...(NUMBERS.some((n) => n === name)
              ? { inputMode: 'decimal' as const, pattern: '[0-9]+([.,][0-9]+)?' }
              : {})}
          />
        ))}
      </div>
      <fieldset class="plugs">
        <legend>{w.plugs}</legend>
        {PLUGS.map((plug) => (
          <Check
            key={plug}
            label={connectorName(plug)}
            checked={plugs.includes(plug)}
            onInput={(on) => setPlugs(on ? [...plugs, plug] : plugs.filter((p) => p !== plug))}
          />
        ))}
      </fieldset>
      <Submit busy={busy}>{w.saveCar}</Submit>
    </Form>
  )
}

function typed(car: Car | null): Record<string, string> {
  if (car === null) return {}
  return Object.fromEntries(
    [...TEXTS, ...NUMBERS].map((name) => [name, car[name] === null ? '' : String(car[name])]),
  )
}

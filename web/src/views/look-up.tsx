import { useState } from 'preact/hooks'
import { stations } from '../api/client'
import type { Place } from '../api/types'
import { useAction, useLoad } from '../lib/hooks'
import { Field, Form, Submit } from '../parts/fields'
import { Failure } from '../parts/states'
import { words } from '../words'

const w = words('map')

interface Props {
  /** The words of the button at each place found, and those where none is. */
  choose: string
  none: string
  onPlace: (place: Place) => void
  /** What stands in its place where the server has none. */
  otherwise?: string
}

/** Address look-up, shown only where the server has one. */
export function LookUp({ choose, none, onPlace, otherwise }: Props) {
  const [text, setText] = useState('')
  const [found, setFound] = useState<Place[] | null>(null)
  const probe = useLoad('places', () => stations.places('a'))
  const search = useAction(async () => setFound((await stations.places(text)).items))
  if (probe.loaded.data?.available === false && otherwise) return <p class="muted">{otherwise}</p>
  if (probe.loaded.data?.available !== true) return null
  return (
    <Form class="card inline" label={w.findAddress} onSubmit={() => void search.run()}>
      <Field label={w.addressOrPlace} name="q" value={text} onInput={setText} class="grow" required />
      <Submit busy={search.busy}>{w.find}</Submit>
      {search.problem && <Failure problem={search.problem} />}
      <ul class="rows" aria-live="polite">
        {found?.length === 0 && <li class="muted">{none}</li>}
        {found?.map((place) => (
          <li key={place.label} class="row">
            <span class="row-main">{place.label}</span>
            <button type="button" class="small" onClick={() => onPlace(place)}>
              {choose}
            </button>
          </li>
        ))}
      </ul>
    </Form>
  )
}

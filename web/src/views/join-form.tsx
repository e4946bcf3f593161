import { useState } from 'preact/hooks'
import { networks } from '../api/client'
import { useAction } from '../lib/hooks'
import { Field, Form, Submit } from '../parts/fields'
import { Failure } from '../parts/states'
import { go } from '../router'
import { say } from '../store'
import { fill, words } from '../words'

const w = words('networks')

/** Joins a network by its code, and leads there. */
export function JoinForm({ given = '' }: { given?: string }) {
  const [code, setCode] = useState(given)
  const join = useAction(async () => {
    const network = await networks.join(code.trim())
    say(fill(w.joined, { name: network.name }))
    go(`/networks/${network.network_id}`)
  })
  return (
    <Form class="card inline" label={w.joinByCode} onSubmit={() => void join.run()}>
      {join.problem && <Failure problem={join.problem} />}
      <Field
        label={w.joinCode}
        name="code"
        value={code}
        onInput={setCode}
        problem={join.problem}
        autoComplete="off"
        class="grow"
        required
      />
      <Submit busy={join.busy}>{w.join}</Submit>
    </Form>
  )
}

import { useState } from 'preact/hooks'
import { networks } from '../api/client'
import { useAction } from '../lib/hooks'
import { Form, Submit } from '../parts/fields'
import { NEW_NETWORK, NetworkFields, tidy } from '../parts/network-fields'
import { Page } from '../parts/page'
import { Failure } from '../parts/states'
import { go } from '../router'
import { say } from '../store'

export function NewNetwork() {
  const [fields, setFields] = useState(NEW_NETWORK)
  const create = useAction(async () => {
    const network = await networks.create(tidy(fields))
    say(`${network.name} is created.`)
    go(`/networks/${network.network_id}`, { replace: true })
  })
  return (
    <Page
      title="Create a network"
      lead="A circle of people who share chargers. You can change all this later."
      back={{ href: '/networks', label: 'My networks' }}
      size="narrow"
    >
      <Form class="card" label="Create a network" onSubmit={() => void create.run()}>
        {create.problem && <Failure problem={create.problem} />}
        <NetworkFields value={fields} onInput={setFields} problem={create.problem} />
        <Submit busy={create.busy}>Create network</Submit>
      </Form>
    </Page>
  )
}

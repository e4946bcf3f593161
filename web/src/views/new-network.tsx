import { useState } from 'preact/hooks'
import { networks } from '../api/client'
import { policies } from '../api/policies'
import type { Preset } from '../api/policy'
import { useAction, useLoad } from '../lib/hooks'
import { Form, Select, Submit } from '../parts/fields'
import { NEW_NETWORK, NetworkFields, tidy } from '../parts/network-fields'
import { Page } from '../parts/page'
import { Failure } from '../parts/states'
import { go } from '../router'
import { say } from '../store'

export function NewNetwork() {
  const [fields, setFields] = useState(NEW_NETWORK)
  const [preset, setPreset] = useState<Preset['preset'] | ''>('')
  const presets = useLoad('presets', async () => (await policies.presets()).items)
  const known = presets.loaded.data ?? []
  const create = useAction(async () => {
    const network = await networks.create({ ...tidy(fields), ...(preset !== '' && { preset }) })
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
        <Select
          label="How you share"
          value={preset}
          options={[['', 'A few simple rules'], ...known.map((one) => [one.preset, one.name] as const)]}
          onInput={setPreset}
          hint={known.find((one) => one.preset === preset)?.description ?? 'Short bookings, a few at a time.'}
        />
        <Submit busy={create.busy}>Create network</Submit>
      </Form>
    </Page>
  )
}

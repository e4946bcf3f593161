import { useState } from 'preact/hooks'
import { networks } from '../api/client'
import { policies } from '../api/policies'
import { useAction, useLoad } from '../lib/hooks'
import { presetLead, presetName } from '../lib/policy-presets'
import { useDraft } from '../lib/unsaved'
import { Form, Select, Submit } from '../parts/fields'
import { NEW_NETWORK, NetworkFields, tidy } from '../parts/network-fields'
import { Page } from '../parts/page'
import { Failure } from '../parts/states'
import { go } from '../router'
import { say } from '../store'
import { fill, words } from '../words'

const w = words('networks')

export function NewNetwork() {
  const [fields, setFields, done] = useDraft('new-network', NEW_NETWORK)
  const [preset, setPreset] = useState('')
  const presets = useLoad('presets', async () => (await policies.presets()).items)
  const known = presets.loaded.data ?? []
  const chosen = known.find((one) => one.preset === preset)
  const create = useAction(async () => {
    const network = await networks.create({ ...tidy(fields), ...(chosen && { preset: chosen.preset }) })
    done()
    say(fill(w.created, { name: network.name }))
    go(`/networks/${network.network_id}`, { replace: true })
  })
  return (
    <Page title={w.create} lead={w.createLead} back={{ href: '/networks', label: w.mine }} size="narrow">
      <Form class="card" label={w.create} onSubmit={() => void create.run()}>
        {create.problem && <Failure problem={create.problem} />}
        <NetworkFields value={fields} onInput={setFields} problem={create.problem} />
        <Select
          label={w.howYouShare}
          value={preset}
          options={[['', w.simpleRules], ...known.map((one) => [one.preset, presetName(one)] as const)]}
          onInput={setPreset}
          hint={chosen ? presetLead(chosen) : w.simpleRulesLead}
        />
        <Submit busy={create.busy}>{w.createNow}</Submit>
      </Form>
    </Page>
  )
}

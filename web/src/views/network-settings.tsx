import { networks } from '../api/client'
import type { Network } from '../api/types'
import { useAction } from '../lib/hooks'
import { useDraft } from '../lib/unsaved'
import { Form, Submit } from '../parts/fields'
import { NetworkFields, tidy } from '../parts/network-fields'
import { Failure } from '../parts/states'
import { say } from '../store'
import { words } from '../words'
import { NetworkPage } from './network-page'

const w = words('networks')

export function NetworkSettings({ id }: { id: string }) {
  return <NetworkPage id={id}>{(network, put) => <About network={network} onChanged={put} />}</NetworkPage>
}

interface Props {
  network: Network
  onChanged: (network: Network) => void
}

function About({ network, onChanged }: Props) {
  const { name, description, visibility, joining, email_domains } = network
  const known = { name, description, visibility, joining, email_domains }
  const [fields, setFields, done] = useDraft(`network ${network.network_id}`, known)
  const save = useAction(async () => {
    onChanged(await networks.change(network.network_id, tidy(fields)))
    done()
    say(w.saved)
  })
  return (
    <section>
      <h2>{w.about}</h2>
      <Form class="card" label={w.aboutNetwork} onSubmit={() => void save.run()}>
        {save.problem && <Failure problem={save.problem} />}
        <NetworkFields value={fields} onInput={setFields} problem={save.problem} />
        <Submit busy={save.busy}>{w.save}</Submit>
      </Form>
    </section>
  )
}

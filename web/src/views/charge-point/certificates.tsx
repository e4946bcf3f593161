import { useState } from 'preact/hooks'
import { security } from '../../api/charge-point'
import type {
  CertificateUse,
  HashAlgorithm,
  InstalledCertificate,
  IssuedCertificate,
} from '../../api/charge-point-types'
import { useAction, useLoad } from '../../lib/hooks'
import { useCommand } from '../../lib/operator/following'
import { ISSUED } from '../../lib/operator/words'
import { usePages } from '../../lib/pages'
import { instantWords, periodWords } from '../../lib/time'
import { ConfirmButton } from '../../parts/confirm'
import { Field, Form, Select, Submit } from '../../parts/fields'
import { Badge } from '../../parts/icons'
import { More } from '../../parts/more'
import { AskButton, Told } from '../../parts/operator/told'
import { Failure, Shown } from '../../parts/states'
import type { Here } from './here'

const USES: readonly (readonly [CertificateUse, string])[] = [
  ['CentralSystemRoot', 'PlugNexus'],
  ['ManufacturerRoot', 'its maker'],
  ['V2GRoot', 'plug and charge'],
  ['MORoot', 'contracts of drivers'],
]

export function Certificates(here: Here) {
  return (
    <>
      <Issued {...here} />
      <Trusted {...here} />
    </>
  )
}

function Issued({ id, zone }: Here) {
  const pages = usePages(id, (cursor) => security.certificates(id, cursor))
  return (
    <section>
      <h2>Its own certificates</h2>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <p class="muted">None was signed for it. Profile 3 asks for one by itself.</p>
          ) : (
            <ul class="rows" aria-label="Its own certificates">
              {list.map((one) => (
                <OneIssued
                  key={one.serial_number}
                  one={one}
                  id={id}
                  zone={zone}
                  onChanged={pages.load.reload}
                />
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
    </section>
  )
}

function OneIssued(props: { one: IssuedCertificate; id: string; zone: string; onChanged: () => void }) {
  const { one, id, zone, onChanged } = props
  const revoke = useAction(async () => {
    await security.revoke(id, one.serial_number)
    onChanged()
  })
  return (
    <li class="row wraps">
      <div class="row-main">
        <strong>{one.subject}</strong>
        <span>{periodWords(one.not_before, one.not_after, zone)}</span>
        <span class="muted mono">{one.serial_number}</span>
      </div>
      <div class="actions">
        <Badge state={ISSUED[one.state]} />
        {(one.state === 'ACCEPTED' || one.state === 'SENT') && (
          <ConfirmButton
            label="Revoke"
            name={`Revoke ${one.serial_number}`}
            title="Revoke this certificate?"
            confirm="Revoke"
            action={revoke}
          >
            <p>Nobody comes in by it any more. If it is the charger's last, the charger is locked out too.</p>
          </ConfirmButton>
        )}
      </div>
    </li>
  )
}

function Trusted({ id, point, zone }: Here) {
  const load = useLoad(id, () => security.certificates(id, null))
  const refresh = useCommand(() => security.refresh(id), load.reload)
  const forget = useCommand(
    (one: InstalledCertificate) =>
      security.uninstall(id, { ...one, hash_algorithm: one.hash_algorithm as HashAlgorithm }),
    () => void refresh.run(),
  )
  return (
    <section>
      <header class="section-head">
        <h2>Whom it trusts</h2>
        <AskButton label="Ask it" name="Ask it whom it trusts" asking={refresh} />
      </header>
      <Told asking={refresh} online={point.online} />
      <Shown load={load}>
        {({ installed, told_at }) => (
          <>
            <p class="muted">
              {told_at === null
                ? 'It has not told yet.'
                : `${installed.length === 0 ? 'None, as' : 'As'} it told ${instantWords(told_at, zone)}.`}
            </p>
            <ul class="rows" aria-label="Whom it trusts">
              {installed.map((one) => (
                <li key={`${one.issuer_key_hash} ${one.serial_number}`} class="row wraps">
                  <div class="row-main">
                    <strong>
                      For {USES.find(([use]) => use === one.use)?.[1] ?? one.use ?? 'an unknown use'}
                    </strong>
                    <span class="muted mono">{one.serial_number}</span>
                  </div>
                  <ConfirmButton
                    label="Delete"
                    name={`Delete ${one.serial_number}`}
                    title="Have it trust this no longer?"
                    confirm="Delete"
                    action={{ ...forget, run: () => forget.run(one) }}
                  >
                    <p>If PlugNexus is known to it by this alone, it cannot connect by TLS any more.</p>
                  </ConfirmButton>
                </li>
              ))}
            </ul>
          </>
        )}
      </Shown>
      <Told asking={forget} online={point.online} />
      <Install id={id} online={point.online} onDone={() => void refresh.run()} />
    </section>
  )
}

function Install({ id, online, onDone }: { id: string; online: boolean; onDone: () => void }) {
  const [use, setUse] = useState<CertificateUse>('CentralSystemRoot')
  const [pem, setPem] = useState('')
  const install = useCommand(() => security.install(id, use, pem), onDone)
  return (
    <details class="card">
      <summary>Have it trust another</summary>
      <Form label="Have it trust another" onSubmit={() => void install.run()}>
        <Select label="For" value={use} options={USES} onInput={(value) => setUse(value as CertificateUse)} />
        <Field
          label="Certificate (PEM)"
          name="pem"
          value={pem}
          onInput={setPem}
          rows={6}
          problem={install.problem}
          required
        />
        {install.problem && <Failure problem={install.problem} />}
        {!install.problem && <Told asking={install} online={online} />}
        <Submit busy={install.busy}>Install</Submit>
      </Form>
    </details>
  )
}

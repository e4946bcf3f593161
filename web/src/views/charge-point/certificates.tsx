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
import { certificateState, named } from '../../lib/operator/words'
import { usePages } from '../../lib/pages'
import { hasPrivateKey } from '../../lib/pem'
import { instantWords, periodWords } from '../../lib/time'
import { draftOf, useDraft } from '../../lib/unsaved'
import { ConfirmButton } from '../../parts/confirm'
import { Field, Form, Select, Submit } from '../../parts/fields'
import { Badge } from '../../parts/icons'
import { More } from '../../parts/more'
import { AskButton, Told } from '../../parts/operator/told'
import { Failure, Shown } from '../../parts/states'
import { fill, words } from '../../words'
import type { Here } from './here'

const w = words('operating')

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
      <h2>{w.itsCertificates}</h2>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <p class="muted">{w.noCertificates}</p>
          ) : (
            <ul class="rows" aria-label={w.itsCertificates}>
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
        <Badge state={certificateState(one.state)} />
        {(one.state === 'ACCEPTED' || one.state === 'SENT') && (
          <ConfirmButton
            label={w.revoke}
            name={fill(w.revokeOne, { serial: one.serial_number })}
            title={w.revokeTitle}
            confirm={w.revoke}
            action={revoke}
          >
            <p>{w.revokeLead}</p>
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
        <h2>{w.whomItTrusts}</h2>
        <AskButton label={w.askIt} name={w.askWhomItTrusts} asking={refresh} />
      </header>
      <Told asking={refresh} online={point.online} />
      <Shown load={load}>
        {({ installed, told_at }) => (
          <>
            <p class="muted">
              {told_at === null
                ? w.trustNotTold
                : fill(installed.length === 0 ? w.trustsNone : w.trustTold, {
                    time: instantWords(told_at, zone),
                  })}
            </p>
            <ul class="rows" aria-label={w.whomItTrusts}>
              {installed.map((one) => (
                <li key={`${one.issuer_key_hash} ${one.serial_number}`} class="row wraps">
                  <div class="row-main">
                    <strong>{useWords(one.use)}</strong>
                    <span class="muted mono">{one.serial_number}</span>
                  </div>
                  <ConfirmButton
                    label={w.delete}
                    name={fill(w.deleteOne, { serial: one.serial_number })}
                    title={w.deleteTitle}
                    confirm={w.delete}
                    action={{ ...forget, run: () => forget.run(one) }}
                  >
                    <p>{w.deleteLead}</p>
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

function useWords(use: string | null): string {
  if (use === null) return w.trustedForUnknown
  return named(w.trustedFor, use) ?? fill(w.trustedForOther, { use })
}

interface TrustDraft {
  use: CertificateUse
  pem: string
}

const NO_TRUST: TrustDraft = { use: 'CentralSystemRoot', pem: '' }
const trustDraft = (id: string) => `trust ${id}`

function Install({ id, online, onDone }: { id: string; online: boolean; onDone: () => void }) {
  const [draft, setDraft, done] = useDraft<TrustDraft>(trustDraft(id), NO_TRUST, ({ use, pem }) => ({
    use,
    pem: hasPrivateKey(pem) ? '' : pem,
  }))
  const [wasTyped] = useState(() => draftOf(trustDraft(id)) !== null)
  const { use, pem } = draft
  const install = useCommand(async () => {
    const command = await security.install(id, use, pem)
    done()
    return command
  }, onDone)
  return (
    <details class="card" open={wasTyped}>
      <summary>{w.trustAnother}</summary>
      <Form label={w.trustAnother} onSubmit={() => void install.run()}>
        <Select
          label={w.trustFor}
          value={use}
          options={Object.entries(w.uses) as [CertificateUse, string][]}
          onInput={(chosen) => setDraft({ ...draft, use: chosen })}
        />
        <Field
          label={w.certificatePem}
          name="pem"
          value={pem}
          onInput={(typed) => setDraft({ ...draft, pem: typed })}
          rows={6}
          problem={install.problem}
          required
        />
        {install.problem && <Failure problem={install.problem} />}
        {!install.problem && <Told asking={install} online={online} />}
        <Submit busy={install.busy}>{w.install}</Submit>
      </Form>
    </details>
  )
}

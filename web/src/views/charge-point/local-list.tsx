import { localList } from '../../api/charge-point'
import type { LocalList as Shape } from '../../api/charge-point-types'
import { type Action, useAction, useLoad } from '../../lib/hooks'
import { listTexts, sentenceOf } from '../../lib/operator/reasons'
import { localListState } from '../../lib/operator/words'
import { instantWords } from '../../lib/time'
import { ConfirmButton } from '../../parts/confirm'
import { Badge } from '../../parts/icons'
import { Said } from '../../parts/operator/said'
import { Failure, Shown } from '../../parts/states'
import { counted, words, woven } from '../../words'
import type { Here } from './here'

const w = words('operating')

/** A setting's key in OCPP. */
const KEY = 'LocalPreAuthorize'

export function LocalList({ id, zone }: Here) {
  const load = useLoad(id, () => localList.show(id), { live: [`charge_point:${id}`] })
  const enable = useAction(async (on: boolean) => load.put(await localList.enable(id, on)))
  const sync = useAction(async () => load.put(await localList.sync(id)))
  return (
    <section class="card">
      <header class="section-head">
        <h2>{w.localList}</h2>
        {load.loaded.data && <Badge state={localListState(load.loaded.data.state)} />}
      </header>
      <p>{w.localListLead}</p>
      <Shown load={load}>{(list) => <One list={list} zone={zone} enable={enable} sync={sync} />}</Shown>
    </section>
  )
}

interface Props {
  list: Shape
  zone: string
  enable: Action<[boolean]>
  sync: Action<[]>
}

function One({ list, zone, enable, sync }: Props) {
  const problem = enable.problem ?? sync.problem
  return (
    <>
      {problem && <Failure problem={problem} />}
      {list.detail && (
        <p class="note warn">
          <Said sentence={sentenceOf(listTexts(), list.reason)} detail={list.detail} />
        </p>
      )}
      {list.enabled && <Counts list={list} zone={zone} />}
      {list.enabled && (
        <p class="hint">
          {woven(w.localListHint, {
            key: <span class="mono">{KEY}</span>,
            value: <span class="mono">{String(false)}</span>,
          })}
        </p>
      )}
      <div class="actions">
        {list.enabled ? (
          <>
            <button type="button" aria-busy={sync.busy} disabled={sync.busy} onClick={() => void sync.run()}>
              {w.sendAnew}
            </button>
            <ConfirmButton
              class=""
              label={w.switchOff}
              title={w.switchOffTitle}
              confirm={w.switchOff}
              action={{ ...enable, run: () => enable.run(false) }}
            >
              <p>{w.switchOffLead}</p>
            </ConfirmButton>
          </>
        ) : (
          <button
            type="button"
            class="primary"
            aria-busy={enable.busy}
            disabled={enable.busy}
            onClick={() => void enable.run(true)}
          >
            {w.switchOn}
          </button>
        )}
      </div>
    </>
  )
}

function Counts({ list, zone }: Pick<Props, 'list' | 'zone'>) {
  return (
    <>
      <dl class="facts">
        <dt>{w.shouldHold}</dt>
        <dd>{counted(w.tokens, list.wanted)}</dd>
        <dt>{w.holds}</dt>
        <dd>{list.entries === null ? w.notKnown : counted(w.tokens, list.entries)}</dd>
        <dt>{w.toBeSent}</dt>
        <dd>{counted(w.changes, list.changes)}</dd>
        {list.list_version !== null && (
          <>
            <dt>{w.version}</dt>
            <dd>{list.list_version}</dd>
          </>
        )}
        {list.last_synced_at && (
          <>
            <dt>{w.inStepSince}</dt>
            <dd>{instantWords(list.last_synced_at, zone)}</dd>
          </>
        )}
      </dl>
      {list.no_room > 0 && <p class="note warn">{counted(w.noRoom, list.no_room)}</p>}
      {list.too_long > 0 && <p class="note warn">{counted(w.tooLong, list.too_long)}</p>}
    </>
  )
}

import { localList } from '../../api/charge-point'
import type { LocalList as Shape } from '../../api/charge-point-types'
import { type Action, useAction, useLoad } from '../../lib/hooks'
import { LOCAL_LIST } from '../../lib/operator/words'
import { counted } from '../../lib/policy-words'
import { instantWords } from '../../lib/time'
import { ConfirmButton } from '../../parts/confirm'
import { Badge } from '../../parts/icons'
import { Failure, Shown } from '../../parts/states'
import type { Here } from './here'

export function LocalList({ id, zone }: Here) {
  const load = useLoad(id, () => localList.show(id), { live: [`charge_point:${id}`] })
  const enable = useAction(async (on: boolean) => load.put(await localList.enable(id, on)))
  const sync = useAction(async () => load.put(await localList.sync(id)))
  return (
    <section class="card">
      <header class="section-head">
        <h2>Local list</h2>
        {load.loaded.data && <Badge state={LOCAL_LIST[load.loaded.data.state]} />}
      </header>
      <p>
        The RFID tokens that start charging here while the charger is offline: those of all members who may
        charge. It follows members and tokens by itself.
      </p>
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
      {list.detail && <p class="note warn">{list.detail}</p>}
      {list.enabled && <Counts list={list} zone={zone} />}
      {list.enabled && (
        <p class="hint">
          Many chargers use it while they are online too, and then start without asking whose turn it is.
          Where bookings matter, set LocalPreAuthorize to false.
        </p>
      )}
      <div class="actions">
        {list.enabled ? (
          <>
            <button type="button" aria-busy={sync.busy} disabled={sync.busy} onClick={() => void sync.run()}>
              Send all anew
            </button>
            <ConfirmButton
              class=""
              label="Switch off"
              title="Switch the list off?"
              confirm="Switch off"
              action={{ ...enable, run: () => enable.run(false) }}
            >
              <p>The charger is told to forget it: nobody starts by card there while it is offline.</p>
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
            Switch on
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
        <dt>It should hold</dt>
        <dd>{counted(list.wanted, 'token', 'tokens')}</dd>
        <dt>It holds</dt>
        <dd>{list.entries === null ? 'not known' : counted(list.entries, 'token', 'tokens')}</dd>
        <dt>To be sent yet</dt>
        <dd>{counted(list.changes, 'change', 'changes')}</dd>
        {list.list_version !== null && (
          <>
            <dt>Version</dt>
            <dd>{list.list_version}</dd>
          </>
        )}
        {list.last_synced_at && (
          <>
            <dt>In step since</dt>
            <dd>{instantWords(list.last_synced_at, zone)}</dd>
          </>
        )}
      </dl>
      {list.no_room > 0 && (
        <p class="note warn">
          It has no room for {counted(list.no_room, 'token', 'tokens')}: who joined last is left out.
        </p>
      )}
      {list.too_long > 0 && (
        <p class="note warn">
          {counted(list.too_long, 'token is', 'tokens are')} too long for its protocol, and left out.
        </p>
      )}
    </>
  )
}

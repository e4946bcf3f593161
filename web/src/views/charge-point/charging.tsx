import { useState } from 'preact/hooks'
import { charging } from '../../api/charge-point'
import type { ChargingProfile } from '../../api/charge-point-types'
import { useLoad } from '../../lib/hooks'
import { connectorWords } from '../../lib/operator/connectors'
import { useCommand } from '../../lib/operator/following'
import { type LimitDraft, profileOf, profileWords } from '../../lib/operator/limits'
import { instantWords } from '../../lib/time'
import { ConfirmButton } from '../../parts/confirm'
import { Field, Form, Select, Submit } from '../../parts/fields'
import { Told } from '../../parts/operator/told'
import { Empty, Shown } from '../../parts/states'
import type { Here } from './here'
import { Schedules } from './schedules'

export function Charging(here: Here) {
  const { id, point, zone } = here
  const load = useLoad(id, () => charging.profiles(id))
  return (
    <>
      <section>
        <h2>Charging profiles</h2>
        <Shown load={load}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title="No limits are known">
                <p>It gives what it can.</p>
              </Empty>
            ) : (
              <ul class="rows" aria-label="Charging profiles">
                {items.map((one) => (
                  <Profile
                    key={one.profile_id}
                    kept={one}
                    id={id}
                    zone={zone}
                    online={point.online}
                    onChanged={load.reload}
                  />
                ))}
              </ul>
            )
          }
        </Shown>
      </section>
      <NewLimit {...here} onSet={load.reload} />
      <Schedules {...here} />
    </>
  )
}

interface ProfileProps {
  kept: ChargingProfile
  id: string
  zone: string
  online: boolean
  onChanged: () => void
}

function Profile({ kept, id, zone, online, onChanged }: ProfileProps) {
  const clear = useCommand(() => charging.clear(id, kept.profile_id), onChanged)
  const by =
    kept.source === 'set'
      ? 'set from here'
      : `reported by the charger${kept.limit_source ? `, of ${kept.limit_source}` : ''}`
  return (
    <li class="row wraps">
      <div class="row-main">
        <strong>{profileWords(kept.profile)}</strong>
        <span class="muted">
          {connectorWords(kept.connector_id)} · {by} {instantWords(kept.at, zone)} · no. {kept.profile_id},
          level {kept.profile.stack_level}
        </span>
        <Told asking={clear} online={online} />
      </div>
      <ConfirmButton
        label="Clear"
        name={`Clear profile ${kept.profile_id}`}
        title="Clear this profile?"
        confirm="Clear"
        action={clear}
      >
        <p>{profileWords(kept.profile)}.</p>
      </ConfirmButton>
    </li>
  )
}

function NewLimit({ id, point, zone, onSet }: Here & { onSet: () => void }) {
  const [draft, setDraft] = useState<LimitDraft>({
    connectorId: 0,
    limit: '',
    unit: 'A',
    from: '',
    until: '',
  })
  const profile = profileOf(draft, zone, new Date())
  const add = useCommand(async () => {
    if (profile === null) throw new Error('there is no such limit')
    return charging.set(id, draft.connectorId, profile)
  }, onSet)
  const set = (change: Partial<LimitDraft>) => setDraft({ ...draft, ...change })
  return (
    <section class="card">
      <h2>A new limit</h2>
      <Form label="A new limit" onSubmit={() => profile && void add.run()}>
        <div class="grid">
          <Select
            label="For what"
            value={String(draft.connectorId)}
            options={[0, ...point.connectors.map((c) => c.connector_id)].map(
              (n) => [String(n), connectorWords(n)] as const,
            )}
            onInput={(value) => set({ connectorId: Number(value) })}
          />
          <Field
            label="At most"
            name="limit"
            value={draft.limit}
            onInput={(limit) => set({ limit })}
            inputMode="decimal"
            required
            hint="With one decimal, if any."
          />
          <Select
            label="In"
            value={draft.unit}
            options={[
              ['A', 'Amperes per phase'],
              ['W', 'Watts'],
            ]}
            onInput={(unit) => set({ unit: unit as LimitDraft['unit'] })}
          />
          <Field
            label="Every day from"
            name="from"
            type="time"
            value={draft.from}
            onInput={(from) => set({ from })}
          />
          <Field
            label="Every day until"
            name="until"
            type="time"
            value={draft.until}
            onInput={(until) => set({ until })}
          />
        </div>
        <p class="hint">
          Without times it holds always. A limit of the same kind in the same place takes the place of the one
          before.
        </p>
        {profile === null && draft.limit !== '' && (
          <p class="refusal">A number with at most one decimal; both times, or neither.</p>
        )}
        <Told asking={add} online={point.online} />
        <Submit busy={add.busy}>Set limit</Submit>
      </Form>
    </section>
  )
}

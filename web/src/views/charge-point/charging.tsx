import { charging } from '../../api/charge-point'
import type { ChargingProfile } from '../../api/charge-point-types'
import { useLoad } from '../../lib/hooks'
import { connectorWords } from '../../lib/operator/connectors'
import { useCommand } from '../../lib/operator/following'
import { type LimitDraft, profileOf, profileWords } from '../../lib/operator/limits'
import { instantWords } from '../../lib/time'
import { useDraft } from '../../lib/unsaved'
import { ConfirmButton } from '../../parts/confirm'
import { Field, Form, Select, Submit } from '../../parts/fields'
import { Told } from '../../parts/operator/told'
import { Empty, Shown } from '../../parts/states'
import { fill, words } from '../../words'
import type { Here } from './here'
import { Schedules } from './schedules'

const w = words('operating')

export function Charging(here: Here) {
  const { id, point, zone } = here
  const load = useLoad(id, () => charging.profiles(id))
  return (
    <>
      <section>
        <h2>{w.profiles}</h2>
        <Shown load={load}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={w.noLimits}>
                <p>{w.noLimitsLead}</p>
              </Empty>
            ) : (
              <ul class="rows" aria-label={w.profiles}>
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
  return (
    <li class="row wraps">
      <div class="row-main">
        <strong>{profileWords(kept.profile)}</strong>
        <span class="muted">{sourceWords(kept, zone)}</span>
        <Told asking={clear} online={online} />
      </div>
      <ConfirmButton
        label={w.clear}
        name={fill(w.clearProfile, { number: String(kept.profile_id) })}
        title={w.clearProfileTitle}
        confirm={w.clear}
        action={clear}
      >
        <p>{profileWords(kept.profile)}</p>
      </ConfirmButton>
    </li>
  )
}

function sourceWords(
  { connector_id, source, limit_source, at, profile_id, profile }: ChargingProfile,
  zone: string,
) {
  const told = {
    part: connectorWords(connector_id),
    time: instantWords(at, zone),
    number: String(profile_id),
    level: String(profile.stack_level ?? '?'),
  }
  if (source === 'set') return fill(w.profileSetHere, told)
  return limit_source === null || limit_source === ''
    ? fill(w.profileReported, told)
    : fill(w.profileReportedOf, { ...told, source: limit_source })
}

function NewLimit({ id, point, zone, onSet }: Here & { onSet: () => void }) {
  const [draft, setDraft, done] = useDraft<LimitDraft>(`limit ${id}`, {
    connectorId: 0,
    limit: '',
    unit: 'A',
    from: '',
    until: '',
  })
  const profile = profileOf(draft, zone, new Date())
  const add = useCommand(async () => {
    if (profile === null) throw new Error('there is no such limit')
    const command = await charging.set(id, draft.connectorId, profile)
    done()
    return command
  }, onSet)
  const set = (change: Partial<LimitDraft>) => setDraft({ ...draft, ...change })
  return (
    <section class="card">
      <h2>{w.newLimit}</h2>
      <Form label={w.newLimit} onSubmit={() => profile && void add.run()}>
        <div class="grid">
          <Select
            label={w.forWhat}
            value={String(draft.connectorId)}
            options={[0, ...point.connectors.map((c) => c.connector_id)].map(
              (n) => [String(n), connectorWords(n)] as const,
            )}
            onInput={(value) => set({ connectorId: Number(value) })}
          />
          <Field
            label={w.limitAtMost}
            name="limit"
            value={draft.limit}
            onInput={(limit) => set({ limit })}
            inputMode="decimal"
            required
            hint={w.limitHint}
          />
          <Select
            label={w.unit}
            value={draft.unit}
            options={[
              ['A', w.units.A],
              ['W', w.units.W],
            ]}
            onInput={(unit) => set({ unit })}
          />
          <Field
            label={w.dailyFrom}
            name="from"
            type="time"
            value={draft.from}
            onInput={(from) => set({ from })}
          />
          <Field
            label={w.dailyUntil}
            name="until"
            type="time"
            value={draft.until}
            onInput={(until) => set({ until })}
          />
        </div>
        <p class="hint">{w.limitTimes}</p>
        {profile === null && draft.limit !== '' && <p class="refusal">{w.noLimit}</p>}
        <Told asking={add} online={point.online} />
        <Submit busy={add.busy}>{w.setLimit}</Submit>
      </Form>
    </section>
  )
}

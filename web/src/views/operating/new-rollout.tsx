import { networks, stations } from '../../api/client'
import { firmware, rollouts } from '../../api/operating'
import { useAction, useLoad } from '../../lib/hooks'
import { type CommandDraft, commandOf, rolledOut, stagesOf } from '../../lib/operator/rollouts'
import { useDraft } from '../../lib/unsaved'
import { numberOrNull } from '../../lib/words'
import { Check, Field, Form, Select, Submit } from '../../parts/fields'
import { Failure, Shown } from '../../parts/states'
import { go } from '../../router'
import { fill, words } from '../../words'

const w = words('upkeep')

/** A setting by the name that OCPP has for it. */
const A_KEY = 'HeartbeatInterval'

type Whom = 'all' | 'stations' | 'charge_points'

interface RolloutDraft {
  command: CommandDraft
  name: string
  whom: Whom
  chosen: readonly string[]
  stages: string
  most: string
}

/** The name under which what is typed is kept. */
export const rolloutDraft = (networkId: string, firmwareId: string) => `rollout ${networkId} ${firmwareId}`

/** One command for many: what, for whom, in which stages. */
export function NewRollout({ id, firmwareId }: { id: string; firmwareId: string }) {
  const action = firmwareId === '' ? 'change_configuration' : 'update_firmware'
  const [draft, setDraft, done] = useDraft<RolloutDraft>(rolloutDraft(id, firmwareId), {
    command: { action, key: '', value: '', firmwareId },
    name: '',
    whom: 'all',
    chosen: [],
    stages: '5, 100',
    most: '0',
  })
  const { name, whom, chosen, stages, most } = draft
  const set = (change: Partial<RolloutDraft>) => setDraft({ ...draft, ...change })
  const command = commandOf(draft.command)
  const percents = stagesOf(stages)
  const isWhole = command !== null && percents !== null && (whom === 'all' || chosen.length > 0)
  const begin = useAction(async () => {
    if (command === null || percents === null) return
    const failures = numberOrNull(most)
    const rollout = await rollouts.begin(id, {
      name,
      command,
      stages: percents,
      ...(whom === 'stations' && { station_ids: [...chosen] }),
      ...(whom === 'charge_points' && { charge_point_ids: [...chosen] }),
      ...(failures !== null && { max_failures: failures }),
    })
    done()
    go(`/networks/${id}/rollouts/${rollout.rollout_id}`)
  })
  return (
    <Form class="card" label={w.newRollout} onSubmit={() => isWhole && void begin.run()}>
      {begin.problem && <Failure problem={begin.problem} />}
      <What id={id} draft={draft.command} onInput={(next) => set({ command: next })} />
      <Field
        label={w.name}
        name="name"
        value={name}
        onInput={(next) => set({ name: next })}
        maxLength={80}
        problem={begin.problem}
      />
      <Select
        label={w.forWhom}
        value={whom}
        options={[
          ['all', w.whom.all],
          ['stations', w.whom.stations],
          ['charge_points', w.whom.charge_points],
        ]}
        onInput={(value) => set({ whom: value as Whom, chosen: [] })}
      />
      {whom !== 'all' && (
        <Choice id={id} whom={whom} chosen={chosen} onInput={(next) => set({ chosen: next })} />
      )}
      <div class="grid">
        <Field
          label={w.stages}
          name="stages"
          value={stages}
          onInput={(next) => set({ stages: next })}
          problem={begin.problem}
          hint={w.stagesHint}
          required
        />
        <Field
          label={w.mostFailures}
          name="max_failures"
          type="number"
          inputMode="numeric"
          min={0}
          value={most}
          onInput={(next) => set({ most: next })}
          problem={begin.problem}
          hint={w.mostFailuresHint}
        />
      </div>
      {percents === null && <p class="refusal">{w.stagesWrong}</p>}
      {!isWhole && percents !== null && <p class="muted">{w.chooseBoth}</p>}
      <Submit busy={begin.busy}>{w.begin}</Submit>
    </Form>
  )
}

function What(props: { id: string; draft: CommandDraft; onInput: (draft: CommandDraft) => void }) {
  const { id, draft, onInput } = props
  const images = useLoad(id, () => firmware.list(id, null))
  const set = (change: Partial<CommandDraft>) => onInput({ ...draft, ...change })
  return (
    <div class="grid">
      <Select
        label={w.what}
        value={draft.action}
        options={rolledOut()}
        onInput={(action) => set({ action })}
      />
      {draft.action === 'change_configuration' && (
        <>
          <Field
            label={w.setting}
            name="key"
            value={draft.key}
            onInput={(key) => set({ key })}
            placeholder={A_KEY}
            required
          />
          <Field
            label={w.value}
            name="value"
            value={draft.value}
            onInput={(value) => set({ value })}
            required
          />
        </>
      )}
      {draft.action === 'update_firmware' && (
        <Shown load={images}>
          {({ items }) => (
            <Select
              label={w.toWhich}
              value={draft.firmwareId}
              options={[
                ['', items.length === 0 ? w.noImagesToChoose : w.chooseImage],
                ...items
                  .filter((image) => image.state === 'STORED' && image.signature_state !== 'INVALID')
                  .map(
                    (image) =>
                      [
                        image.firmware_id,
                        fill(w.imageName, { name: image.name, version: image.version }),
                      ] as const,
                  ),
              ]}
              onInput={(image) => set({ firmwareId: image })}
            />
          )}
        </Shown>
      )}
    </div>
  )
}

interface ChoiceProps {
  id: string
  whom: Exclude<Whom, 'all'>
  chosen: readonly string[]
  onInput: (chosen: string[]) => void
}

function Choice({ id, whom, chosen, onInput }: ChoiceProps) {
  const load = useLoad(`${id} ${whom}`, () => (whom === 'stations' ? stationsOf(id) : chargePointsOf(id)))
  return (
    <fieldset class="plugs">
      <legend>{whom === 'stations' ? w.whichStations : w.whichChargePoints}</legend>
      <Shown load={load}>
        {(list) =>
          list.map(([value, label]) => (
            <Check
              key={value}
              label={label}
              checked={chosen.includes(value)}
              onInput={(on) => onInput(on ? [...chosen, value] : chosen.filter((other) => other !== value))}
            />
          ))
        }
      </Shown>
    </fieldset>
  )
}

async function stationsOf(network: string): Promise<[string, string][]> {
  const found: [string, string][] = []
  let cursor: string | null = null
  do {
    const page = await networks.stations(network, cursor)
    found.push(...page.items.map((one): [string, string] => [one.station_id, one.name]))
    cursor = page.next_cursor
  } while (cursor !== null)
  return found
}

async function chargePointsOf(network: string): Promise<[string, string][]> {
  const places = await stationsOf(network)
  const lists = await Promise.all(
    places.map(async ([station, name]) => {
      const { items } = await stations.chargePoints(station)
      return items.map((point): [string, string] => [
        point.charge_point_id,
        `${point.name || point.charge_point_id}, ${name}`,
      ])
    }),
  )
  return lists.flat()
}

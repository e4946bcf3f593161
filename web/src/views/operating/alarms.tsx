import { useState } from 'preact/hooks'
import { alarms } from '../../api/operating'
import type { Alarm, AlarmKind, AlarmSettings } from '../../api/operating-types'
import { useAction, useLoad } from '../../lib/hooks'
import { alarmKinds, alarmWords } from '../../lib/operator/words'
import { usePages } from '../../lib/pages'
import { draftOf, useDraft } from '../../lib/unsaved'
import { Check, Field, Form, Submit } from '../../parts/fields'
import { More } from '../../parts/more'
import { AlarmRow } from '../../parts/operator/alarm-row'
import { Empty, Failure, Shown } from '../../parts/states'
import { say } from '../../store'
import { fill, words } from '../../words'
import { OperatingPage } from './frame'

const w = words('upkeep')

export function Alarms({ id }: { id: string }) {
  return (
    <OperatingPage id={id}>
      {() => (
        <>
          <Open id={id} />
          <Settings id={id} />
          <Cleared id={id} />
        </>
      )}
    </OperatingPage>
  )
}

function Open({ id }: { id: string }) {
  const pages = usePages(id, (cursor) => alarms.list(id, 'open', cursor), { live: [`network:${id}`] })
  return (
    <section>
      <h2>{w.openAlarms}</h2>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.nothingWrong} />
          ) : (
            <ul class="rows cards" aria-label={w.openAlarms}>
              {list.map((alarm) => (
                <One key={alarm.alarm_id} alarm={alarm} onSeen={pages.load.reload} />
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
    </section>
  )
}

function One({ alarm, onSeen }: { alarm: Alarm; onSeen: () => void }) {
  const acknowledge = useAction(async () => {
    const seen = await alarms.acknowledge(alarm.alarm_id)
    say(seen.state === 'cleared' ? w.alarmOver : w.alarmSeen)
    onSeen()
  })
  return (
    <AlarmRow alarm={alarm}>
      {acknowledge.problem && <Failure problem={acknowledge.problem} />}
      {alarm.acknowledged_at === null && (
        <div class="actions">
          <button
            type="button"
            class="small"
            aria-label={fill(w.acknowledgeOf, {
              alarm: alarmWords(alarm.kind),
              place: alarm.charge_point_name,
            })}
            aria-busy={acknowledge.busy}
            disabled={acknowledge.busy}
            onClick={() => void acknowledge.run()}
          >
            {w.acknowledge}
          </button>
        </div>
      )}
    </AlarmRow>
  )
}

function Cleared({ id }: { id: string }) {
  const pages = usePages(id, (cursor) => alarms.list(id, 'cleared', cursor), {
    live: [`network:${id}`],
  })
  return (
    <section>
      <h2>{w.overAgain}</h2>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.noneOver} />
          ) : (
            <ul class="rows" aria-label={w.alarmsOver}>
              {list.map((alarm) => (
                <AlarmRow key={alarm.alarm_id} alarm={alarm} />
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
    </section>
  )
}

interface SettingsDraft {
  minutes: string
  notify: readonly AlarmKind[]
}

const settingsDraft = (id: string) => `alarm settings ${id}`

function Settings({ id }: { id: string }) {
  const load = useLoad(id, () => alarms.settings(id))
  const [wasTyped] = useState(() => draftOf(settingsDraft(id)) !== null)
  return (
    <details class="card" open={wasTyped}>
      <summary>{w.hearOf}</summary>
      <Shown load={load}>{(settings) => <SettingsForm id={id} settings={settings} put={load.put} />}</Shown>
    </details>
  )
}

function SettingsForm(props: { id: string; settings: AlarmSettings; put: (s: AlarmSettings) => void }) {
  const { id, settings, put } = props
  const [draft, setDraft, done] = useDraft<SettingsDraft>(settingsDraft(id), {
    minutes: String(settings.offline_after_minutes),
    notify: settings.notify,
  })
  const { minutes, notify } = draft
  const save = useAction(async () => {
    put(await alarms.choose(id, { offline_after_minutes: Number(minutes), notify: [...notify] }))
    done()
    say(w.saved)
  })
  return (
    <Form label={w.hearOf} onSubmit={() => void save.run()}>
      {save.problem && <Failure problem={save.problem} />}
      <Field
        label={w.offlineAfter}
        name="offline_after_minutes"
        type="number"
        inputMode="numeric"
        min={5}
        value={minutes}
        onInput={(typed) => setDraft({ ...draft, minutes: typed })}
        problem={save.problem}
        required
      />
      <fieldset class="plugs">
        <legend>{w.writeOf}</legend>
        {alarmKinds().map((kind) => (
          <Check
            key={kind}
            label={alarmWords(kind)}
            checked={notify.includes(kind)}
            onInput={(on) =>
              setDraft({
                ...draft,
                notify: on ? [...notify, kind] : notify.filter((other) => other !== kind),
              })
            }
          />
        ))}
      </fieldset>
      <p class="hint">{w.writeHint}</p>
      <Submit busy={save.busy}>{w.save}</Submit>
    </Form>
  )
}

import { useState } from 'preact/hooks'
import { configuration } from '../../api/charge-point'
import { useAction, useSettled } from '../../lib/hooks'
import { useCommand } from '../../lib/operator/following'
import { usePages } from '../../lib/pages'
import { Check, Field } from '../../parts/fields'
import { More } from '../../parts/more'
import { SettingRow } from '../../parts/operator/setting-row'
import { AskButton, Told } from '../../parts/operator/told'
import { Empty, Shown } from '../../parts/states'
import { say } from '../../store'
import { fill, words } from '../../words'
import type { Here } from './here'

const w = words('operating')

/** When the list is read again: at once, and when an answer, or a report of OCPP 2.x, should have come. */
const ANSWERED_MS = [0, 1500, 4000]

/** Part of a key, as OCPP writes them. */
const EXAMPLE = 'heartbeat'

export function Configuration({ id, point, zone }: Here) {
  const [typed, setTyped] = useState('')
  const [onlyDiffering, setOnlyDiffering] = useState(false)
  const key = useSettled(typed.trim())
  const pages = usePages(`${id} ${key}`, (cursor) => configuration.list(id, key, cursor))
  const readAgain = () => {
    for (const ms of ANSWERED_MS) setTimeout(pages.load.reload, ms)
  }
  const refresh = useCommand(() => configuration.refresh(id), readAgain)
  const change = useAction(async (name: string, value: string | null) => {
    await configuration.change(id, { [name]: value })
    say(fill(value === null ? w.settingStays : w.settingSent, { key: name }))
    readAgain()
  })
  return (
    <section>
      <header class="section-head">
        <h2>{w.settings}</h2>
        <AskButton label={w.readAll} asking={refresh} />
      </header>
      <Told asking={refresh} online={point.online} />
      <search class="form inline">
        <Field
          label={w.search}
          name="key"
          value={typed}
          onInput={setTyped}
          class="grow"
          placeholder={EXAMPLE}
        />
        <Check label={w.onlyDiffering} checked={onlyDiffering} onInput={setOnlyDiffering} />
      </search>
      <Shown load={pages.load}>
        {(all) => {
          const list = all.filter((s) => !onlyDiffering || (s.state !== null && s.state !== 'applied'))
          return list.length === 0 ? (
            <Empty title={all.length === 0 && key === '' ? w.noSettings : w.noneLikeThat}>
              {all.length === 0 && key === '' && <p>{w.noSettingsLead}</p>}
            </Empty>
          ) : (
            <ul class="rows" aria-label={w.settings}>
              {list.map((setting) => (
                <SettingRow
                  key={`${setting.key} ${setting.attribute}`}
                  setting={setting}
                  zone={zone}
                  change={change}
                />
              ))}
            </ul>
          )
        }}
      </Shown>
      <More more={pages.more} />
    </section>
  )
}

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
import type { Here } from './here'

/** When the list is read again: at once, and when an answer, or a report of OCPP 2.x, should have come. */
const ANSWERED_MS = [0, 1500, 4000]

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
    say(value === null ? `${name} stays as the charger has it.` : `${name} is sent to the charger.`)
    readAgain()
  })
  return (
    <section>
      <header class="section-head">
        <h2>Settings</h2>
        <AskButton label="Read all from the charger" asking={refresh} />
      </header>
      <Told asking={refresh} online={point.online} />
      <search class="form inline">
        <Field
          label="Search"
          name="key"
          value={typed}
          onInput={setTyped}
          class="grow"
          placeholder="heartbeat"
        />
        <Check label="Only what is not as wanted" checked={onlyDiffering} onInput={setOnlyDiffering} />
      </search>
      <Shown load={pages.load}>
        {(all) => {
          const list = all.filter((s) => !onlyDiffering || (s.state !== null && s.state !== 'applied'))
          return list.length === 0 ? (
            <Empty
              title={all.length === 0 && key === '' ? 'It has not told its settings yet' : 'None like that'}
            >
              {all.length === 0 && key === '' && <p>Charge points are asked when they first start.</p>}
            </Empty>
          ) : (
            <ul class="rows" aria-label="Settings">
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

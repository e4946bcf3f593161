import { useState } from 'preact/hooks'
import { charging } from '../../api/charge-point'
import { asProblem, useLoad } from '../../lib/hooks'
import { connectorWords } from '../../lib/operator/connectors'
import { useCommand } from '../../lib/operator/following'
import { periodRows } from '../../lib/operator/limits'
import { instantWords, minutesWords } from '../../lib/time'
import { Form, Select, Submit } from '../../parts/fields'
import { Told } from '../../parts/operator/told'
import { Shown } from '../../parts/states'
import { fill, words } from '../../words'
import type { Here } from './here'

const w = words('operating')

const LENGTHS = [60, 360, 1440] as const

/** What all profiles together allow, as the charger itself says. */
export function Schedules({ id, point, zone }: Here) {
  const [where, setWhere] = useState('0')
  const [minutes, setMinutes] = useState('1440')
  const load = useLoad(`${id} ${where}`, () =>
    charging.schedule(id, Number(where)).catch((error: unknown) => {
      if (asProblem(error).status === 404) return null
      throw error
    }),
  )
  const ask = useCommand(() => charging.askSchedule(id, Number(where), Number(minutes)), load.reload)
  return (
    <section class="card">
      <h2>{w.schedule}</h2>
      <Form class="inline" label={w.askForSchedule} onSubmit={() => void ask.run()}>
        <Select
          label={w.ofWhat}
          value={where}
          options={[0, ...point.connectors.map((c) => c.connector_id)].map(
            (n) => [String(n), connectorWords(n)] as const,
          )}
          onInput={setWhere}
          class="grow"
        />
        <Select
          label={w.forTheNext}
          value={minutes}
          options={LENGTHS.map((length) => [String(length), minutesWords(length)] as const)}
          onInput={setMinutes}
          class="grow"
        />
        <Submit busy={ask.busy}>{w.askCharger}</Submit>
      </Form>
      <Told asking={ask} online={point.online} />
      <Shown load={load}>
        {(schedule) =>
          schedule === null ? (
            <p class="muted">{w.notAsked}</p>
          ) : (
            <>
              <p class="muted">
                {fill(w.scheduleSaid, {
                  time: instantWords(schedule.asked_at, zone),
                  length: minutesWords(schedule.duration_minutes),
                })}
              </p>
              {schedule.periods.length === 0 ? (
                <p>{w.nothingLimits}</p>
              ) : (
                <dl class="facts">
                  {periodRows(
                    schedule.start_at ?? schedule.asked_at,
                    schedule.unit,
                    schedule.periods,
                    zone,
                  ).map(({ from, limit }) => (
                    <div key={from} class="fact">
                      <dt>{fill(w.fromTime, { time: from })}</dt>
                      <dd>{fill(w.atMostLimit, { limit })}</dd>
                    </div>
                  ))}
                </dl>
              )}
            </>
          )
        }
      </Shown>
    </section>
  )
}

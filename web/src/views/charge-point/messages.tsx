import { useState } from 'preact/hooks'
import { heard } from '../../api/charge-point'
import type { Message, MessageSearch } from '../../api/charge-point-types'
import type { Page } from '../../api/types'
import { pretty } from '../../lib/operator/frames'
import { usePages } from '../../lib/pages'
import { instantOf } from '../../lib/time'
import { Field, Form, Select, Submit } from '../../parts/fields'
import { More } from '../../parts/more'
import { MessageRow } from '../../parts/operator/message-row'
import { Empty, Shown } from '../../parts/states'
import { words } from '../../words'
import type { Here } from './here'

const w = words('operating')

interface Draft {
  action: string
  direction: Message['direction'] | ''
  text: string
  day: string
  from: string
  until: string
}

const NOTHING: Draft = { action: '', direction: '', text: '', day: '', from: '', until: '' }

/** A message's name in OCPP. */
const EXAMPLE = 'StatusNotification'

export function Messages({ id, zone }: Here) {
  const [draft, setDraft] = useState(NOTHING)
  const [search, setSearch] = useState<MessageSearch>({})
  const [turn, setTurn] = useState(0)
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const pages = usePages(`${id} ${JSON.stringify(search)} ${turn}`, (cursor) => found(id, search, cursor))
  return (
    <section>
      <h2>{w.messages}</h2>
      <Form
        class="card"
        label={w.searchMessages}
        onSubmit={() => {
          setSearch(searchOf(draft, zone))
          setTurn(turn + 1)
        }}
      >
        <div class="grid">
          <Field
            label={w.action}
            name="action"
            value={draft.action}
            onInput={(action) => set({ action })}
            placeholder={EXAMPLE}
          />
          <Select
            label={w.whoSaidIt}
            value={draft.direction}
            options={[
              ['', w.either],
              ['in', w.theCharger],
              ['out', 'PlugNexus'],
            ]}
            onInput={(direction) => set({ direction })}
          />
          <Field label={w.textInIt} name="text" value={draft.text} onInput={(text) => set({ text })} />
          <Field label={w.onDay} name="day" type="date" value={draft.day} onInput={(day) => set({ day })} />
          <Field
            label={w.from}
            name="from"
            type="time"
            value={draft.from}
            onInput={(from) => set({ from })}
          />
          <Field
            label={w.until}
            name="until"
            type="time"
            value={draft.until}
            onInput={(until) => set({ until })}
          />
        </div>
        <Submit busy={false}>{w.search}</Submit>
      </Form>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={pages.more === null ? w.noMessages : w.noneSoFar} />
          ) : (
            <ul class="rows" aria-label={w.messages}>
              {list.map((message) => (
                <MessageRow
                  key={`${message.at} ${message.direction} ${message.message_id}`}
                  message={message}
                  text={pretty(message.text)}
                  zone={zone}
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

/** Times count on the chosen day only; a day alone is all of it. */
function searchOf({ action, direction, text, day, from, until }: Draft, zone: string): MessageSearch {
  return {
    action: action.trim(),
    direction,
    text: text.trim(),
    from: day === '' ? undefined : instantOf(day, from || '00:00', zone),
    to: day === '' ? undefined : instantOf(day, until || '23:59', zone),
  }
}

/** One answer may be empty although there is more: so many are asked before the reader is. */
const ANSWERS = 8

async function found(id: string, search: MessageSearch, cursor: string | null): Promise<Page<Message>> {
  let page = await heard.messages(id, search, cursor)
  for (let i = 1; i < ANSWERS && page.items.length === 0 && page.next_cursor !== null; i++) {
    page = await heard.messages(id, search, page.next_cursor)
  }
  return page
}

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
import type { Here } from './here'

interface Draft {
  action: string
  direction: Message['direction'] | ''
  text: string
  day: string
  from: string
  until: string
}

const NOTHING: Draft = { action: '', direction: '', text: '', day: '', from: '', until: '' }

export function Messages({ id, zone }: Here) {
  const [draft, setDraft] = useState(NOTHING)
  const [search, setSearch] = useState<MessageSearch>({})
  const [turn, setTurn] = useState(0)
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const pages = usePages(`${id} ${JSON.stringify(search)} ${turn}`, (cursor) => found(id, search, cursor))
  return (
    <section>
      <h2>Messages</h2>
      <Form
        class="card"
        label="Search messages"
        onSubmit={() => {
          setSearch(searchOf(draft, zone))
          setTurn(turn + 1)
        }}
      >
        <div class="grid">
          <Field
            label="Action"
            name="action"
            value={draft.action}
            onInput={(action) => set({ action })}
            placeholder="StatusNotification"
          />
          <Select
            label="Who said it"
            value={draft.direction}
            options={[
              ['', 'Either'],
              ['in', 'The charger'],
              ['out', 'PlugNexus'],
            ]}
            onInput={(direction) => set({ direction })}
          />
          <Field label="Text in it" name="text" value={draft.text} onInput={(text) => set({ text })} />
          <Field label="On" name="day" type="date" value={draft.day} onInput={(day) => set({ day })} />
          <Field label="From" name="from" type="time" value={draft.from} onInput={(from) => set({ from })} />
          <Field
            label="Until"
            name="until"
            type="time"
            value={draft.until}
            onInput={(until) => set({ until })}
          />
        </div>
        <Submit busy={false}>Search</Submit>
      </Form>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={pages.more === null ? 'No such messages in the last 30 days' : 'None so far'} />
          ) : (
            <ul class="rows" aria-label="Messages">
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

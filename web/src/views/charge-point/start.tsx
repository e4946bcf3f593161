import { useState } from 'preact/hooks'
import type { Wish } from '../../api/charge-point-types'
import { me } from '../../api/client'
import { useLoad } from '../../lib/hooks'
import type { Asking } from '../../lib/operator/following'
import { isExpired } from '../../lib/tokens'
import { Field, Form, Select } from '../../parts/fields'
import { fill, words } from '../../words'

const w = words('operating')

const ANOTHER = ''

interface Props {
  /** 0 leaves the choice to the charge point. */
  connector: number
  asking: Asking<[Wish]>
}

/** Has it begin charging by a token of one's own, or by one that is typed. */
export function Start({ connector, asking }: Props) {
  const load = useLoad('tokens', () => me.tokens())
  const now = new Date()
  const mine = (load.loaded.data?.items ?? []).filter((token) => !token.blocked && !isExpired(token, now))
  const [chosen, setChosen] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const uid = chosen ?? mine[0]?.token_uid ?? ANOTHER
  const token_uid = uid === ANOTHER ? typed.trim() : uid
  const where = connector === 0 ? {} : { connector_id: connector }

  return (
    <Form
      class="inline"
      label={w.startCharging}
      onSubmit={() => void asking.run({ action: 'remote_start', token_uid, ...where })}
    >
      <Select
        label={w.chargeWith}
        value={uid}
        options={[
          ...mine.map((token) => [token.token_uid, nameOf(token)] as const),
          [ANOTHER, w.anotherToken] as const,
        ]}
        onInput={setChosen}
      />
      {uid === ANOTHER && (
        <Field
          label={w.tokenNumber}
          name="token_uid"
          value={typed}
          onInput={setTyped}
          problem={asking.problem}
          autoComplete="off"
          maxLength={36}
          required
        />
      )}
      <button type="submit" aria-busy={asking.busy} disabled={asking.busy}>
        {connector === 0 ? w.startAnywhere : fill(w.startAt, { number: connector })}
      </button>
    </Form>
  )
}

function nameOf(token: { type: string; name: string | null; token_uid: string }): string {
  return token.type === 'APP_USER' ? w.myApp : token.name || token.token_uid
}

import type { Problem } from '../api/http'
import type { NetworkFields as Values } from '../api/types'
import { orNull } from '../lib/words'
import { words } from '../words'
import { Field, Select } from './fields'

const w = words('networks')

interface Props {
  value: Values
  onInput: (value: Values) => void
  problem: Problem | null
}

export const NEW_NETWORK: Values = {
  name: '',
  description: null,
  visibility: 'private',
  joining: 'shared_code',
  email_domains: [],
}

export function NetworkFields({ value, onInput, problem }: Props) {
  const set = (change: Partial<Values>) => onInput({ ...value, ...change })
  return (
    <>
      <Field
        label={w.name}
        name="name"
        value={value.name}
        onInput={(name) => set({ name })}
        problem={problem}
        required
      />
      <Field
        label={w.description}
        name="description"
        value={value.description ?? ''}
        onInput={(text) => set({ description: orNull(text) })}
        problem={problem}
        rows={2}
      />
      <Select
        label={w.whoSees}
        value={value.visibility}
        options={Object.entries(w.visibilities)}
        onInput={(visibility) => set({ visibility: visibility as Values['visibility'] })}
      />
      <Select
        label={w.howToJoin}
        value={value.joining}
        options={Object.entries(w.joinings)}
        onInput={(joining) => set({ joining: joining as Values['joining'] })}
      />
      {value.joining === 'shared_code' && (
        <Field
          label={w.domains}
          name="email_domains"
          value={value.email_domains.join(' ')}
          onInput={(text) => set({ email_domains: text.split(/[\s,;]/) })}
          problem={problem}
          hint={w.domainsHint}
        />
      )}
    </>
  )
}

/** The fields as they are sent: no empty domains. */
export function tidy(value: Values): Values {
  return { ...value, email_domains: value.email_domains.filter((domain) => domain !== '') }
}

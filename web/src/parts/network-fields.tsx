import type { Problem } from '../api/http'
import type { NetworkFields as Values } from '../api/types'
import { orNull } from '../lib/words'
import { Field, Select } from './fields'

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
        label="Network name"
        name="name"
        value={value.name}
        onInput={(name) => set({ name })}
        problem={problem}
        required
      />
      <Field
        label="Description"
        name="description"
        value={value.description ?? ''}
        onInput={(text) => set({ description: orNull(text) })}
        problem={problem}
        rows={2}
      />
      <Select
        label="Who sees it"
        value={value.visibility}
        options={[
          ['private', 'Private: its members only'],
          ['public', 'Public: anyone'],
        ]}
        onInput={(visibility) => set({ visibility: visibility as Values['visibility'] })}
      />
      <Select
        label="How people join"
        value={value.joining}
        options={[
          ['shared_code', 'By a code that you share, or by invitation'],
          ['restricted', 'By invitation only'],
        ]}
        onInput={(joining) => set({ joining: joining as Values['joining'] })}
      />
      {value.joining === 'shared_code' && (
        <Field
          label="E-mail domains that may join"
          name="email_domains"
          value={value.email_domains.join(' ')}
          onInput={(text) => set({ email_domains: text.split(/[\s,;]/) })}
          problem={problem}
          hint="For example: example.org. Leave it empty to let in anyone who has the code."
        />
      )}
    </>
  )
}

/** The fields as they are sent: no empty domains. */
export function tidy(value: Values): Values {
  return { ...value, email_domains: value.email_domains.filter((domain) => domain !== '') }
}

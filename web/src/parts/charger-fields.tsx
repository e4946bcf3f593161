import type { Problem } from '../api/http'
import { type ChargerDraft, type ConnectorDraft, emptyConnector } from '../lib/drafts'
import { connectorChoices, connectorName, connectorNames } from '../lib/words'
import { Check, Field, Select } from './fields'

interface Props {
  value: ChargerDraft
  onInput: (value: ChargerDraft) => void
  problem: Problem | null
}

export function ChargerFields({ value, onInput, problem }: Props) {
  const set = (change: Partial<ChargerDraft>) => onInput({ ...value, ...change })
  const setConnector = (at: number, change: Partial<ConnectorDraft>) =>
    set({ connectors: value.connectors.map((c, i) => (i === at ? { ...c, ...change } : c)) })
  const price = (label: string, name: 'price_per_kwh' | 'price_per_hour' | 'price_per_session') => (
    <Field
      label={label}
      name={name}
      value={value[name]}
      onInput={(text) => set({ [name]: text })}
      problem={problem}
      inputMode="decimal"
      pattern="[0-9]+([.,][0-9]+)?"
      placeholder="0.00"
    />
  )
  return (
    <>
      <div class="grid">
        <Field
          label="Charger name"
          name="charger_name"
          value={value.name}
          onInput={(name) => set({ name })}
          problem={problem}
          placeholder="for example: Bay 4"
        />
        {value.connectors.map((connector, i) => (
          <ConnectorFields key={i} value={connector} onInput={(change) => setConnector(i, change)} />
        ))}
      </div>
      <div class="actions">
        <button
          type="button"
          class="small quiet"
          onClick={() => set({ connectors: [...value.connectors, emptyConnector()] })}
        >
          Add a connector
        </button>
        {value.connectors.length > 1 && (
          <button
            type="button"
            class="small quiet"
            onClick={() => set({ connectors: value.connectors.slice(0, -1) })}
          >
            Remove the last connector
          </button>
        )}
      </div>
      <div class="grid">
        {price('Price per kWh', 'price_per_kwh')}
        {price('Price per hour', 'price_per_hour')}
        {price('Price per session', 'price_per_session')}
        <Field
          label="Currency"
          name="currency"
          value={value.currency}
          onInput={(currency) => set({ currency })}
          problem={problem}
          pattern="[A-Za-z]{3}"
          maxLength={3}
          required
        />
      </div>
      <Check label="In service" checked={value.in_service} onInput={(in_service) => set({ in_service })} />
    </>
  )
}

interface ConnectorProps {
  value: ConnectorDraft
  onInput: (change: Partial<ConnectorDraft>) => void
}

function ConnectorFields({ value, onInput }: ConnectorProps) {
  const known = connectorChoices()
  const options =
    value.standard in connectorNames()
      ? known
      : [...known, [value.standard, connectorName(value.standard)] as const]
  return (
    <>
      <Select
        label="Connector"
        value={value.standard}
        options={options}
        onInput={(standard) => onInput({ standard })}
      />
      <Select
        label="Cable"
        value={value.format}
        options={[
          ['SOCKET', 'Socket: bring a cable'],
          ['CABLE', 'Cable attached'],
        ]}
        onInput={(format) => onInput({ format: format as ConnectorDraft['format'] })}
      />
      <Field
        label="Power (kW)"
        name="max_kw"
        value={value.max_kw}
        onInput={(max_kw) => onInput({ max_kw })}
        inputMode="decimal"
        pattern="[0-9]+([.,][0-9]+)?"
        required
      />
    </>
  )
}

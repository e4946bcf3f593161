import type { Problem } from '../api/http'
import { type ChargerDraft, type ConnectorDraft, emptyConnector } from '../lib/drafts'
import { connectorChoices, connectorName, connectorNames } from '../lib/words'
import { words } from '../words'
import { Check, Field, Select } from './fields'

const w = words('managing')

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
          label={w.chargerName}
          name="charger_name"
          value={value.name}
          onInput={(name) => set({ name })}
          problem={problem}
          placeholder={w.chargerExample}
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
          {w.addConnector}
        </button>
        {value.connectors.length > 1 && (
          <button
            type="button"
            class="small quiet"
            onClick={() => set({ connectors: value.connectors.slice(0, -1) })}
          >
            {w.removeConnector}
          </button>
        )}
      </div>
      <div class="grid">
        {price(w.pricePerKwh, 'price_per_kwh')}
        {price(w.pricePerHour, 'price_per_hour')}
        {price(w.pricePerSession, 'price_per_session')}
        <Field
          label={w.currency}
          name="currency"
          value={value.currency}
          onInput={(currency) => set({ currency })}
          problem={problem}
          pattern="[A-Za-z]{3}"
          maxLength={3}
          required
        />
      </div>
      <Check label={w.inService} checked={value.in_service} onInput={(in_service) => set({ in_service })} />
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
        label={w.connector}
        value={value.standard}
        options={options}
        onInput={(standard) => onInput({ standard })}
      />
      <Select
        label={w.cable}
        value={value.format}
        options={[
          ['SOCKET', w.socket],
          ['CABLE', w.cableAttached],
        ]}
        onInput={(format) => onInput({ format })}
      />
      <Field
        label={w.power}
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

interface Props {
  from: string
  until: string
  fromLabel: string
  untilLabel: string
  onInput: (change: { from?: string; until?: string }) => void
}

/** Two clocks of a day, side by side in a row of hours. */
export function Clocks({ from, until, fromLabel, untilLabel, onInput }: Props) {
  return (
    <>
      <input
        type="time"
        aria-label={fromLabel}
        value={from}
        required
        onInput={(e) => onInput({ from: e.currentTarget.value })}
      />
      <input
        type="time"
        aria-label={untilLabel}
        value={until}
        required
        onInput={(e) => onInput({ until: e.currentTarget.value })}
      />
    </>
  )
}

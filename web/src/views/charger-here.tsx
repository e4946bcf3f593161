import { useRef, useState } from 'preact/hooks'
import { chargers } from '../api/client'
import type { Rules } from '../api/policy'
import { series, terms } from '../api/sharing'
import type { ChargerTerms, SeriesMade } from '../api/sharing-types'
import type { Booking, Car, Charger, ChargerDay } from '../api/types'
import { startCharge } from '../lib/charging'
import { useAction, useGone, useLoad, useSettled } from '../lib/hooks'
import { type Repeat, ruleOf } from '../lib/repeat'
import type { Period } from '../lib/slots'
import { ChargerCard } from '../parts/charger-card'
import type { Wanted } from '../parts/wait-form'
import { go } from '../router'
import { loginState } from '../store'

interface Props {
  charger: Charger
  name: string
  policy: Rules | null
  day: string
  schedule: ChargerDay | null
  cars: readonly Car[]
  carId: string
  now: Date
  /** Whether a time that the page suggests is asked about too, not only one that was chosen. */
  asksAtOnce: boolean
  onCar: (carId: string) => void
  onWait: (wanted: Wanted) => void
  onChanged: () => void
}

/** One charger of a station's page: booking once or weekly, starting, and whether a time is possible. */
export function ChargerHere({ charger, carId, asksAtOnce, onWait, onChanged, ...rest }: Props) {
  const gone = useGone()
  const [chosen, setChosen] = useState<{ period: Period | null; byHand: boolean }>({
    period: null,
    byHand: false,
  })
  const [repeat, setRepeat] = useState<Repeat | null>(null)
  const [booked, setBooked] = useState<Booking | null>(null)
  const [made, setMade] = useState<SeriesMade | null>(null)
  const [step, setStep] = useState('')
  const carField = carId === '' ? {} : { car_id: carId }

  const isAsked = loginState.value === 'in' && charger.bookable && (chosen.byHand || asksAtOnce)
  const wished = useSettled(isAsked && chosen.period ? { ...wishOf(chosen.period), ...carField } : null)
  const wish = useLoad(JSON.stringify(wished), async () =>
    wished === null ? null : await terms.of(charger.charger_id, wished),
  )
  const told = useRef<ChargerTerms | null>(null)
  told.current = wish.loaded.data ?? told.current

  const book = useAction(async (period: Period) => {
    setBooked(null)
    setMade(null)
    const fields = { ...wishOf(period), ...carField }
    if (repeat === null) setBooked(await chargers.book(charger.charger_id, fields))
    else {
      const rrule = ruleOf(repeat)
      if (rrule === null) return
      setMade(await series.make(charger.charger_id, { ...fields, rrule, all_or_none: repeat.allOrNone }))
      setRepeat(null)
    }
    onChanged()
  })
  const start = useAction(async () => {
    try {
      go(`/sessions/${await startCharge(charger.charger_id, carId || undefined, setStep, gone)}`)
    } finally {
      setStep('')
    }
  })
  return (
    <ChargerCard
      {...rest}
      charger={charger}
      carId={carId}
      booked={booked}
      series={made}
      chosen={chosen.period}
      wish={wish}
      terms={told.current}
      repeat={repeat}
      book={book}
      start={start}
      step={step}
      onChoose={(period, byHand) => setChosen({ period, byHand })}
      onRepeat={setRepeat}
      onWait={(period) => onWait({ chargerId: charger.charger_id, period })}
    />
  )
}

function wishOf(period: Period) {
  return { start_date_time: period.start, end_date_time: period.end }
}

import { waitlist } from '../api/sharing'
import type { Offer } from '../api/sharing-types'
import { useAction, useLoad, useNow } from '../lib/hooks'
import { OfferCard } from '../parts/offer-card'
import { account, say } from '../store'
import { words } from '../words'

const w = words('booking')

const SNOOZE_MINUTES = 60

/** What is held for the reader, wherever they are likely to look. Nothing where nothing is. */
export function Offers({ onTaken = () => {} }: { onTaken?: () => void }) {
  const who = account.value?.account_id
  const load = useLoad(
    `offers ${who}`,
    async () => (who === undefined ? [] : (await waitlist.offers()).items),
    { live: who === undefined ? [] : ['me'] },
  )
  return (
    <>
      {(load.loaded.data ?? []).map((offer) => (
        <One
          key={offer.booking_id}
          offer={offer}
          onAnswered={() => {
            load.reload()
            onTaken()
          }}
        />
      ))}
    </>
  )
}

function One({ offer, onAnswered }: { offer: Offer; onAnswered: () => void }) {
  const now = useNow(1000)
  const answer = (send: () => Promise<unknown>, told: () => string) => async () => {
    await send()
    say(told())
    onAnswered()
  }
  const id = offer.booking_id
  const accept = useAction(
    answer(
      () => waitlist.accept(id),
      () => w.taken,
    ),
  )
  const pass = useAction(
    answer(
      () => waitlist.pass(id),
      () => w.passed,
    ),
  )
  const snooze = useAction(
    answer(
      () => waitlist.snooze(id, SNOOZE_MINUTES),
      () => w.snoozed,
    ),
  )
  return <OfferCard offer={offer} now={now} accept={accept} pass={pass} snooze={snooze} />
}

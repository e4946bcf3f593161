"""What frees a charger moves its station's waitlist: the first whom the time suits is offered it."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.bookings.booking import Booking, Kind, State
from chalicelib.bookings.life import CLOCK, LAPSED, drafted, over, stepped, under
from chalicelib.kernel.errors import Stale
from chalicelib.kernel.shards import in_shards
from chalicelib.kernel.slices import WHOLE, Slice
from chalicelib.logs import logger
from chalicelib.notices.rules import Notice
from chalicelib.waitlist.entry import EntryState, WaitlistEntry, offered
from chalicelib.waitlist.gaps import Gap
from chalicelib.waitlist.needs import Bookings, Owe, WaitlistStore, Writes
from chalicelib.waitlist.queue import Queue, Queues
from chalicelib.waitlist.rules import held_until, suiting

NOT_WAITED_FOR = "no longer waited for"
"""Why an offer ended."""
WAITLIST = "waitlist"
"""Who makes offers."""
WORK = 45.0
"""Seconds after which a worker looks at no other station; the next minute's goes on."""
MOST_ROUNDS = 60
"""Looks at one station at a time; the next minute's goes on."""


@dataclass(frozen=True)
class Offering:
    """Makes offers, and ends those that nobody answered. Any number may work at once: each is made once."""

    store: WaitlistStore
    queues: Queues
    bookings: Bookings
    owe: Owe
    new_ref: Callable[[], str]
    elapsed: Callable[[], float] = time.monotonic

    def tick(self, now: datetime, mine: Slice = WHOLE) -> None:
        """Move each station of a slice where somebody waits, for about WORK seconds.

        What was missed is made up for.
        """
        begun = self.elapsed()
        in_shards(mine.shards(self.store.shards), lambda shard: self._shard(shard, mine, now, begun))

    def _shard(self, shard: int, mine: Slice, now: datetime, begun: float) -> None:
        """In any order, so that where there is not the time for all none is always last."""
        try:
            waited = self.store.stations(shard)
            stations = [one for one in waited if mine.has(one, shard, self.store.shards)]
        except Exception:  # noqa: BLE001 - the other shards are not at fault
            logger.exception("waitlist_stopped", shard=shard)
            return
        random.shuffle(stations)
        for station_id in stations:
            if self.elapsed() - begun > WORK:
                logger.warning("waitlist_behind", shard=shard)
                return
            self.moved(station_id, now)

    def moved(self, station_id: str, now: datetime) -> None:
        """As `move`; it never raises, since what freed the time is done, and a tick makes up for it."""
        try:
            self.move(station_id, now)
        except Exception:  # noqa: BLE001 - neither the caller nor the next station is at fault
            logger.exception("waitlist_not_moved", station_id=station_id)

    def move(self, station_id: str, now: datetime) -> None:
        """Something is free that was not: end what has lapsed, offer what there is.

        1 request where nobody waits.
        """
        for _ in range(MOST_ROUNDS):
            queue = self.queues.of(station_id, now)
            if queue is None:
                return
            try:
                if not self._tidied(queue) and not self._offered(queue):
                    return
            except Stale:
                continue

    def _tidied(self, queue: Queue) -> bool:
        """Whether something was no longer as it was stored, and now is."""
        changed = False
        for entry in queue.entries:
            seen = queue.seen(entry)
            if seen.entry == entry:
                continue
            event = self._told(seen.event, entry, queue.now) if seen.event else ()
            self.bookings.commit(self._written(entry, seen.entry), self._withdrawn(entry, queue), event)
            changed = True
        return changed

    def _written(self, before: WaitlistEntry, after: WaitlistEntry | None) -> Writes:
        return self.store.changing(before, after) if after else self.store.removing(before)

    def _withdrawn(self, entry: WaitlistEntry, queue: Queue) -> Writes:
        """The writes that end what is still held for it, if anything."""
        offer = queue.offer(entry)
        if offer is None or offer.kind is not Kind.OFFER or offer.state is not State.PENDING:
            return ()
        if queue.now >= offer.lapses_at:
            after = over(offer, State.REJECTED, queue.now, CLOCK, LAPSED)
        else:
            after = over(offer, State.REJECTED, queue.now, WAITLIST, NOT_WAITED_FOR)
        return self.bookings.changing(offer, after, queue.now)

    def _told(self, event: str, entry: WaitlistEntry, now: datetime) -> Writes:
        key = f"{event}#{entry.entry_id}#{entry.version}"
        return self.owe(Notice(key, entry.driver_id, event, {"station_name": entry.station_name}), now)

    def _offered(self, queue: Queue) -> bool:
        """Whether somebody was made an offer."""
        ready = [
            entry
            for entry in queue.ordered
            if entry.state is EntryState.WAITING and not entry.is_snoozed(queue.now)
        ]
        spots = queue.spots(ready, to_the_end=False) if ready else {}
        for entry in ready:
            mine = spots.get(entry.entry_id, [])
            gap = suiting(entry, mine, queue.agenda_with_offers(entry), queue.now)
            if gap is not None:
                self._offer(entry, gap, queue.now)
                return True
        return False

    def _offer(self, entry: WaitlistEntry, gap: Gap, now: datetime) -> None:
        draft = drafted(gap.charger, self.new_ref(), entry.driver_id, gap.period, now)
        held = under(gap.terms, replace(draft, kind=Kind.OFFER, car_id=entry.car_id), now)
        until = held_until(gap.period, gap.terms.policy.waiting.hold, now)
        offer = stepped(replace(held, state=State.PENDING, look_at=until), now, WAITLIST, "offered")
        self.bookings.commit(
            self.bookings.making(offer, now),
            self.store.changing(entry, offered(entry, offer.booking_id, until)),
            self.owe(_offer_told(offer, until), now),
        )


def _offer_told(offer: Booking, until: datetime) -> Notice:
    return Notice(
        f"waitlist_offer#{offer.booking_id}",
        offer.driver_id,
        "waitlist_offer",
        {
            "station_name": offer.station_name,
            "charger_name": offer.charger_name,
            "start_at": offer.period.start.isoformat(),
            "end_at": offer.period.end.isoformat(),
            "hold_until_at": until.isoformat(),
            "offer_id": offer.booking_id,
        },
        not_after=until,
    )

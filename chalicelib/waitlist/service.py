"""Joining a station's waitlist, and leaving it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.bookings.booking import Kind, State
from chalicelib.bookings.life import over
from chalicelib.bookings.slots import Occupancy
from chalicelib.bookings.terms import terms_of
from chalicelib.bookings.tries import tries
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import NotFound, Stale, not_found, refused
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.stations.rules import Station
from chalicelib.waitlist.entry import PATIENCE, EntryState, WaitlistEntry, awake, entry_id
from chalicelib.waitlist.gaps import Spot
from chalicelib.waitlist.needs import Bookings, Facts, WaitlistStore
from chalicelib.waitlist.queue import Queues
from chalicelib.waitlist.rules import had_by, join_violations, number_violations


@dataclass(frozen=True)
class WaitlistWish:
    """What a member wants: so long on one of these chargers (none: any), in a window, or now (None)."""

    duration: timedelta
    window: Period | None = None
    charger_ids: tuple[str, ...] = ()
    car_id: str | None = None


@dataclass(frozen=True)
class WaitlistService:
    """Entries as their drivers make and end them. For who may not see a station, it does not exist."""

    store: WaitlistStore
    queues: Queues
    facts: Facts
    bookings: Bookings
    now: Clock
    new_ref: Callable[[], str]
    station_for: Callable[[str, Caller], tuple[Station, Standing]]
    """Raises NotFound unless the caller may see it."""
    moved: Callable[[str, datetime], None]
    """Looks whether somebody can be offered something at a station; never raises."""

    def join(self, station_id: str, caller: Caller, wish: WaitlistWish) -> WaitlistEntry:
        """A new entry, at the end. Where something is free already, it is offered at once.

        Raises NotFound for a charger that is not the station's and a car that is not the caller's, and
        Refused("waitlist_refused") for what could never be had, or is waited for already.
        """
        station, standing = self.station_for(station_id, caller)
        if any(station.charger(charger_id) is None for charger_id in wish.charger_ids):
            raise not_found("charger")
        if wish.car_id and not self.facts.has_car(caller.account_id, wish.car_id):
            raise not_found("car")
        for _ in tries():
            now = self.now()
            joins = self.store.joins(station_id, caller.account_id)
            mine = self._mine(station_id, caller, now)
            agenda = self.facts.people(station.network_id, [caller.account_id], []).agendas[caller.account_id]
            window = wish.window or Period(now, now + PATIENCE + wish.duration)
            entry = WaitlistEntry(
                entry_id=entry_id(station_id, self.new_ref()),
                station_id=station_id,
                network_id=station.network_id,
                station_name=station.name,
                time_zone=station.time_zone,
                driver_id=caller.account_id,
                charger_ids=tuple(dict.fromkeys(wish.charger_ids)),
                window=window,
                duration=wish.duration,
                joined_at=now,
                is_now=wish.window is None,
                car_id=wish.car_id,
                had=had_by(agenda, station_id, window),
            )
            spots = _spots(entry, station, standing)
            found = [*number_violations(entry, mine), *join_violations(entry, spots, agenda, now)]
            if found:
                raise refused("waitlist_refused", found)
            try:
                self.bookings.commit(self.store.joining(entry, joins))
            except Stale:
                continue
            self.moved(station_id, now)
            return entry
        raise AssertionError("tries end with an error")

    def leave(self, entry_id: str, caller: Caller) -> None:
        """An entry of the caller's is no more, nor what is held for it. Raises NotFound."""
        for _ in tries():
            entry, now = self._entry(entry_id, caller), self.now()
            offer = self.bookings.booking(entry.offer_id) if entry.offer_id else None
            held = offer is not None and offer.kind is Kind.OFFER and offer.state is State.PENDING
            released = (
                self.bookings.changing(
                    offer, over(offer, State.REJECTED, now, caller.account_id, "left"), now
                )
                if offer and held
                else ()
            )
            try:
                self.bookings.commit(self.store.removing(entry), released)
            except Stale:
                continue
            self.moved(entry.station_id, now)
            return
        raise AssertionError("tries end with an error")

    def leave_all(self, driver_id: str) -> None:
        """A driver waits nowhere any more; twice is as good as once. 1 request, and each leaving's."""
        for entry in self.store.of_driver(driver_id):
            try:
                self.leave(entry.entry_id, Caller(driver_id))
            except NotFound:  # listed late, as indexes do: it is no more
                continue

    def wake(self, entry_id: str, caller: Caller) -> None:
        """An entry that was snoozed is offered things again, from now on. Raises NotFound."""
        for _ in tries():
            station_id = self._entry(entry_id, caller).station_id
            self.moved(station_id, self.now())
            entry = self._entry(entry_id, caller)
            if entry.state is EntryState.OFFERED or (entry.snoozed_until is None and not entry.snoozes):
                return
            try:
                self.bookings.commit(self.store.changing(entry, awake(entry)))
            except Stale:
                continue
            self.moved(station_id, self.now())
            return
        raise AssertionError("tries end with an error")

    def _entry(self, entry_id: str, caller: Caller) -> WaitlistEntry:
        entry = self.store.entry(entry_id)
        if entry is None or entry.driver_id != caller.account_id:
            raise not_found("entry")
        return entry

    def _mine(self, station_id: str, caller: Caller, now: datetime) -> Sequence[WaitlistEntry]:
        queue = self.queues.of(station_id, now)
        if queue is None:
            return []
        return [
            seen
            for entry in queue.entries
            if entry.driver_id == caller.account_id and (seen := queue.seen(entry).entry)
        ]


def _spots(entry: WaitlistEntry, station: Station, standing: Standing) -> list[Spot]:
    return [
        Spot(charger, terms_of(standing, charger), Occupancy())
        for charger in station.chargers
        if not entry.charger_ids or charger.charger_id in entry.charger_ids
    ]

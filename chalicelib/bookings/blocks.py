"""Managers keep a charger free of bookings for a while."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from chalicelib.accounts.rules import Account
from chalicelib.bookings.booking import OPEN_STATES, Booking, Kind, State, booking_id, has_lapsed
from chalicelib.bookings.life import drafted, stepped
from chalicelib.bookings.needs import Writes
from chalicelib.bookings.rules import FARTHEST, asked_period, cancel_violations
from chalicelib.bookings.slots import SLOT, Occupancy, floor
from chalicelib.bookings.tries import tries
from chalicelib.bookings.words import in_words
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import NotFound, Refused, Stale, Violation, not_found, refused
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.stations.rules import Charger, Station


class BlockStore(Protocol):
    """What this needs of the bookings kept."""

    def booking(self, booking_id: str) -> Booking | None:
        """One booking."""

    def bookings(self, booking_ids: Iterable[str]) -> dict[str, Booking]:
        """Those that exist, by id."""

    def blocks_of(self, charger_id: str, after: datetime) -> list[Booking]:
        """A charger's blocks that end after an instant, in order."""

    def occupancy(self, charger_id: str, period: Period) -> Occupancy:
        """Who holds which slots."""

    def commit(self, *parts: Writes) -> None:
        """All these writes or none; raises Stale."""

    def making(self, booking: Booking, now: datetime) -> Writes:
        """The writes that make a booking."""


@dataclass(frozen=True)
class BlockWish:
    """When no bookings are wanted, why, and whether those that there are shall go."""

    period: Period
    reason: str = ""
    cancels: bool = False

    @classmethod
    def of(cls, start: datetime, end: datetime, reason: str = "", *, cancels: bool = False) -> "BlockWish":
        """Raises Invalid("bad_period"), and Refused("booking_refused") for one too long."""
        return cls(asked_period(start, end), reason, cancels)


@dataclass(frozen=True)
class BlockService:
    """Use cases of blocks. A block is a booking that nobody's terms hold for, and that is nobody's share."""

    store: BlockStore
    now: Clock
    new_ref: Callable[[], str]
    managed_charger: Callable[[str, Caller], tuple[Charger, Standing]]
    """NotFound, or Forbidden("managers_only"), unless the caller may manage it."""
    managed_station: Callable[[str, Caller], tuple[Station, Standing]]
    settle: Callable[[Booking, datetime], None]
    """Works off what is due of a booking, so that one that has lapsed holds nothing."""
    cancel: Callable[[Booking, str, str, datetime], Booking]
    """The booking, cancelled by whom and why; its driver is told. Raises Stale."""
    freed: Callable[[Booking], None]
    """Told of a booking that gave time back."""
    accounts_of: Callable[[Iterable[str]], Mapping[str, Account]]

    def block(self, charger_id: str, caller: Caller, wish: BlockWish) -> Booking:
        """A charger's time, kept free. Raises NotFound, Forbidden("managers_only").

        Raises Refused("booking_refused") whose `in_the_way` tells the bookings that are; with
        `wish.cancels` only those under which somebody charges, and other blocks, are.
        """
        charger, _ = self.managed_charger(charger_id, caller)
        return self._blocked(charger, caller, wish)

    def block_station(self, station_id: str, caller: Caller, wish: BlockWish) -> dict[str, Booking | Refused]:
        """The same for each charger of a station on its own: its block, or why there is none."""
        station, _ = self.managed_station(station_id, caller)
        found: dict[str, Booking | Refused] = {}
        for charger in station.chargers:
            try:
                found[charger.charger_id] = self._blocked(charger, caller, wish)
            except Refused as refusal:
                found[charger.charger_id] = refusal
        return found

    def blocks(self, charger_id: str, caller: Caller) -> list[Booking]:
        """A charger's blocks that are not over, in order; one request. Raises as `block`."""
        self.managed_charger(charger_id, caller)
        now = self.now()
        found = self.store.blocks_of(charger_id, now)
        return [block for block in found if block.state_at(now) in OPEN_STATES]

    def unblock(self, booking_id: str, caller: Caller) -> None:
        """The time can be booked again; twice is as good as once. Raises as `block`."""
        for _ in tries():
            before, now = self.store.booking(booking_id), self.now()
            if before is None or before.kind is not Kind.BLOCK:
                raise not_found("block")
            self._check_manager(before, caller)
            if before.state is State.CANCELED:
                return
            found = cancel_violations(before, now, by_manager=True)
            if found:
                raise refused("booking_refused", found)
            try:
                self.cancel(before, caller.account_id, "", now)
            except Stale:
                continue
            self.freed(before)
            return

    def _check_manager(self, block: Booking, caller: Caller) -> None:
        """Those who may not even see the charger learn nothing of the block."""
        try:
            self.managed_charger(block.charger_id, caller)
        except NotFound as error:
            raise not_found("block") from error

    def _blocked(self, charger: Charger, caller: Caller, wish: BlockWish) -> Booking:
        canceled: list[Booking] = []
        try:
            for _ in tries():
                now = self.now()
                holders = self._holders(charger, wish.period, now)
                self._check(wish, holders, now)
                try:
                    for holder in holders:
                        self.cancel(holder, caller.account_id, wish.reason, now)
                        canceled.append(holder)
                    block = drafted(charger, self.new_ref(), caller.account_id, wish.period, now)
                    block = stepped(replace(block, kind=Kind.BLOCK), now, caller.account_id, wish.reason)
                    self.store.commit(self.store.making(block, now))
                except Stale:
                    continue
                return block
            raise AssertionError("tries end with an error")
        finally:
            for booking in canceled:
                self.freed(booking)

    def _holders(self, charger: Charger, period: Period, now: datetime) -> list[Booking]:
        """Whose bookings are in the way; what has lapsed is worked off and is not."""
        taken = self.store.occupancy(charger.charger_id, period).taken(period)
        found = self.store.bookings(booking_id(charger.charger_id, stretch.ref) for stretch in taken)
        for holder in found.values():
            if has_lapsed(holder, now):
                self.settle(holder, now)
        return sorted(
            (holder for holder in found.values() if not has_lapsed(holder, now)),
            key=lambda holder: holder.period,
        )

    def _check(self, wish: BlockWish, holders: list[Booking], now: datetime) -> None:
        found = list(_own_violations(wish.period, now))
        staying = [one for one in holders if not (wish.cancels and _can_go(one))]
        if staying:
            words = f"In the way: {len(staying)} of what is booked or blocked."
            found.append(Violation("overlaps", words, asked=wish.period))
        if not found:
            return
        names = self.accounts_of({holder.driver_id for holder in staying})
        words = " ".join(violation.detail for violation in found)
        told = [_told(holder, names) for holder in staying if holder.kind is not Kind.HOLD]
        raise Refused("booking_refused", words, violations=found, in_the_way=told)


def _own_violations(period: Period, now: datetime) -> Iterator[Violation]:
    """A block keeps to the slots, and begins no earlier than now and no later than any booking can."""
    if any(floor(edge) != edge for edge in (period.start, period.end)):
        words = f"Blocks start and end at every {in_words(SLOT)}."
        yield Violation("off_grid", words, SLOT, period)
    if period.start + SLOT <= now:
        yield Violation("in_past", "The block starts in the past.", now, period.start)
    if period.start - now > FARTHEST:
        words, passes_at = f"At most {in_words(FARTHEST)} ahead.", period.start - FARTHEST
        yield Violation("too_far_ahead", words, FARTHEST, period.start, passes_at)


def _can_go(booking: Booking) -> bool:
    """Who charges is not sent away, and another manager's block stays theirs."""
    return booking.kind is not Kind.BLOCK and booking.session_id is None and booking.is_open


def _told(booking: Booking, names: Mapping[str, Account]) -> dict[str, object]:
    """What a manager is told of a booking that is in the way."""
    return {
        "booking_id": booking.booking_id,
        "kind": booking.kind,
        "driver_id": booking.driver_id,
        "driver_name": names[booking.driver_id].name if booking.driver_id in names else None,
        "start_date_time": booking.period.start,
        "end_date_time": booking.period.end,
        "is_charging": booking.session_id is not None,
    }

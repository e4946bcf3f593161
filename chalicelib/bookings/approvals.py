"""Managers approve bookings, or reject them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from chalicelib.bookings.agenda import Past, Strike
from chalicelib.bookings.booking import OPEN_STATES, Booking, Kind, State
from chalicelib.bookings.life import CLOCK, approved, over
from chalicelib.bookings.needs import Owe, Writes
from chalicelib.bookings.telling import told
from chalicelib.bookings.tries import tries
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Forbidden, Refused, Stale, not_found
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.networks.rules import Standing
from chalicelib.notices.rules import Notice


class ApprovalStore(Protocol):
    """What this needs of the bookings kept."""

    def booking(self, booking_id: str) -> Booking | None:
        """One booking."""

    def pending(self, network_id: str, wanted: Wanted) -> Page[Booking]:
        """What waits for a manager of the network, by start."""

    def commit(self, *parts: Writes) -> None:
        """All these writes or none; raises Stale."""

    def changing(self, before: Booking, after: Booking, now: datetime) -> Writes:
        """The writes that replace a booking."""

    def leaving(self, booking: Booking, past: Past | None = None, strike: Strike | None = None) -> Writes:
        """The writes that take a booking off its driver's agenda."""


@dataclass(frozen=True)
class ApprovalService:
    """Use cases of managers. What nobody approved in time has lapsed, whether that is written down or not."""

    store: ApprovalStore
    now: Clock
    owe: Owe
    standing: Callable[[str, str | None], Standing]
    """Of a network, by account; judges nothing."""
    managed: Callable[[str, Caller], Standing]
    """Of a network: NotFound, or Forbidden, unless the caller may manage it."""
    freed: Callable[[Booking], None]
    """Told of a booking that gave time back."""

    def pending(self, network_id: str, caller: Caller, wanted: Wanted) -> Page[Booking]:
        """A page of what waits for a manager, soonest first. Raises NotFound, Forbidden("managers_only")."""
        self.managed(network_id, caller)
        found, now = self.store.pending(network_id, wanted), self.now()
        return replace(found, items=[one for one in found.items if one.state_at(now) is State.PENDING])

    def approve(self, booking_id: str, caller: Caller) -> Booking:
        """The booking holds. Twice is as good as once.

        Raises NotFound, Forbidden("managers_only"), and Refused "approval_lapsed" or "not_pending".
        """
        for _ in tries():
            before, now = self._managed(booking_id, caller), self.now()
            if before.state is State.RESERVED:
                return before
            must_wait(before, now)
            after = approved(before, now, caller.account_id)
            try:
                self.store.commit(
                    self.store.changing(before, after, now),
                    self._told(told("booking_approved", after), caller, now),
                )
            except Stale:
                continue
            return after
        raise AssertionError("tries end with an error")

    def reject(self, booking_id: str, caller: Caller, reason: str = "") -> Booking:
        """The booking gives its time back. Twice is as good as once. Raises as `approve`."""
        for _ in tries():
            before, now = self._managed(booking_id, caller), self.now()
            if before.state is State.REJECTED and not _lapsed_by_clock(before):
                return before
            must_wait(before, now)
            after = over(before, State.REJECTED, now, caller.account_id, reason)
            try:
                self.store.commit(
                    self.store.changing(before, after, now),
                    self.store.leaving(before),
                    self._told(told("booking_rejected", after, reason=reason), caller, now),
                )
            except Stale:
                continue
            self.freed(before)
            return after
        raise AssertionError("tries end with an error")

    def _managed(self, booking_id: str, caller: Caller) -> Booking:
        """For others than its driver and managers it does not exist."""
        found = self.store.booking(booking_id)
        if found is None or found.kind is not Kind.BOOKING:
            raise not_found("booking")
        if self.standing(found.network_id, caller.account_id).may_manage:
            return found
        if found.driver_id == caller.account_id:
            raise Forbidden("managers_only", "Only managers and owners of the network may do this.")
        raise not_found("booking")

    def _told(self, notice: Notice, by: Caller, now: datetime) -> Writes:
        """Whoever decides on a booking of their own need not be told."""
        return () if notice.account_id == by.account_id else self.owe(notice, now)


def must_wait(booking: Booking, now: datetime) -> None:
    """Raises Refused unless the booking waits for a manager: "approval_lapsed", else "not_pending"."""
    if booking.state is State.PENDING and booking.state_at(now) in OPEN_STATES:
        return
    if booking.state is State.PENDING or _lapsed_by_clock(booking):
        raise Refused(
            "approval_lapsed", "Nobody approved the booking in time.", lapsed_at=_lapsed_at(booking)
        )
    raise Refused("not_pending", "The booking does not wait for a manager.", state=booking.state_at(now))


def _lapsed_by_clock(booking: Booking) -> bool:
    return booking.state is State.REJECTED and bool(booking.history) and booking.history[-1].by == CLOCK


def _lapsed_at(booking: Booking) -> datetime:
    return booking.lapses_at if booking.state is State.PENDING else booking.history[-1].at

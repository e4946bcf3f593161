"""What an erased account had booked is given back, and it books no more."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.bookings.agenda import Agenda
from chalicelib.bookings.booking import Booking, has_lapsed
from chalicelib.bookings.needs import BookingStore
from chalicelib.bookings.tries import tries
from chalicelib.kernel.errors import Stale
from chalicelib.kernel.ids import Clock

ERASED = "account erased"
"""Why they are cancelled."""


@dataclass(frozen=True)
class GivingUp:
    """Closes agendas. Whoever books at the same moment has moved the agenda before, or finds it closed."""

    store: BookingStore
    agenda: Callable[[str, str], Agenda]
    """Of a driver in a network."""
    canceled: Callable[[Booking, str, str, datetime], Booking]
    """(before, by, reason, now): raises Stale."""
    now: Clock

    def networks_of(self, driver_id: str) -> list[str]:
        """Those in which it has ever booked."""
        return [agenda.network_id for agenda in self.store.agendas_of(driver_id)]

    def give_up(self, driver_id: str, network_id: str) -> None:
        """All that is to come there is cancelled, by its own terms; twice is as good as once.

        Under which a car charges, and what is over but for the clock, stays. 1 write, and what a cancellation
        takes for each booking.
        """
        for entry in self._closed(driver_id, network_id).entries:
            self._cancel(entry.booking_id, driver_id)

    def _closed(self, driver_id: str, network_id: str) -> Agenda:
        for _ in tries():
            agenda = self.agenda(driver_id, network_id)
            if agenda.is_closed:
                return agenda
            closed = replace(agenda, is_closed=True)
            try:
                self.store.commit(self.store.moving(closed))
            except Stale:
                continue
            return closed
        raise AssertionError("tries end with an error")

    def _cancel(self, booking_id: str, driver_id: str) -> None:
        for _ in tries():
            now, before = self.now(), self.store.booking(booking_id)
            if before is None or before.session_id or not before.is_open or has_lapsed(before, now):
                return
            try:
                self.canceled(before, driver_id, ERASED, now)
            except Stale:
                continue
            return

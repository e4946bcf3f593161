"""What drivers owe, as they and their managers look at it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from chalicelib.bookings.booking import Booking
from chalicelib.bookings.charges import Charge
from chalicelib.bookings.needs import Writes
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import not_found
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.networks.rules import Standing


class ChargeStore(Protocol):
    """What this needs of the charges kept."""

    def booking(self, booking_id: str) -> Booking | None:
        """One booking."""

    def charges_of_driver(self, driver_id: str, wanted: Wanted) -> Page[Charge]:
        """A driver's charges, latest first."""

    def charges_of_network(self, network_id: str, wanted: Wanted) -> Page[Charge]:
        """A network's charges, latest first."""

    def charge_for(self, booking: Booking, charge_id: str) -> Charge | None:
        """One charge for a booking."""

    def withdrawing(self, charge: Charge, now: datetime) -> Writes:
        """The write that withdraws a charge."""

    def commit(self, *parts: Writes) -> None:
        """All these writes or none."""


PARTS_OF_BOOKING = 3
"""A charge's id begins with its booking's: station, charger, ref."""


@dataclass(frozen=True)
class ChargeList:
    """Charges by driver and by network; a manager may waive one."""

    store: ChargeStore
    now: Clock
    managed: Callable[[str, Caller], Standing]
    """Of a network: NotFound, or Forbidden, unless the caller may manage it."""
    standing: Callable[[str, str | None], Standing]
    """Of a network, by account; judges nothing."""

    def mine(self, caller: Caller, wanted: Wanted) -> Page[Charge]:
        """What I owe, or owed until it was withdrawn, latest first: one request."""
        return self.store.charges_of_driver(caller.account_id, wanted)

    def of_network(self, network_id: str, caller: Caller, wanted: Wanted) -> Page[Charge]:
        """What a network's drivers owe. Raises NotFound, Forbidden("managers_only")."""
        self.managed(network_id, caller)
        return self.store.charges_of_network(network_id, wanted)

    def waive(self, charge_id: str, caller: Caller) -> Charge:
        """Nothing is owed any more; twice is as good as once. For others than managers it does not exist."""
        booking = self.store.booking("-".join(charge_id.split("-")[:PARTS_OF_BOOKING]))
        if booking is None or not self.standing(booking.network_id, caller.account_id).may_manage:
            raise not_found("charge")
        charge, now = self.store.charge_for(booking, charge_id), self.now()
        if charge is None:
            raise not_found("charge")
        if charge.withdrawn_at is None:
            self.store.commit(self.store.withdrawing(charge, now))
            charge = replace(charge, withdrawn_at=now)
        return charge

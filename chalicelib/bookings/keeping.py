"""A charger kept for who has booked it: it then sends others away by itself, even while it is offline."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zlib import crc32

from chalicelib.bookings.booking import Booking
from chalicelib.bookings.moments import is_kept
from chalicelib.stations.rules import Charger
from chalicelib.tokens.rules import Token, group_id

LARGEST = 2**31 - 1
"""Every charger holds 31 bits of a reservation's id."""


class Reserve(Protocol):
    """Have a connector reserved; None: it was not asked. Never raises."""

    def __call__(  # noqa: D102
        self,
        charge_point_id: str,
        connector_id: int,
        token_uid: str,
        group_id: str | None,
        reservation_id: int,
        until: datetime,
        by: str | None,
    ) -> object: ...


@dataclass(frozen=True)
class Keeping:
    """Tells chargers for whom they are booked. That they can be told is a help, never a need."""

    app_token: Callable[[str], Token]
    """The token of an account's app, made when first asked for."""
    reserve: Reserve
    unreserve: Callable[[str, int, str | None], object]
    """(charge_point_id, reservation_id, by). Never raises."""
    charger: Callable[[str], Charger | None]
    booking: Callable[[str], Booking | None]

    def keep(self, booking: Booking, charger: Charger) -> None:
        """Have it kept until the booking's end, for its driver with any token. Twice is as good as once."""
        if charger.charge_point_id is None or charger.connector_id is None:
            return
        self.reserve(
            charger.charge_point_id,
            charger.connector_id,
            self.app_token(booking.driver_id).uid,
            group_id(booking.driver_id),
            reservation_id(booking.booking_id),
            booking.period.end,
            None,
        )

    def give_up(self, booking: Booking, charger: Charger | None) -> None:
        """It is kept no longer, if it was."""
        if charger is not None and charger.charge_point_id is not None:
            self.unreserve(charger.charge_point_id, reservation_id(booking.booking_id), None)

    def changed(self, before: Booking) -> None:
        """A booking was cancelled or changed: where it is no longer to be kept, the charger is told."""
        if not is_kept(before):
            return
        after = self.booking(before.booking_id)
        if after is None or not is_kept(after):
            self.give_up(before, self.charger(before.charger_id))


def reservation_id(booking_id: str) -> int:
    """The number by which a charger knows a booking: always the same, from 1 on, 31 bits."""
    return crc32(booking_id.encode()) % LARGEST + 1

"""What bookings need of storage and of their neighbours."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from chalicelib.bookings.agenda import Agenda, Past, Strike
from chalicelib.bookings.booking import Booking
from chalicelib.bookings.charges import Charge
from chalicelib.bookings.slots import Occupancy
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.notices.rules import Notice
from chalicelib.stations.rules import Charger

Writes = tuple[Any, ...]
"""Storage writes, to be committed with others in one transaction."""
Owe = Callable[[Notice, datetime], Writes]
"""The writes that owe a notice: a fact and its notice are one."""


@dataclass(frozen=True)
class Place:
    """What one request tells of the place that somebody wants."""

    charger: Charger | None
    has_car: bool
    """Whether the car named is theirs; without one, it is."""
    occupancy: Occupancy
    booking: Booking | None
    """The booking named, if it exists."""


class Facts(Protocol):
    """The two requests before a booking, each about several concepts."""

    def place(self, charger_id: str, period: Period, booking_id: str, car: tuple[str, str] | None) -> Place:
        """Of a charger, a period of it, a booking and a car (of an account)."""

    def booked(self, booking_id: str, account_id: str, car_id: str | None) -> Place:
        """Of a booking, its charger, and a car; not of who holds the slots."""

    def member(self, network_id: str, account_id: str) -> tuple[Standing | None, Agenda]:
        """How an account stands to a network, and its agenda there."""

    def change(
        self, charger_id: str, period: Period, network_id: str, account_id: str
    ) -> tuple[Occupancy, Standing | None, Agenda]:
        """The same, and who holds a period of a charger."""


class BookingStore(Protocol):
    """What bookings need kept."""

    def look(self, charger_id: str, period: Period, agenda: Agenda) -> tuple[Occupancy, Agenda]:
        """Who holds which slots, and the agenda again: one request."""

    def occupancy(self, charger_id: str, period: Period) -> Occupancy:
        """Who holds which slots on the sheets that a period touches."""

    def occupancies(self, charger_ids: Iterable[str], period: Period) -> dict[str, Occupancy]:
        """The same for many chargers."""

    def booking(self, booking_id: str) -> Booking | None:
        """One booking."""

    def bookings(self, booking_ids: Iterable[str]) -> dict[str, Booking]:
        """Those that exist, by id."""

    def agendas_of(self, driver_id: str) -> list[Agenda]:
        """All of one driver's agendas."""

    def past_of_driver(self, driver_id: str, before: datetime, wanted: Wanted) -> Page[Booking]:
        """A driver's bookings that were over before an instant, latest first."""

    def commit(self, *parts: Iterable[Any]) -> None:
        """All these writes or none; raises Stale."""

    def making(self, booking: Booking, now: datetime) -> Writes:
        """The writes that make a booking."""

    def changing(self, before: Booking, after: Booking, now: datetime) -> Writes:
        """The writes that replace a booking."""

    def moving(self, agenda: Agenda) -> Writes:
        """The writes that replace an agenda."""

    def leaving(self, booking: Booking, past: Past | None = None, strike: Strike | None = None) -> Writes:
        """The writes that take a booking off its driver's agenda."""

    def charging(self, charge: Charge) -> Writes:
        """The writes that record a charge; the same twice is one."""

"""What the waitlist needs of storage and of its neighbours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from chalicelib.bookings.agenda import Agenda
from chalicelib.bookings.booking import Booking
from chalicelib.bookings.needs import Owe, Writes
from chalicelib.bookings.slots import Occupancy
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.waitlist.entry import WaitlistEntry

__all__ = ["Bookings", "Facts", "Owe", "People", "WaitlistStore", "Writes"]


@dataclass(frozen=True)
class People:
    """What one request tells of those who wait at a station."""

    standings: Mapping[str, Standing] = field(default_factory=dict)
    """By account; none where there is no such network."""
    agendas: Mapping[str, Agenda] = field(default_factory=dict)
    """By account."""
    offers: Mapping[str, Booking] = field(default_factory=dict)
    """Those that exist, by id."""


class Facts(Protocol):
    """Two requests about several concepts; one more of each for a hundred items more."""

    def people(self, network_id: str, account_ids: Iterable[str], offer_ids: Iterable[str]) -> People:
        """How accounts stand to a network, their agendas there, and these offers."""

    def occupancies(self, wanted: Iterable[tuple[str, Period]]) -> dict[str, Occupancy]:
        """Who holds each of these chargers, on the sheets that the periods named with it touch."""

    def has_car(self, account_id: str, car_id: str) -> bool:
        """Whether the car is theirs."""


class Bookings(Protocol):
    """What the waitlist does to bookings kept: an offer is one."""

    def booking(self, booking_id: str) -> Booking | None:
        """One booking."""

    def occupancy(self, charger_id: str, period: Period) -> Occupancy:
        """Who holds which slots."""

    def commit(self, *parts: Iterable[Any]) -> None:
        """All these writes or none; raises Stale."""

    def making(self, booking: Booking, now: datetime) -> Writes:
        """The writes that make a booking and take its slots."""

    def changing(self, before: Booking, after: Booking, now: datetime) -> Writes:
        """The writes that replace a booking, slots included."""

    def moving(self, agenda: Agenda) -> Writes:
        """The write that replaces an agenda."""


class WaitlistStore(Protocol):
    """What the waitlist needs kept."""

    shards: int

    def entries(self, station_id: str) -> list[WaitlistEntry]:
        """All entries of a station, as they were last written."""

    def entry(self, entry_id: str) -> WaitlistEntry | None:
        """One entry."""

    def joins(self, station_id: str, driver_id: str) -> int:
        """How often a member has joined there: the version under which the next join is written."""

    def of_driver(self, driver_id: str) -> list[WaitlistEntry]:
        """A driver's entries, eventually, by when they joined."""

    def stations(self, shard: int) -> Iterable[str]:
        """The stations of a shard where somebody waits, eventually."""

    def joining(self, entry: WaitlistEntry, joins: int) -> Writes:
        """The writes of a new entry, if its driver has joined there as often as was seen."""

    def changing(self, before: WaitlistEntry, after: WaitlistEntry) -> Writes:
        """The write that replaces an entry."""

    def removing(self, entry: WaitlistEntry) -> Writes:
        """The write after which the entry is no more."""

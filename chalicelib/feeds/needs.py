"""What feeds need of storage and of their neighbours."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from chalicelib.bookings.agenda import Agenda
from chalicelib.bookings.booking import Booking
from chalicelib.bookings.slots import Occupancy
from chalicelib.feeds.rules import Feed, Owner
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.kernel.period import Period


class FeedStore(Protocol):
    """Where feeds are kept."""

    def of(self, owner: Owner) -> Feed | None:
        """An owner's feed."""

    def known_by(self, digest: str) -> Feed | None:
        """The feed whose secret has this digest, as it is now."""

    def replace(self, before: Feed | None, after: Feed | None) -> None:
        """`before` becomes `after`; None: there is none. Raises Stale when it is no longer `before`."""


class Bookings(Protocol):
    """What feeds read of bookings."""

    def agendas_of(self, driver_id: str) -> list[Agenda]:
        """All of one driver's agendas."""

    def bookings(self, booking_ids: Iterable[str]) -> dict[str, Booking]:
        """Those that exist, by id."""

    def occupancies(self, charger_ids: Iterable[str], period: Period) -> dict[str, Occupancy]:
        """Who holds which slots, by charger."""

    def past_of_driver(self, driver_id: str, before: datetime, wanted: Wanted) -> Page[Booking]:
        """A driver's bookings that were over before an instant, latest first."""

    def past_of_network(
        self, network_id: str, span: Period, wanted: Wanted, *, latest_first: bool = False
    ) -> Page[Booking]:
        """A network's bookings that were over within a span."""

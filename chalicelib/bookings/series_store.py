"""Series in DynamoDB, and the requests before one is booked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.bookings.facts_store import NO_CAR
from chalicelib.bookings.items import BookingsItem
from chalicelib.bookings.needs import Place, Writes
from chalicelib.bookings.series import Series
from chalicelib.bookings.series_items import SeriesItem
from chalicelib.bookings.slots import Occupancy
from chalicelib.bookings.store import DynamoBookings
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.kernel.period import Period
from chalicelib.pages import after, page
from chalicelib.stations.rules import Charger
from chalicelib.table import Look, look, put


@dataclass(frozen=True)
class DynamoSeries:
    """The store of series; the questions of other concepts are given. Reads of one are consistent."""

    charger_of: Callable[[str], Look[Charger | None]]
    has_car: Callable[[str, str], Look[bool]]

    def place(
        self, charger_id: str, series_id: str, car: tuple[str, str] | None
    ) -> tuple[Place, Series | None]:
        """A charger, whether a car is of an account, and a series: one request."""
        charger, has_car, series = look(
            self.charger_of(charger_id), self.has_car(*car) if car else NO_CAR, self._of(series_id)
        )
        return Place(charger, has_car, Occupancy(), None), series

    def occupancy(self, charger_id: str, periods: Iterable[Period]) -> Occupancy:
        """Who holds which slots on all sheets that these periods touch: a request for each hundred."""
        found = look(*(DynamoBookings.occupancy_of(charger_id, period) for period in periods))
        return Occupancy({key: refs for one in found for key, refs in one.sheets.items()})

    def series(self, series_id: str) -> Series | None:
        """One series."""
        found: Series | None = look(self._of(series_id))[0]
        return found

    def of_driver(self, driver_id: str, wanted: Wanted) -> Page[Series]:
        """A driver's series, the one that ends last first."""
        found = SeriesItem.of_driver.query(
            f"SERIES#{driver_id}",
            scan_index_forward=False,
            limit=wanted.limit,
            last_evaluated_key=after(wanted.cursor),
        )
        return page(found, lambda item: item.series())

    def keeping(self, series: Series) -> Writes:
        """The write that keeps a series; the same twice is one."""
        return (put("series", SeriesItem.of(series)),)

    @staticmethod
    def _of(series_id: str) -> Look[Series | None]:
        key = SeriesItem.keyed(series_id)

        def answer(found: Mapping[tuple[str, str], Any]) -> Series | None:
            item = found.get((key.pk, key.sk))
            return item.series() if item else None

        return Look(((BookingsItem, key.pk, key.sk),), answer)

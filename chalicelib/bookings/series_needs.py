"""What series need kept, and of their neighbours."""

from collections.abc import Iterable
from typing import Protocol

from chalicelib.bookings.needs import Place, Writes
from chalicelib.bookings.series import Series
from chalicelib.bookings.slots import Occupancy
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.kernel.period import Period


class SeriesStore(Protocol):
    """Series, and the requests before one is booked."""

    def place(
        self, charger_id: str, series_id: str, car: tuple[str, str] | None
    ) -> tuple[Place, Series | None]:
        """A charger, whether a car is of an account, and a series: one request."""

    def occupancy(self, charger_id: str, periods: Iterable[Period]) -> Occupancy:
        """Who holds which slots on all sheets that these periods touch."""

    def series(self, series_id: str) -> Series | None:
        """One series."""

    def of_driver(self, driver_id: str, wanted: Wanted) -> Page[Series]:
        """A driver's series, the one that ends last first."""

    def keeping(self, series: Series) -> Writes:
        """The write that keeps a series; the same twice is one."""

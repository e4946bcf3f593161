"""What a network is used for, as its managers ask for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from chalicelib.bookings.usage import Held, Month
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.paging import Page
from chalicelib.networks.rules import Standing
from chalicelib.reports.reading import every
from chalicelib.reports.usage import Usage, asked_months, usage
from chalicelib.sessions.usage import Kept, Use
from chalicelib.stations.rules import Station


@dataclass(frozen=True)
class UsageService:
    """Twelve months of a network, from what is kept of each month and charger: as dear in its tenth year."""

    managed: Callable[[str, Caller], Standing]
    used: Callable[[str, str, str], Iterable[tuple[Kept, Use]]]
    """What sessions came to, from one month to another."""
    held: Callable[[str, str, str], Iterable[tuple[Month, Held]]]
    """What bookings came to."""
    stations: Callable[[str, str | None, int], Page[Station]]
    now: Clock

    def report(self, network_id: str, caller: Caller, until: str | None) -> Usage:
        """The months up to `until` ("2026-06"), or to this one.

        3 reads, and 1 more for each 4,000 chargers' months and 500 stations. Raises NotFound,
        Forbidden("managers_only"), Invalid("bad_month").
        """
        self.managed(network_id, caller)
        now = self.now()
        months = asked_months(until, now)
        span = (months[0], months[-1])
        stations = every(lambda wanted: self.stations(network_id, wanted.cursor, wanted.limit))
        chargers = [charger for station in stations for charger in station.chargers]
        return usage(months, self.used(network_id, *span), self.held(network_id, *span), chargers, now)

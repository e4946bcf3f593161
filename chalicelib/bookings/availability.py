"""When chargers are free: a charger's days, a station's day, and chargers near a place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from chalicelib.bookings.gaps import by_day, free, held
from chalicelib.bookings.rules import local_day, with_room
from chalicelib.bookings.slots import Occupancy
from chalicelib.bookings.terms import terms_of
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.stations.rules import Charger, Station


class SheetStore(Protocol):
    """What this needs of the bookings kept."""

    def occupancies(self, charger_ids: Iterable[str], period: Period) -> dict[str, Occupancy]:
        """Who holds which slots of many chargers: one request for each hundred sheets of eight hours."""


@dataclass(frozen=True)
class FreeDay:
    """One day of the station's calendar: when one can still book, and when somebody holds the charger.

    What is neither is over, closed, or too short before the next booking.
    """

    date: date
    free: list[Period]
    busy: list[Period]


@dataclass(frozen=True)
class FreeDays:
    """A charger's days, its free times on the grid of the policy as it holds for who asks."""

    charger: Charger
    grid: timedelta
    days: list[FreeDay]


@dataclass(frozen=True)
class AvailabilityService:
    """Free times as the sheets tell them.

    A booking that has lapsed a moment ago holds its time until somebody asks for it, or the minute is over.
    """

    store: SheetStore
    now: Clock
    visible_charger: Callable[[str, Caller | None], tuple[Charger, Standing]]
    """NotFound unless the caller may see it."""
    visible_station: Callable[[str, Caller | None], tuple[Station, Standing]]

    def days(self, charger_id: str, caller: Caller | None, first: date, count: int) -> FreeDays:
        """So many of a charger's days, at most 31. Raises NotFound.

        One request for the sheets; two before it for the station and its network.
        """
        charger, standing = self.visible_charger(charger_id, caller)
        dates = [first + timedelta(days=number) for number in range(count)]
        (found,) = self._days([charger], standing, dates)
        return found

    def of_station(self, station_id: str, caller: Caller | None, day: date) -> tuple[Station, list[FreeDays]]:
        """One day of all chargers of a station. Raises NotFound.

        One request for each hundred sheets: 25 chargers and a buffer, or 33 chargers without; two before.
        """
        station, standing = self.visible_station(station_id, caller)
        return station, self._days(station.chargers, standing, [day])

    def _days(self, chargers: Iterable[Charger], standing: Standing, dates: list[date]) -> list[FreeDays]:
        known = [(charger, terms_of(standing, charger).policy) for charger in chargers]
        if not known:
            return []
        days = [local_day(day, known[0][0].time_zone) for day in dates]
        whole = Period(days[0].start, days[-1].end)
        buffer = max((policy.buffer or timedelta(0) for _, policy in known), default=timedelta(0))
        sheets = self.store.occupancies(
            [charger.charger_id for charger, _ in known], with_room(whole, buffer)
        )
        start = max(whole.start, self.now())
        found = []
        for charger, policy in known:
            occupancy = sheets.get(charger.charger_id, Occupancy())
            to_come = Period(start, whole.end) if start < whole.end else None
            open_times = free(charger, policy, occupancy, to_come) if to_come else []
            parts = zip(dates, by_day(open_times, days), by_day(held(occupancy, whole), days), strict=True)
            found.append(FreeDays(charger, policy.grid, [FreeDay(*part) for part in parts]))
        return found

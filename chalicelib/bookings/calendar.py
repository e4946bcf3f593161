"""Who has which charger of a station when, for who manages it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.bookings.booking import booking_id
from chalicelib.bookings.needs import BookingStore
from chalicelib.bookings.reading import Day, told
from chalicelib.bookings.rules import local_day
from chalicelib.bookings.slots import Occupancy
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.stations.rules import Charger, Station


@dataclass(frozen=True)
class CalendarReader:
    """The days of all chargers of a station at once."""

    store: BookingStore
    now: Clock
    managed_station: Callable[[str, Caller], tuple[Station, Standing]]

    def of_station(
        self, station_id: str, caller: Caller, first: date, count: int
    ) -> tuple[Station, list[tuple[Charger, list[Day]]]]:
        """So many days of each charger, at most 7. Raises NotFound, Forbidden("managers_only").

        A request for each hundred sheets of eight hours (a week of 4 chargers), and one for each hundred
        bookings; two before.
        """
        station, standing = self.managed_station(station_id, caller)
        periods = [local_day(first + timedelta(days=n), station.time_zone) for n in range(count)]
        whole = Period(periods[0].start, periods[-1].end)
        sheets = self.store.occupancies([charger.charger_id for charger in station.chargers], whole)
        taken = {
            charger.charger_id: [
                sheets.get(charger.charger_id, Occupancy()).taken(period) for period in periods
            ]
            for charger in station.chargers
        }
        ids = {
            booking_id(charger_id, stretch.ref)
            for charger_id, days in taken.items()
            for day in days
            for stretch in day
        }
        found = self.store.bookings(sorted(ids)) if ids else {}
        now = self.now()
        return station, [
            (
                charger,
                [
                    Day(charger, standing, period, told(charger.charger_id, stretches, found, now))
                    for period, stretches in zip(periods, taken[charger.charger_id], strict=True)
                ],
            )
            for charger in station.chargers
        ]

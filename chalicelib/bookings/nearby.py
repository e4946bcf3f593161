"""Free chargers near a place, over many stations in a bounded number of requests."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.bookings.agenda import Agenda
from chalicelib.bookings.availability import SheetStore
from chalicelib.bookings.booking import Booking
from chalicelib.bookings.gaps import free, is_free, last_on_grid, next_free
from chalicelib.bookings.rules import Wish, refusals, with_room
from chalicelib.bookings.slots import Occupancy
from chalicelib.bookings.terms import BookingTerms, terms_of
from chalicelib.bookings.terms_shown import NOBODY
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import NotFound, Violation
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.stations.distance import box, distance_km
from chalicelib.stations.rules import Charger, Station
from chalicelib.stations.showing import Filters
from chalicelib.stations.tiles import Viewport

AHEAD = timedelta(hours=24)
"""How long after the time asked for the next free time is looked for."""
MOST_LOOKED_AT = 100
"""Chargers whose sheets are read for one answer."""
NEAREST_KM = 5.0
"""How far away another charger is still offered for one that broke."""
MOST_LOOKS, NARROWER = 3, 4
"""Where a circle has too many stations, its middle is looked at once more, so many times narrower."""
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Search:
    """What somebody looks for: a time, and a charger that fits within so many km of a place."""

    latitude: float
    longitude: float
    radius_km: float
    period: Period
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True)
class Near:
    """A charger near the place."""

    station: Station
    charger: Charger
    distance_km: float
    is_free: bool
    """Whether a booking of just that time would be in nobody's way."""
    next_free_at: datetime | None
    """When a booking so long could begin: then, or within AHEAD after."""
    violations: tuple[Violation, ...]
    """Why the terms do not let them book it then, whoever else holds it."""

    @property
    def may_book(self) -> bool:
        """Whether a booking would be made now, if it was asked for."""
        return self.is_free and not self.violations


@dataclass(frozen=True)
class Nearby:
    """What was found, nearest first; `is_cut`: there is more around than was looked at."""

    found: list[Near]
    is_cut: bool


class Circles(Protocol):
    """Who somebody is in many networks, and what they have booked there."""

    def members(self, network_ids: Iterable[str], account_id: str) -> Mapping[str, tuple[Standing, Agenda]]:
        """By network: one request for 33 of them."""


@dataclass(frozen=True)
class NearbyService:
    """Searches by place.

    Requests: those of `stations_in`, at most MOST_LOOKS times; one for each 33 networks found; and one for
    each hundred sheets, of which a search for two hours takes some five for each of MOST_LOOKED_AT chargers.
    """

    sheets: SheetStore
    circles: Circles
    now: Clock
    stations_in: Callable[[Viewport, Filters, Caller | None], tuple[list[Station], bool]]
    """Those that the caller may see, and whether there are more."""
    station: Callable[[str], Station]
    """NotFound if it is gone."""

    def search(self, search: Search, caller: Caller | None) -> Nearby:
        """Chargers in service that fit. Raises NotFound for a network of the filters not to be seen."""
        around, is_cut = self._around(search, caller)
        fitting = [
            (distance, station, charger)
            for distance, station in around
            for charger in station.chargers
            if charger.is_in_service and search.filters.fits(charger)
        ]
        looked_at = fitting[:MOST_LOOKED_AT]
        found = self._judged(looked_at, caller.account_id if caller else NOBODY, search.period)
        return Nearby(found, is_cut or len(fitting) > MOST_LOOKED_AT)

    def nearest(self, booking: Booking) -> tuple[str, str]:
        """Where a driver can go whose charger broke: a name, and a path of the client; empty if nowhere.

        The nearest charger with the same kind of plug that they may book for what is left of the time.
        """
        now = self.now()
        try:
            home = self.station(booking.station_id)
        except NotFound:
            return "", ""
        broken = home.charger(booking.charger_id)
        plugs = {connector.standard for connector in broken.connectors} if broken else set()
        period = _rest(booking, now)
        if period is None:
            return "", ""
        search = Search(home.latitude, home.longitude, NEAREST_KM, period)
        around, _ = self._around(search, Caller(booking.driver_id))
        fitting = [
            (distance, station, charger)
            for distance, station in around
            for charger in station.chargers
            if charger.charger_id != booking.charger_id
            and charger.is_in_service
            and plugs & {connector.standard for connector in charger.connectors}
        ]
        judged = self._judged(fitting[:MOST_LOOKED_AT], booking.driver_id, period, instead_of=booking)
        first = next((near for near in judged if near.may_book), None)
        if first is None:
            return "", ""
        return f"{first.station.name}, {first.charger.name}", f"/stations/{first.station.station_id}"

    def _around(self, search: Search, caller: Caller | None) -> tuple[list[tuple[float, Station]], bool]:
        """Stations within the circle, nearest first; of too many, those near its middle at least."""
        found: dict[str, Station] = {}
        middle, radius = (search.latitude, search.longitude), search.radius_km
        is_cut = False
        for _ in range(MOST_LOOKS):
            viewport = box(*middle, radius)
            stations, there_is_more = self.stations_in(viewport, search.filters, caller)
            found |= {station.station_id: station for station in stations}
            if not there_is_more:
                break
            is_cut = True
            radius /= NARROWER
        ranked = sorted(
            ((distance_km(middle, (one.latitude, one.longitude)), one) for one in found.values()),
            key=lambda ranked: (ranked[0], ranked[1].station_id),
        )
        return [(distance, one) for distance, one in ranked if distance <= search.radius_km], is_cut

    def _judged(
        self,
        chargers: Sequence[tuple[float, Station, Charger]],
        account_id: str,
        period: Period,
        instead_of: Booking | None = None,
    ) -> list[Near]:
        circles = self.circles.members({charger.network_id for _, _, charger in chargers}, account_id)
        known = [
            (distance, station, charger, terms_of(circles[charger.network_id][0], charger))
            for distance, station, charger in chargers
            if charger.network_id in circles and circles[charger.network_id][0].may_see
        ]
        buffer = max((terms.policy.buffer or timedelta(0) for *_, terms in known), default=timedelta(0))
        ahead = Period(period.start, period.end + AHEAD)
        ids = [charger.charger_id for _, _, charger, _ in known]
        sheets = self.sheets.occupancies(ids, with_room(ahead, buffer)) if ids else {}
        found = []
        for distance, station, charger, terms in known:
            _, agenda = circles[charger.network_id]
            agenda = agenda.but_for(instead_of.booking_id) if instead_of else agenda
            occupancy = sheets.get(charger.charger_id, Occupancy())
            found.append(self._near(distance, station, charger, terms, agenda, occupancy, period))
        return found

    def _near(
        self,
        distance: float,
        station: Station,
        charger: Charger,
        terms: BookingTerms,
        agenda: Agenda,
        occupancy: Occupancy,
        period: Period,
    ) -> Near:
        now = self.now()
        is_free_then = is_free(charger, terms.policy, occupancy, period)
        next_free_at: datetime | None = period.start
        if not is_free_then:
            ahead = Period(max(period.start, now), period.end + AHEAD)
            next_free_at = next_free(free(charger, terms.policy, occupancy, ahead), period.duration)
        violations = refusals(Wish(period), terms, charger, agenda, now)
        return Near(station, charger, distance, is_free_then, next_free_at, tuple(violations))


def _rest(booking: Booking, now: datetime) -> Period | None:
    """What of a booking's time is still to come; from the quarter on that has begun."""
    start = max(booking.period.start, last_on_grid(now, QUARTER, booking.time_zone))
    return Period(start, booking.period.end) if start < booking.period.end else None

"""Feeds as calendars read them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.accounts.rules import DEFAULT_LOCALE, DEFAULT_TIME_ZONE, Account
from chalicelib.bookings.booking import Booking, booking_id
from chalicelib.feeds.events import CANCELED_SHOWN, Calendar, Event, is_shown, nearest, of_driver, of_station
from chalicelib.feeds.needs import Bookings, FeedStore
from chalicelib.feeds.rules import Feed, Scope, digest_of, secret_of
from chalicelib.feeds.words import Words, words_of
from chalicelib.feeds.writing import written
from chalicelib.kernel.errors import not_found
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Membership, Standing
from chalicelib.stations.rules import Station

PAST = timedelta(days=60)
"""How far back a driver's feed goes."""
STATION_PAST = timedelta(days=30)
STATION_AHEAD = timedelta(days=60)
MOST_EVENTS = 2_000
"""Of one feed, about 1.5 MB; the nearest in time are shown."""
PAGE = 100
MOST_PAGES = 20
"""Of bookings that are over, the latest first."""


@dataclass(frozen=True)
class FeedReader:
    """What a feed shows, to whoever knows its secret. No state that has lapsed is shown.

    It speaks the language of who made it.
    """

    store: FeedStore
    bookings: Bookings
    stations: Callable[[Iterable[str]], dict[str, Station]]
    standing: Callable[[str, str | None], Standing]
    memberships_of: Callable[[str], list[Membership]]
    accounts_of: Callable[[Iterable[str]], dict[str, Account]]
    now: Clock
    origin: str
    """Of the client."""
    organizer: str
    """An e-mail address of ours."""

    def read(self, file: str) -> bytes:
        """The calendar at the end of an address, as RFC 5545 writes it. Raises NotFound as `calendar`."""
        return written(self.calendar(file), self.organizer, self.now())

    def calendar(self, file: str) -> Calendar:
        """The calendar at the end of an address.

        Raises the same NotFound whatever is wrong: no such secret, a station that is gone, or a manager who
        made the feed and is none any more.
        """
        secret = secret_of(file)
        feed = self.store.known_by(digest_of(secret)) if secret else None
        if feed is None:
            raise not_found("feed")
        now = self.now()
        shown = self._of_driver if feed.owner.scope is Scope.DRIVER else self._of_station
        return shown(feed, now)

    def _of_driver(self, feed: Feed, now: datetime) -> Calendar:
        """7 requests, and one more for each hundred of bookings or stations."""
        driver_id = feed.owner.owner_id
        account = self.accounts_of([driver_id]).get(driver_id)
        to_come = [
            entry.booking_id for agenda in self.bookings.agendas_of(driver_id) for entry in agenda.entries
        ]
        found = self.bookings.bookings(to_come) if to_come else {}

        def past(wanted: Wanted) -> Page[Booking]:
            return self.bookings.past_of_driver(driver_id, now, wanted)

        found |= {booking.booking_id: booking for booking in _since(now - PAST, past)}
        stations = self._seen(driver_id, found.values())
        events = [
            of_driver(booking, stations.get(booking.station_id), now, self.origin, _words(account))
            for booking in found.values()
        ]
        time_zone = account.time_zone if account else DEFAULT_TIME_ZONE
        return Calendar("PlugNexus", time_zone, _shown(events, now))

    def _seen(self, driver_id: str, bookings: Iterable[Booking]) -> dict[str, Station]:
        """The bookings' stations, of those that the driver may still see."""
        ids = {booking.station_id for booking in bookings}
        if not ids:
            return {}
        mine = {membership.network_id for membership in self.memberships_of(driver_id)}
        return {
            station_id: station
            for station_id, station in self.stations(ids).items()
            if station.is_public or station.network_id in mine
        }

    def _of_station(self, feed: Feed, now: datetime) -> Calendar:
        """About 3 requests for each charger (its sheets lie by the hours), and the pages of what is over."""
        station = self.stations([feed.owner.owner_id]).get(feed.owner.owner_id)
        if station is None or not self.standing(station.network_id, feed.made_by).may_manage:
            raise not_found("feed")
        found = {
            booking.booking_id: booking
            for booking in self._over(station, now)
            if booking.station_id == station.station_id
        }
        found |= self.bookings.bookings(self._held(station, now))
        people = self.accounts_of({feed.made_by, *(booking.driver_id for booking in found.values())})
        words = _words(people.get(feed.made_by))
        events = [
            of_station(booking, station, _name(people.get(booking.driver_id)), now, self.origin, words)
            for booking in found.values()
        ]
        return Calendar(f"PlugNexus: {station.name}", station.time_zone, _shown(events, now))

    def _held(self, station: Station, now: datetime) -> list[str]:
        """The bookings on the sheets of a station's chargers: the nearest MOST_EVENTS."""
        around = Period(now - STATION_PAST, now + STATION_AHEAD)
        charger_ids = [charger.charger_id for charger in station.chargers]
        first: dict[str, datetime] = {}
        for charger_id, occupancy in self.bookings.occupancies(charger_ids, around).items():
            for taken in occupancy.taken(around):
                first.setdefault(booking_id(charger_id, taken.ref), taken.period.start)
        to_come = sorted((at, found) for found, at in first.items() if at > now)
        past = sorted(((at, found) for found, at in first.items() if at <= now), reverse=True)
        return [found for _, found in [*to_come, *past][:MOST_EVENTS]]

    def _over(self, station: Station, now: datetime) -> Iterator[Booking]:
        span = Period(now - CANCELED_SHOWN, now + timedelta(seconds=1))

        def over(wanted: Wanted) -> Page[Booking]:
            return self.bookings.past_of_network(station.network_id, span, wanted, latest_first=True)

        return (booking for booking in _since(span.start, over) if booking.held is None)


def _since(since: datetime, ask: Callable[[Wanted], Page[Booking]]) -> Iterator[Booking]:
    """What pages of bookings tell, the latest first, as far back as `since` or MOST_PAGES go."""
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        found = ask(Wanted(PAGE, cursor))
        yield from (booking for booking in found.items if booking.over_at >= since)
        cursor = found.next_cursor
        if cursor is None or (found.items and found.items[-1].over_at < since):
            return


def _shown(events: Iterable[Event | None], now: datetime) -> list[Event]:
    return nearest([event for event in events if event and is_shown(event, now)], now, MOST_EVENTS)


def _name(account: Account | None) -> str | None:
    return account.name if account else None


def _words(reader: Account | None) -> Words:
    return words_of(reader.locale if reader else DEFAULT_LOCALE)

"""What a booking looks like in a calendar: as its driver sees it, and as the station's managers do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.bookings.booking import HOLDING, OPEN_STATES, Booking, Kind, State
from chalicelib.bookings.slots import SLOT
from chalicelib.feeds.words import Words
from chalicelib.kernel.period import Period
from chalicelib.stations.rules import Station

CANCELED_SHOWN = timedelta(days=60)
"""So long what came to nothing stays, as cancelled: a calendar that had it must learn of it."""


class Status(StrEnum):
    """RFC 5545, section 3.8.1.11."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Event:
    """One VEVENT."""

    uid: str
    sequence: int
    status: Status
    period: Period
    time_zone: str
    summary: str
    description: str
    location: str
    geo: tuple[float, float] | None
    """Latitude and longitude."""
    url: str
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True)
class Calendar:
    """One VCALENDAR. `time_zone` is told even when there are no events."""

    name: str
    time_zone: str
    events: Sequence[Event]


STATUS = {
    State.PENDING: Status.TENTATIVE,
    State.RESERVED: Status.CONFIRMED,
    State.FULFILLED: Status.CONFIRMED,
}
"""All other states hold nothing any more."""
OF_DRIVERS = frozenset({Kind.BOOKING, Kind.WALK_UP})


def of_driver(
    booking: Booking, station: Station | None, now: datetime, origin: str, words: Words
) -> Event | None:
    """A driver's own booking. Where the station is is told as long as they may see it (None: no longer)."""
    if booking.kind not in OF_DRIVERS:
        return None
    return _event(booking, station, now, f"{origin}/bookings", words)


def of_station(
    booking: Booking, station: Station, driver_name: str | None, now: datetime, origin: str, words: Words
) -> Event | None:
    """Any booking of a station, with its driver's name; an offer only while it stands."""
    is_over = booking.state_at(now) not in OPEN_STATES
    if booking.kind not in words.kinds or (booking.kind is Kind.OFFER and is_over):
        return None
    return _event(booking, station, now, f"{origin}/stations/{station.station_id}", words, driver_name)


def is_shown(event: Event, now: datetime) -> bool:
    """Whether a cancelled event is not yet forgotten; any other is."""
    return event.status is not Status.CANCELLED or now - event.changed_at <= CANCELED_SHOWN


def nearest(events: Sequence[Event], now: datetime, most: int) -> list[Event]:
    """At most `most`, by start: what is to come goes first, the soonest first, then what is past."""
    to_come = sorted((event for event in events if event.period.end > now), key=_order)
    past = sorted((event for event in events if event.period.end <= now), key=_order, reverse=True)
    return sorted([*to_come, *past][:most], key=_order)


def _order(event: Event) -> tuple[Period, str]:
    return event.period, event.uid


def _event(
    booking: Booking,
    station: Station | None,
    now: datetime,
    url: str,
    words: Words,
    driver_name: str | None = None,
) -> Event:
    state = booking.state_at(now)
    lapsed = state is not booking.state and state not in STATUS
    is_drivers = booking.kind in OF_DRIVERS
    place = {"station": booking.station_name, "charger": booking.charger_name}
    about = {"about": words.kinds[booking.kind], **place}
    driver = {"driver": driver_name} if driver_name and is_drivers else None
    return Event(
        uid=f"{booking.booking_id}@plugnexus",
        sequence=booking.version + lapsed,
        status=STATUS.get(state, Status.CANCELLED),
        period=shown_period(booking),
        time_zone=booking.time_zone,
        summary=words.line(words.by_driver, **driver, **place)
        if driver
        else words.line(words.at_place, **about),
        description=_lines(
            words.line(words.charging_at if is_drivers else f"{words.at_place}.", **about),
            words.line(words.driver, **driver) if driver else "",
            booking.history[0].reason if booking.kind is Kind.BLOCK and booking.history else "",
            words.line(words.states[state]),
            station.access_notes if station else "",
        ),
        location=_location(booking, station),
        geo=(station.latitude, station.longitude) if station else None,
        url=url,
        created_at=booking.created_at,
        changed_at=booking.lapses_at if lapsed else _changed_at(booking),
    )


def shown_period(booking: Booking) -> Period:
    """The time that its driver has, or had: from an early begin, until an early end or a late one.

    What came to nothing shows the time that it was for. A slot at least: an event must last.
    """
    if booking.state not in HOLDING:
        return booking.period
    start = booking.held_from or booking.period.start
    return Period(start, max(booking.held_until or booking.period.end, start + SLOT))


def _changed_at(booking: Booking) -> datetime:
    return booking.history[-1].at if booking.history else booking.created_at


def _location(booking: Booking, station: Station | None) -> str:
    if station is None:
        return booking.station_name
    address = station.address
    city = f"{address.postal_code} {address.city}".strip()
    return ", ".join(part for part in (booking.station_name, address.line, city, address.country) if part)


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)

"""A calendar as RFC 5545 writes it, for publishing (RFC 5546, section 3.2.1)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.feeds.events import Calendar, Event, Status
from chalicelib.feeds.zones import Observance, can_be_written, observances
from chalicelib.kernel.period import Period

REFRESH = timedelta(hours=1)
"""How often a calendar is asked to look again (RFC 7986, section 5.7)."""


def written(calendar: Calendar, organizer: str, now: datetime) -> bytes:
    """The calendar in UTF-8: lines of at most 75 octets, ended by CRLF; the same for the same events.

    DTSTAMP is when a booking was changed last, not when somebody looked: what did not change reads the same.
    `organizer` is an e-mail address. `now` says which years' clock is told where there are no events.
    """
    import icalendar  # noqa: PLC0415 - start-up: 60 ms that only feeds need

    made = icalendar.Calendar()
    for name, value in (
        ("prodid", "-//PlugNexus//Feeds//EN"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("name", calendar.name),
        ("x-wr-calname", calendar.name),
        ("x-wr-timezone", calendar.time_zone),
        ("x-published-ttl", "PT1H"),
    ):
        made.add(name, value)
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    span = _span(calendar, now)
    for time_zone in sorted({calendar.time_zone, *(event.time_zone for event in calendar.events)}):
        made.add_component(_zone(icalendar, time_zone, observances(time_zone, span)))
    for event in calendar.events:
        made.add_component(_event(icalendar, event, organizer))
    return bytes(made.to_ical())


def _span(calendar: Calendar, now: datetime) -> Period:
    if not calendar.events:
        year = datetime(now.year, 1, 1, tzinfo=UTC)
        return Period(year, year + timedelta(days=365))
    periods = [event.period for event in calendar.events]
    return Period(min(period.start for period in periods), max(period.end for period in periods))


def _zone(icalendar: Any, time_zone: str, clocks: list[Observance]) -> Any:
    zone = icalendar.Timezone()
    zone.add("tzid", time_zone)
    for clock in clocks:
        part = icalendar.TimezoneDaylight() if clock.is_daylight else icalendar.TimezoneStandard()
        part.add("dtstart", clock.start)
        part.add("tzoffsetfrom", clock.offset_from)
        part.add("tzoffsetto", clock.offset_to)
        part.add("tzname", clock.name)
        zone.add_component(part)
    return zone


def _event(icalendar: Any, event: Event, organizer: str) -> Any:
    made = icalendar.Event()
    start, end = _edges(event)
    for name, value in (
        ("uid", event.uid),
        ("sequence", event.sequence),
        ("status", event.status.value),
        ("dtstamp", event.changed_at),
        ("created", event.created_at),
        ("last-modified", event.changed_at),
        ("dtstart", start),
        ("dtend", end),
        ("transp", "TRANSPARENT" if event.status is Status.CANCELLED else "OPAQUE"),
        ("summary", event.summary),
        ("location", event.location),
        ("description", event.description),
        ("url", event.url),
    ):
        made.add(name, value)
    made.add("organizer", f"mailto:{organizer}", parameters={"CN": "PlugNexus"})
    if event.geo:
        made.add("geo", tuple(round(degrees, 6) for degrees in event.geo))
    return made


def _edges(event: Event) -> tuple[datetime, datetime]:
    """Wall times of the station, or UTC where the later of two equal wall times is meant."""
    edges = (event.period.start, event.period.end)
    if not all(can_be_written(edge, event.time_zone) for edge in edges):
        return edges
    zone = ZoneInfo(event.time_zone)
    return event.period.start.astimezone(zone), event.period.end.astimezone(zone)

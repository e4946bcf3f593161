"""A feed is valid RFC 5545, as another program reads it and by its letter."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.feeds.events import Calendar, Event, Status
from chalicelib.feeds.writing import written
from chalicelib.kernel.period import Period
from tests.unit.feeds.test_zones import ODD

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=300)


def event(start: datetime = NOW, time_zone: str = "Europe/Berlin", **other: Any) -> Event:
    about: dict[str, Any] = {
        "uid": "s1-c1-aaaaaaa@plugnexus",
        "sequence": 3,
        "status": Status.CONFIRMED,
        "period": Period(start, start + timedelta(hours=1)),
        "time_zone": time_zone,
        "summary": "Charging: Courtyard, Left",
        "description": "Charging at Courtyard, Left.\nBooked.",
        "location": "Courtyard, Am Hof 1, Freiburg; DE",
        "geo": (47.9931, 7.8463),
        "url": "https://plugs.example/bookings",
        "created_at": NOW - timedelta(days=2),
        "changed_at": NOW - timedelta(days=1),
    }
    return Event(**about | other)


def text_of(*events: Event, time_zone: str = "Europe/Berlin") -> bytes:
    return written(Calendar("PlugNexus", time_zone, events), "no-reply@plugs.example", NOW)


def read(content: bytes) -> Any:
    return icalendar.Calendar.from_ical(content)


def lines_of(content: bytes) -> list[bytes]:
    """Content lines, unfolded by the letter of section 3.1."""
    return content.replace(b"\r\n ", b"").split(b"\r\n")


def test_a_calendar_says_what_it_is() -> None:
    lines = lines_of(text_of(event()))

    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert {
        b"VERSION:2.0",
        b"PRODID:-//PlugNexus//Feeds//EN",
        b"METHOD:PUBLISH",
        b"X-WR-CALNAME:PlugNexus",
        b"REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    } <= set(lines)


def test_an_event_says_all() -> None:
    lines = lines_of(text_of(event()))

    body = lines[lines.index(b"BEGIN:VEVENT") + 1 : lines.index(b"END:VEVENT")]
    assert set(body) == {
        b"UID:s1-c1-aaaaaaa@plugnexus",
        b"SEQUENCE:3",
        b"STATUS:CONFIRMED",
        b"TRANSP:OPAQUE",
        b"DTSTART;TZID=Europe/Berlin:20260601T140000",
        b"DTEND;TZID=Europe/Berlin:20260601T150000",
        b"DTSTAMP:20260531T120000Z",
        b"LAST-MODIFIED:20260531T120000Z",
        b"CREATED:20260530T120000Z",
        b"SUMMARY:Charging: Courtyard\\, Left",
        b"DESCRIPTION:Charging at Courtyard\\, Left.\\nBooked.",
        b"LOCATION:Courtyard\\, Am Hof 1\\, Freiburg\\; DE",
        b"GEO:47.9931;7.8463",
        b"URL:https://plugs.example/bookings",
        b"ORGANIZER;CN=PlugNexus:mailto:no-reply@plugs.example",
    }


def test_who_is_cancelled_blocks_nobodys_time() -> None:
    lines = lines_of(text_of(event(status=Status.CANCELLED)))

    assert {b"STATUS:CANCELLED", b"TRANSP:TRANSPARENT"} <= set(lines)


@given(summary=TEXTS, description=TEXTS, location=TEXTS, name=TEXTS)
def test_whatever_people_write_it_is_folded_and_comes_back(
    summary: str, description: str, location: str, name: str
) -> None:
    told = event(summary=summary, description=description, location=location)
    content = written(Calendar(name, "UTC", [told]), "no-reply@plugs.example", NOW)

    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    (found,) = read(content).walk("VEVENT")
    assert [found["SUMMARY"], found["DESCRIPTION"], found["LOCATION"]] == [summary, description, location]


@pytest.mark.parametrize("time_zone", ODD)
def test_every_zone_that_is_used_is_told_once(time_zone: str) -> None:
    content = text_of(event(), event(time_zone=time_zone), event(time_zone=time_zone))

    told = [str(zone["TZID"]) for zone in read(content).walk("VTIMEZONE")]
    assert told == sorted({"Europe/Berlin", time_zone})


@given(
    time_zone=st.sampled_from(ODD),
    start=st.integers(0, 6 * 365 * 288).map(
        lambda slot: datetime(2024, 1, 1, tzinfo=UTC) + slot * timedelta(minutes=5)
    ),
    minutes=st.integers(1, 288).map(lambda slots: 5 * slots),
)
def test_an_event_is_at_its_instant_in_every_zone(time_zone: str, start: datetime, minutes: int) -> None:
    period = Period(start, start + timedelta(minutes=minutes))
    content = text_of(event(time_zone=time_zone, period=period))

    (found,) = read(content).walk("VEVENT")
    assert (found.start.astimezone(UTC), found.end.astimezone(UTC)) == (period.start, period.end)
    assert {str(found["DTSTART"].params.get("TZID", "UTC")), time_zone} <= {time_zone, "UTC"}


def test_the_second_of_two_equal_wall_times_is_told_in_utc() -> None:
    lines = lines_of(text_of(event(datetime(2026, 10, 25, 1, 30, tzinfo=UTC))))

    assert b"DTSTART:20261025T013000Z" in lines
    assert b"DTEND:20261025T023000Z" in lines


@pytest.mark.parametrize("time_zone", ODD)
def test_another_programs_clock_made_of_what_is_told_goes_like_the_zones(time_zone: str) -> None:
    content = text_of(event(), time_zone=time_zone)

    zone = next(zone for zone in read(content).walk("VTIMEZONE") if zone["TZID"] == time_zone)
    theirs, ours = zone.to_tz(lookup_tzid=False), ZoneInfo(time_zone)
    noons = [datetime(2026, 1, 1, 12, tzinfo=ours) + timedelta(days=day) for day in range(365)]
    assert [at.replace(tzinfo=theirs).utcoffset() for at in noons] == [at.utcoffset() for at in noons]


def test_without_events_it_is_a_calendar_all_the_same() -> None:
    content = text_of()

    assert [part.name for part in read(content).subcomponents] == ["VTIMEZONE"]


def test_what_did_not_change_reads_the_same() -> None:
    calendar = Calendar("PlugNexus", "Europe/Berlin", [event()])

    now, later = (written(calendar, "a@plugs.example", NOW + timedelta(days=days)) for days in (0, 400))

    assert now == later

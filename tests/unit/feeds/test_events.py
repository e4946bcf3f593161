"""What a booking looks like in a calendar."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.bookings.booking import Booking, Kind, State, Step
from chalicelib.bookings.life import approved, begun, ended, moved, over, stepped
from chalicelib.feeds.events import CANCELED_SHOWN, Event, Status, is_shown, nearest, of_driver, of_station
from chalicelib.feeds.words import ENGLISH, WORDS, Words, words_of
from chalicelib.notices.script import MARK
from chalicelib.stations.rules import Address, Station
from tests.unit.bookings.scenes import NOON, booked, hours

ORIGIN = "https://plugs.example"
HOUR = timedelta(hours=1)
STATION = Station(
    "s1",
    "n1",
    "Courtyard",
    47.9931,
    7.8463,
    "Europe/Berlin",
    address=Address("Am Hof 1", "Freiburg", "79098", "DE"),
    access_notes="Ring twice.",
)


def seen(booking: Booking, after_noon: float = 0) -> Event:
    event = of_driver(booking, STATION, NOON + after_noon * HOUR, ORIGIN, ENGLISH)
    assert event is not None
    return event


def in_state(state: State) -> Booking:
    return over(booked(1, 2), state, NOON, "somebody", "")


@pytest.mark.parametrize(
    ("booking", "after_noon", "status", "sequence"),
    [
        pytest.param(booked(1, 2), 0, Status.CONFIRMED, 1, id="booked"),
        pytest.param(booked(1, 2, state=State.PENDING), 0, Status.TENTATIVE, 1, id="waits for a manager"),
        pytest.param(in_state(State.CANCELED), 0, Status.CANCELLED, 2, id="cancelled"),
        pytest.param(in_state(State.REJECTED), 0, Status.CANCELLED, 2, id="rejected"),
        pytest.param(in_state(State.FAILED), 0, Status.CANCELLED, 2, id="failed"),
        pytest.param(in_state(State.NO_SHOW), 0, Status.CANCELLED, 2, id="nobody came"),
        pytest.param(booked(1, 2), 1.99, Status.CONFIRMED, 1, id="just before it lapses"),
        pytest.param(booked(1, 2), 2, Status.CANCELLED, 2, id="lapsed, and nobody has worked it off yet"),
        pytest.param(
            booked(1, 2, state=State.PENDING), 2, Status.CANCELLED, 2, id="never approved, likewise"
        ),
        pytest.param(
            replace(booked(1, 2), session_id="x"), 3, Status.CONFIRMED, 1, id="charging past its end"
        ),
    ],
)
def test_status_and_sequence(booking: Booking, after_noon: float, status: Status, sequence: int) -> None:
    event = seen(booking, after_noon)

    assert (event.status, event.sequence) == (status, sequence)


def test_the_sequence_rises_with_each_change_and_the_uid_stays() -> None:
    life = [booked(1, 2, state=State.PENDING)]
    life.append(approved(life[-1], NOON, "mia"))
    life.append(moved(life[-1], hours(2, 4), None, NOON))
    life.append(begun(life[-1], "x", NOON + 1.9 * HOUR, NOON + 1.9 * HOUR))
    life.append(ended(life[-1], NOON + 3 * HOUR, NOON + 3 * HOUR))

    events = [seen(booking) for booking in life]

    assert [event.sequence for event in events] == [1, 2, 3, 4, 5]
    assert {event.uid for event in events} == {"s1-c1-aaaaaaa@plugnexus"}


def test_a_lapse_is_told_by_the_sequence_that_it_has_when_it_is_worked_off() -> None:
    lapsed = booked(1, 2)
    worked_off = over(lapsed, State.NO_SHOW, NOON + 3 * HOUR, "clock", "nobody came")

    assert seen(lapsed, 2.5).sequence == seen(worked_off, 3).sequence


@pytest.mark.parametrize(
    ("changes", "period"),
    [
        pytest.param({}, hours(1, 2), id="as booked"),
        pytest.param({"held_from": hours(0.75, 1).start}, hours(0.75, 2), id="begun early"),
        pytest.param({"held_until": hours(1, 1.5).end}, hours(1, 1.5), id="ended early"),
        pytest.param({"held_until": hours(1, 2.5).end}, hours(1, 2.5), id="stays after its end"),
        pytest.param({"held_until": hours(1, 2).start}, hours(1, 1 + 1 / 12), id="ended as it began"),
        pytest.param(
            {"held_until": hours(1, 1.5).end, "state": State.CANCELED}, hours(1, 2), id="came to nothing"
        ),
    ],
)
def test_the_time_that_is_shown(changes: dict[str, Any], period: object) -> None:
    assert seen(replace(booked(1, 2), **changes)).period == period


def test_a_driver_sees_where_it_is() -> None:
    event = seen(booked(1, 2))

    assert event.summary == "Charging: Courtyard, Left"
    assert event.location == "Courtyard, Am Hof 1, 79098 Freiburg, DE"
    assert event.geo == (47.9931, 7.8463)
    assert event.description == "Charging at Courtyard, Left.\nBooked.\nRing twice."
    assert event.url == "https://plugs.example/bookings"


def test_who_may_no_longer_see_the_station_sees_no_more_than_its_name() -> None:
    event = of_driver(booked(1, 2), None, NOON, ORIGIN, ENGLISH)

    assert event is not None
    assert (event.location, event.geo) == ("Courtyard", None)


@pytest.mark.parametrize(
    ("kind", "driver", "station"),
    [
        pytest.param(Kind.BOOKING, "Charging: Courtyard, Left", "Ann: Left", id="a booking"),
        pytest.param(Kind.WALK_UP, "Charging, not booked: Courtyard, Left", "Ann: Left", id="a walk-up"),
        pytest.param(Kind.BLOCK, None, "Blocked: Courtyard, Left", id="a block is nobody's"),
        pytest.param(Kind.OFFER, None, "Offered to somebody waiting: Courtyard, Left", id="an offer"),
    ],
)
def test_what_drivers_and_managers_see_of_each_kind(kind: Kind, driver: str | None, station: str) -> None:
    booking = booked(1, 2, kind=kind)

    mine = of_driver(booking, STATION, NOON, ORIGIN, ENGLISH)
    theirs = of_station(booking, STATION, "Ann", NOON, ORIGIN, ENGLISH)

    assert (mine and mine.summary) == driver
    assert theirs is not None
    assert theirs.summary == station


def test_a_block_says_why() -> None:
    steps = (Step(NOON, "mia", State.RESERVED, "Repairs"), Step(NOON, "mia", State.CANCELED, "Done"))

    event = of_station(booked(1, 2, kind=Kind.BLOCK, history=steps), STATION, None, NOON, ORIGIN, ENGLISH)

    assert event is not None
    assert "Repairs" in event.description.split("\n")


def test_what_is_held_for_a_moment_only_is_nobodys_event() -> None:
    hold = booked(1, 2, kind=Kind.HOLD)

    assert of_driver(hold, STATION, NOON, ORIGIN, ENGLISH) is None
    assert of_station(hold, STATION, "Ann", NOON, ORIGIN, ENGLISH) is None


@pytest.mark.parametrize("gone", [{"state": State.CANCELED}, {"look_at": NOON}])
def test_an_offer_that_does_not_stand_is_not_shown(gone: dict[str, Any]) -> None:
    offer = replace(booked(1, 2, kind=Kind.OFFER, state=State.PENDING), **gone)

    assert of_station(offer, STATION, None, NOON, ORIGIN, ENGLISH) is None


@pytest.mark.parametrize(
    ("state", "age", "shown"),
    [
        pytest.param(State.CANCELED, CANCELED_SHOWN, True, id="cancelled 60 days ago"),
        pytest.param(State.CANCELED, CANCELED_SHOWN + timedelta(seconds=1), False, id="and a second more"),
        pytest.param(State.FULFILLED, 2 * CANCELED_SHOWN, True, id="used"),
    ],
)
def test_cancellations_are_forgotten_after_a_while(state: State, age: timedelta, shown: bool) -> None:
    booking = replace(booked(1, 2), state=state, history=(Step(NOON - age, "ann", state),))

    assert is_shown(seen(booking), NOON) is shown


def test_when_there_are_too_many_the_nearest_are_shown() -> None:
    events = [
        seen(stepped(booked(start, start + 1, ref=f"{start}"), NOON, "ann", "")) for start in (-5, -2, 1, 4)
    ]

    shown = [event.uid.removeprefix("s1-c1-").partition("@")[0] for event in nearest(events, NOON, 3)]

    assert shown == ["-2", "1", "4"]


def said(booking: Booking, words: Words) -> str:
    """All words of a driver's event and of the station's, a line each."""
    mine = of_driver(booking, STATION, NOON, ORIGIN, words)
    theirs = of_station(booking, STATION, "Ann", NOON, ORIGIN, words)
    return "\n".join(f"{event.summary}\n{event.description}" for event in (mine, theirs) if event)


def test_every_language_has_a_word_for_every_kind_and_state_and_none_of_another() -> None:
    for tag, words in WORDS.items():
        assert (tag, words.kinds.keys(), words.states.keys()) == (
            words.script.tag,
            ENGLISH.kinds.keys(),
            ENGLISH.states.keys(),
        )
    of_each = [{*words.kinds.values(), *words.states.values()} for words in WORDS.values()]
    assert len(set().union(*of_each)) == sum(map(len, of_each))


@pytest.mark.parametrize(
    ("locale", "summary", "description"),
    [
        ("de-CH", "Laden: Courtyard, Left", "Laden: Courtyard, Left.\nGebucht.\nRing twice."),
        (
            "fr",
            "Recharge : Courtyard, Left",
            "Recharge : Courtyard, Left.\nRéservation confirmée.\nRing twice.",
        ),
        ("es-419", "Carga: Courtyard, Left", "Carga en Courtyard, Left.\nReservada.\nRing twice."),
        ("nl", "Charging: Courtyard, Left", "Charging at Courtyard, Left.\nBooked.\nRing twice."),
        (
            "ar_EG",
            f"{MARK}الشحن: \u2068Courtyard\u2069، \u2068Left\u2069",
            f"{MARK}الشحن في \u2068Courtyard\u2069، \u2068Left\u2069.\n{MARK}محجوز.\nRing twice.",
        ),
    ],
)
def test_an_event_is_told_in_the_readers_language(locale: str, summary: str, description: str) -> None:
    event = of_driver(booked(1, 2), STATION, NOON, ORIGIN, words_of(locale))

    assert event is not None
    assert (event.summary, event.description) == (summary, description)


@pytest.mark.parametrize("kind", [Kind.BOOKING, Kind.WALK_UP, Kind.BLOCK])
@pytest.mark.parametrize("tag", sorted(WORDS))
def test_every_language_tells_the_same(tag: str, kind: Kind) -> None:
    told, expected = (said(booked(1, 2, kind=kind), words) for words in (WORDS[tag], ENGLISH))

    for fact in ("Courtyard", "Left", "Ann", "Ring twice."):
        assert told.count(fact) == expected.count(fact), fact
    assert told.count("\n") == expected.count("\n")

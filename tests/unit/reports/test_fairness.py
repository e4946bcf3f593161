"""The whole report, of a small network and of any."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isclose
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.bookings.booking import Booking, Kind, State
from chalicelib.bookings.life import over
from chalicelib.kernel.errors import Violation
from chalicelib.kernel.weekly import WeeklyHours
from chalicelib.networks.rules import Membership, Role
from chalicelib.policies.rules import Policy, PrimeTime
from chalicelib.reports.days import Days
from chalicelib.reports.fairness import Facts, Fairness, fairness
from chalicelib.reports.refusals import Refusals
from chalicelib.reports.waits import Wait, Waits
from chalicelib.stations.rules import Station
from tests.unit.bookings.scenes import CHARGER, NETWORK, NOON, booked
from tests.unit.reports.test_use import used, visit

HOUR = timedelta(hours=1)
TODAY = Days(date(2026, 6, 1), date(2026, 6, 1))
AFTERNOON = PrimeTime((WeeklyHours(1, time(14), time(16)),))
STATION = Station("s1", "n1", "Courtyard", 48.0, 7.8, "Europe/Berlin", chargers=(CHARGER,))


def member(account_id: str, **other: Any) -> Membership:
    return Membership("n1", account_id, Role.MEMBER, NOON, **other)


def report(*bookings: Booking, days: Days = TODAY, **other: Any) -> Fairness:
    about: dict[str, Any] = {
        "network": replace(NETWORK, policy=Policy(prime_time=(AFTERNOON,))),
        "members": [member("ann", member_class="night"), member("bob"), member("cem")],
        "stations": [STATION],
        "bookings": bookings,
        "sessions": [],
    }
    return fairness(days, Facts(**about | other))


ANNS, BOBS = used(0, 3, ref="aaaaaaa", driver="ann"), used(4, 5, ref="bbbbbbb", driver="bob")


def test_who_took_how_much() -> None:
    found = report(ANNS, BOBS)

    told = {
        one.account_id: (one.use.held / HOUR, one.share, one.use.prime_held / HOUR, one.prime_share)
        for one in found.members
    }
    assert told == {"ann": (3, 0.75, 2, 1), "bob": (1, 0.25, 0, 0), "cem": (0, 0, 0, 0)}
    assert [one.account_id for one in found.members] == ["ann", "bob", "cem"]
    assert found.all.held == 4 * HOUR
    assert found.in_words.startswith("2 of 3 members took time, and the busiest one had 75% of it")


def test_classes() -> None:
    told = [
        (one.member_class, one.members, one.use.bookings, one.share) for one in report(ANNS, BOBS).classes
    ]

    assert told == [("night", 1, 1, 0.75), (None, 2, 1, 0.25)]


def test_what_came_to_its_end_on_another_day_of_the_station_is_not_told() -> None:
    till_midnight, past_it = used(9, 9.9, ref="aaaaaaa"), used(9, 10, ref="bbbbbbb")

    assert report(till_midnight).all.bookings == 1
    assert report(past_it).all.bookings == 0
    assert report(past_it, days=Days(date(2026, 6, 2), date(2026, 6, 2))).all.bookings == 1


def test_energy_is_of_visits_that_ended() -> None:
    stranger = (Violation("not_a_member", "Only members."),)
    others = [replace(visit(3), driver_id=None), replace(visit(3), violations=stranger), visit(11)]

    found = report(ANNS, sessions=[visit(3), *others])

    assert found.all.energy_wh == Decimal(7000)


def test_who_left_is_told_if_they_took_something_and_who_is_blocked_likewise() -> None:
    members = [member("bob", blocked=True), member("cem", blocked=True)]

    found = report(ANNS, BOBS, members=members)

    assert [(one.account_id, one.is_member) for one in found.members] == [("ann", False), ("bob", False)]


def test_prime_time_is_that_of_the_charger_and_of_the_members_class() -> None:
    policy = Policy(classes={"night": {"prime_time": (AFTERNOON,)}})
    here = replace(STATION, chargers=(replace(CHARGER, station_policy={"prime_time": ()}, policy={}),))
    night = replace(NETWORK, policy=policy)

    assert report(ANNS, BOBS, network=night).all.prime_held == 2 * HOUR
    assert report(ANNS, stations=[here]).all.prime_held == timedelta(0)
    assert report(ANNS, stations=[]).all.prime_held == 2 * HOUR


def test_chargers_that_are_gone_were_open_when_they_were_taken() -> None:
    gone = report(ANNS, stations=[]).hours
    there = report(ANNS).hours

    assert sum((hour.open for hour in gone), timedelta()) == 3 * HOUR
    assert sum((hour.open for hour in there), timedelta()) == 24 * HOUR
    assert [hour.held for hour in gone] == [hour.held for hour in there]


def test_blocks_are_no_time_that_could_be_taken() -> None:
    block = used(5, 7, kind=Kind.BLOCK)

    assert sum((hour.open for hour in report(block).hours), timedelta()) == 22 * HOUR


def test_waits() -> None:
    def wait(length: float, booked_at: datetime = NOON) -> Wait:
        return Wait("b", "n1", "Europe/Berlin", booked_at - length * HOUR, booked_at)

    others = [wait(9, NOON + 10 * HOUR), wait(9, NOON - 14.1 * HOUR)]

    assert report(waits=[wait(3), wait(1), wait(2), *others]).waits == Waits(3, 2 * HOUR, 3 * HOUR)
    assert report().waits == Waits(0, None, None)


def test_refusals_are_told_as_they_were_counted() -> None:
    refusals = Refusals(2, {"overlaps": 2})

    assert report(refusals=refusals).refusals == refusals


BOOKINGS = st.lists(
    st.tuples(
        st.integers(-30, 60), st.integers(1, 30), st.sampled_from(["ann", "bob", "cem", "dan"]), st.booleans()
    ),
    max_size=20,
).map(
    lambda made: [
        over(booked(start, start + length, ref=f"r{number}", driver=driver), State.NO_SHOW, NOON, "clock", "")
        if missed and start <= 0
        else used(start, start + length, ref=f"r{number}", driver=driver)
        for number, (start, length, driver, missed) in enumerate(made)
    ]
)


@given(BOOKINGS)
def test_parts_add_up_to_the_whole(bookings: list[Booking]) -> None:
    found = report(*bookings, days=Days(date(2026, 5, 31), date(2026, 6, 2)))

    for shares in (
        [one.share for one in found.members],
        [one.share for one in found.classes],
    ):
        assert isclose(sum(shares), 1 if found.all.held else 0, abs_tol=1e-9)
    prime = sum(one.prime_share for one in found.members)
    assert isclose(prime, 1 if found.all.prime_held else 0, abs_tol=1e-9)
    assert all(one.use.prime_held <= one.use.held for one in found.members)
    assert sum(one.use.bookings for one in found.classes) == found.all.bookings
    assert all(hour.utilisation <= 1 for hour in found.hours)
    assert 0 <= found.gini < 1

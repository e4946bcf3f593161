"""Who charges unbooked stays longer once the next booking is gone, as long as anybody may charge so."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from chalicelib.bookings.booking import Booking, Kind, Moment
from chalicelib.bookings.life import moved
from chalicelib.bookings.store import DynamoBookings
from chalicelib.kernel.errors import Refused, Stale
from chalicelib.policies.rules import Measure, Policy, Quota, Span
from tests.unit.bookings.clock_desk import ANN, BOB, ClockDesk
from tests.unit.bookings.scenes import NOON, booked, hours

BUFFER = timedelta(minutes=10)


@pytest.fixture
def desk(aws: None) -> ClockDesk:
    desk = ClockDesk(now=NOON)
    desk.policy = Policy(max_duration=timedelta(hours=3), min_duration=timedelta(hours=2), buffer=BUFFER)
    return desk


def cut_off(desk: ClockDesk) -> tuple[Booking, Booking]:
    """Ann charges from noon, and Bob has booked from two."""
    bobs = desk.booked(BOB, hours(2, 4))
    return desk.starts(ANN, NOON), bobs


def stay(desk: ClockDesk, walk_up: Booking, end: float) -> Booking:
    return desk.bookings.change(walk_up.booking_id, ANN, None, hours(0, end).end, None)


def refusals(desk: ClockDesk, walk_up: Booking, end: float) -> list[object]:
    with pytest.raises(Refused) as refused:
        stay(desk, walk_up, end)
    found = refused.value.facts["violations"]
    assert isinstance(found, list)
    return [violation.code for violation in found]


def test_while_the_next_booking_stands_one_leaves_before_it(desk: ClockDesk) -> None:
    walk_up, _ = cut_off(desk)

    assert walk_up.period == hours(0, 2 - 10 / 60)
    assert refusals(desk, walk_up, 2) == ["overlaps"], "the room before it is kept"
    assert refusals(desk, walk_up, 2.5) == ["overlaps"]


def test_once_it_is_cancelled_one_stays_and_holds_that_time(desk: ClockDesk) -> None:
    walk_up, bobs = cut_off(desk)
    desk.bookings.cancel(bobs.booking_id, BOB)

    stayed = stay(desk, walk_up, 2.5)

    assert (stayed.period, stayed.session_id, stayed.kind) == (hours(0, 2.5), "s1", walk_up.kind)
    assert desk.held() == {walk_up.ref: timedelta(hours=2.5) + BUFFER}
    (entry,) = desk.store.agenda("ann", "n1").entries
    assert entry.period == stayed.period


@pytest.mark.parametrize(
    ("policy", "end", "expected"),
    [
        pytest.param({}, 3.25, ["too_long"], id="longer than anybody may charge"),
        pytest.param({"walk_up": False}, 2.5, ["walk_up_not_allowed"], id="by booking only, since then"),
        pytest.param({"min_duration": timedelta(hours=3)}, 2.5, None, id="shorter than a booking has to be"),
        pytest.param({"max_active": 1}, 2.5, None, id="with a booking elsewhere: this is none"),
        pytest.param(
            {"quotas": (Quota(Measure.HOURS, Decimal(2), Span.DAY),)}, 2.5, ["quota_exceeded"], id="share"
        ),
    ],
)
def test_the_terms_are_those_of_charging_unbooked(
    desk: ClockDesk, policy: dict[str, object], end: float, expected: list[str] | None
) -> None:
    walk_up, bobs = cut_off(desk)
    desk.bookings.cancel(bobs.booking_id, BOB)
    if "max_active" in policy:
        desk.booked(ANN, hours(20, 22))
    desk.policy = replace(desk.policy, **policy)  # type: ignore[arg-type]

    if expected is None:
        assert stay(desk, walk_up, end).period == hours(0, end)
    else:
        assert refusals(desk, walk_up, end) == expected


def test_the_end_that_was_said_is_said_again_of_the_later_one(desk: ClockDesk) -> None:
    walk_up, bobs = cut_off(desk)
    desk.at(hours(0, 1.75).end)
    assert desk.seen(walk_up).done is Moment.ENDS_SOON
    desk.bookings.cancel(bobs.booking_id, BOB)

    stayed = stay(desk, walk_up, 2.5)
    desk.at(hours(0, 2.25).end)
    assert desk.seen(stayed).done is Moment.NO_SHOW

    desk.at(hours(0, 2.5).end - timedelta(minutes=10))
    assert desk.seen(stayed).done is Moment.ENDS_SOON


def test_who_books_in_that_moment_is_not_charged_over(
    desk: ClockDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk_up, bobs = cut_off(desk)
    desk.bookings.cancel(bobs.booking_id, BOB)
    commit = DynamoBookings.commit
    faster: list[bool] = []

    def after_another(store: DynamoBookings, *parts: object) -> None:
        if not faster:
            faster.append(True)
            desk.booked(BOB, hours(2, 4))
            with pytest.raises(Stale, match="taken this time"):
                commit(store, *parts)  # type: ignore[arg-type]
            raise Stale("taken", "")
        commit(store, *parts)  # type: ignore[arg-type]

    monkeypatch.setattr(DynamoBookings, "commit", after_another)

    assert refusals(desk, walk_up, 2.5) == ["overlaps"]
    assert desk.seen(walk_up).period == walk_up.period


def test_what_was_promised_and_not_held_is_held_once_one_stays_longer() -> None:
    promised = booked(0, 2, kind=Kind.WALK_UP, session_id="s1", held_until=hours(0, 1).end)

    assert moved(promised, hours(0, 3), None, NOON).held == hours(0, 3)

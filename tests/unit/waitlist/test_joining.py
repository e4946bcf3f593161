"""Who may wait for what."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from chalicelib.bookings.booking import Booking
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Forbidden, Invalid, NotFound, Refused
from chalicelib.policies.rules import Closure
from chalicelib.stations.rules import WeeklyHours
from chalicelib.waitlist.rules import wanted_window
from tests.unit.bookings.scenes import CHARGER, NOON, hours
from tests.unit.waitlist.conftest import Race
from tests.unit.waitlist.counter import HOUR, MINUTE, Counter

ANN, BOB = Caller("ann"), Caller("bob")


def why(counter: Counter, *wish: float, **more: object) -> list[str]:
    with pytest.raises(Refused) as refused:
        counter.join("bob", *wish, **more)  # type: ignore[arg-type]
    assert refused.value.code == "waitlist_refused"
    assert counter.mine("bob") == []
    return [violation.code for violation in refused.value.facts["violations"]]  # type: ignore[attr-defined]


@pytest.fixture
def taken(counter: Counter) -> Booking:
    return counter.desk.bookings.book(CHARGER.charger_id, ANN, hours(2, 5))


@pytest.mark.parametrize(
    ("policy", "wish", "hours", "codes"),
    [
        pytest.param({}, (2, 12), 5, ["too_long"], id="longer than allowed"),
        pytest.param({"min_duration": HOUR}, (2, 5), 0.5, ["too_short"], id="shorter than allowed"),
        pytest.param({}, (400, 402), 1, ["too_far_ahead"], id="beyond the horizon"),
        pytest.param({}, (400, 406), 5, ["too_long", "too_far_ahead"], id="all are told at once"),
        pytest.param({}, (-30, -28), 1, ["in_past"], id="over"),
        pytest.param({"min_notice": 48 * HOUR}, (2, 5), 1, ["too_soon"], id="a window all too soon"),
        pytest.param({"min_notice": HOUR}, (None, None), 1, ["too_soon"], id="now, where notice is wanted"),
        pytest.param({}, (2, 5), 0.1, ["off_grid", "too_short"], id="not on the grid"),
        pytest.param(
            {"closures": (Closure(date(2026, 6, 1), date(2026, 6, 2)),)}, (2, 5), 1, ["closed"], id="closed"
        ),
        pytest.param(
            {"closures": (Closure(date(2026, 5, 31), date(2026, 5, 31)),)},
            (None, None),
            1,
            ["closed"],
            id="closed now",
        ),
    ],
)
def test_what_waiting_does_not_cure_is_refused(counter, policy, wish, hours, codes):
    counter.desk.policy = replace(counter.desk.policy, **policy)

    assert sorted(why(counter, *wish, hours=hours)) == sorted(codes)


def test_who_is_no_member_does_not_wait(counter: Counter) -> None:
    counter.blocked = {"bob"}

    with pytest.raises(Refused) as refused:
        counter.join("bob", 2, 5)
    assert "not_a_member" in [v.code for v in refused.value.facts["violations"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "policy",
    [
        pytest.param({"max_active": 1}, id="as many active bookings as allowed"),
        pytest.param({"cooldown": 2 * HOUR}, id="a cooldown that is over within the window"),
        pytest.param({"min_notice": 26 * HOUR}, id="too soon at first, not later in the window"),
    ],
)
def test_what_waiting_cures_is_waited_through(counter, policy, taken):
    counter.desk.policy = replace(counter.desk.policy, **policy)
    counter.desk.bookings.book(CHARGER.charger_id, BOB, hours(5.5, 6))

    counter.join("bob", 0, 12)

    assert len(counter.mine("bob")) == 1


def test_one_waits_for_a_charger_that_is_out_of_service(counter: Counter) -> None:
    counter.desk.charger = replace(CHARGER, in_service=False)

    counter.join("bob", 2, 5)

    assert [place.offer for place in counter.mine("bob")] == [None]


def test_a_window_may_be_partly_closed(counter: Counter) -> None:
    every_day = tuple(WeeklyHours(day, time(17), time(20)) for day in range(1, 8))
    counter.desk.charger = replace(CHARGER, opening_hours=every_day)

    counter.join("bob", 0, 10)  # 14:00 to midnight there; it opens at 17:00

    assert counter.offered()["bob"].period == hours(3, 4)


def test_of_two_chargers_one_that_may_be_had_is_enough(counter: Counter) -> None:
    other = counter.beside("fast")
    counter.others = [replace(other, policy={"max_duration": HOUR})]

    counter.join("bob", 2, 8, hours=2)
    assert [
        c.charger_id for c in counter.station.chargers if counter.offered()["bob"].charger_id == c.charger_id
    ] == [CHARGER.charger_id]
    with pytest.raises(Refused):
        counter.join("cleo", 2, 8, hours=2, charger_ids=(other.charger_id,))


def test_once_for_one_time_at_most_three_at_a_station(counter: Counter, taken: Booking) -> None:
    counter.join("bob", 2, 5)
    counter.join("bob", 5, 8)
    counter.join("bob")

    for wish, codes in (((4, 6), ["already_waiting", "too_many_waits"]), ((20, 21), ["too_many_waits"])):
        with pytest.raises(Refused) as refused:
            counter.join("bob", *wish)
        assert [v.code for v in refused.value.facts["violations"]] == codes  # type: ignore[attr-defined]


def test_two_joins_at_once_are_one(counter: Counter, taken: Booking, twice: Race) -> None:
    def join() -> bool:
        try:
            counter.join("bob", 2, 5)
        except Refused:
            return False
        return True

    joined = twice(join)

    assert sorted(joined) == [False, True]
    assert len(counter.mine("bob")) == 1


def test_what_is_not_there_is_not_found(counter: Counter) -> None:
    for more in ({"charger_ids": ("s1-none",)}, {"car_id": "another's"}):
        with pytest.raises(NotFound):
            counter.join("bob", 2, 5, **more)
    counter.join("bob", 2, 5, car_id="zoe")
    assert counter.offered()["bob"].car_id == "zoe"


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        pytest.param(0, None, 60, id="no end"),
        pytest.param(None, 2, 60, id="no start"),
        pytest.param(2, 2, 60, id="nothing"),
        pytest.param(2, 1, 60, id="end before start"),
        pytest.param(0, 1, 61, id="no room"),
        pytest.param(0, 7 * 24 + 0.01, 60, id="more than a week"),
    ],
)
def test_a_window_that_is_none(start, end, minutes):
    edges = [None if edge is None else NOON + edge * HOUR for edge in (start, end)]

    with pytest.raises(Invalid, match="window") as invalid:
        wanted_window(*edges, minutes * MINUTE)
    assert invalid.value.code == "bad_window"


def test_a_window_has_just_room_or_a_whole_week():
    assert wanted_window(NOON, NOON + HOUR, HOUR) == hours(0, 1)
    assert wanted_window(NOON, NOON + timedelta(days=7), HOUR) == hours(0, 168)
    assert wanted_window(None, None, HOUR) is None


def test_the_order_shows_places_and_when_each_may_expect_a_charger(counter: Counter, taken: Booking) -> None:
    counter.join("bob", 2, 8, hours=3)
    counter.join("cleo", 1, 9, hours=2)
    counter.join("dora", 3, 5)

    found = counter.reader.of_station("s1", ANN)

    assert [(p.number, p.count, p.entry.driver_id, p.expected) for p in found.places] == [
        (1, 3, "bob", NOON + 5 * HOUR),
        (2, 3, "cleo", None),
        (3, 3, "dora", None),
    ]


def test_strangers_do_not_see_who_waits(counter: Counter) -> None:
    counter.blocked = {"bob"}

    with pytest.raises(Forbidden):
        counter.reader.of_station("s1", BOB)


def test_where_nobody_waits_there_is_an_order_too(counter: Counter) -> None:
    counter.fair()

    found = counter.reader.of_station("s1", BOB)

    assert (found.order, found.places) == ("fair_share", [])


def test_for_now_a_day_is_waited(counter: Counter) -> None:
    counter.desk.now = datetime(2026, 6, 1, 12, tzinfo=UTC)
    counter.desk.bookings.book(CHARGER.charger_id, ANN, hours(0, 4))

    entry = counter.join("bob")

    assert entry.lapses_at == NOON + 24 * HOUR + MINUTE
    assert [place.expected for place in counter.mine("bob")] == [NOON + 4 * HOUR]

"""Slices side by side do what one worker does alone: each thing once, whatever number of them there is."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.stub import Stubber

from chalicelib import dealing, jobs
from chalicelib.alarms.offline_watch import OfflineWatch
from chalicelib.alarms.rules import AlarmSettings
from chalicelib.alarms.watch_store import DynamoWatch
from chalicelib.bookings import clock_store
from chalicelib.bookings.booking import State
from chalicelib.bookings.clock_store import DynamoClock
from chalicelib.bookings.putting_on_the_clock import Opening, Reached
from chalicelib.bookings.sheet_items import ClockItem
from chalicelib.bookings.slots import SHARDS, SHEET, floor, sheet_key
from chalicelib.certificates.rules import Issued
from chalicelib.certificates.store import DynamoCertificates
from chalicelib.charge_points.lines import Lines
from chalicelib.charge_points.presence import Link
from chalicelib.charge_points.rules import ChargePoint, Passwords
from chalicelib.charge_points.store import DynamoChargePoints
from chalicelib.clients import client
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import not_found
from chalicelib.kernel.settings import Settings
from chalicelib.kernel.shards import in_shards, shard_of
from chalicelib.kernel.slices import WHOLE, Slice
from chalicelib.local_lists.service import LocalListService
from chalicelib.rollouts.work import Work
from chalicelib.sessions.rules import StopFact
from chalicelib.sessions.stops_store import DynamoStops
from chalicelib.variables.service import WORK, VariableService
from chalicelib.variables.store import DynamoVariables
from chalicelib.waitlist.offering import Offering
from tests.unit.bookings.clock_desk import NETWORKED, ClockDesk, after_start
from tests.unit.bookings.scenes import NOON
from tests.unit.bookings.test_putting_on_the_clock import FAR, NEAR, due_at
from tests.unit.notices.scenes import MINUTE, Post, notice
from tests.unit.notices.scenes import NOON as OWED_AT

NUMBERS = [1, 3, 11]
NAMES = [f"c{number}" for number in range(10)]
SOON = after_start(-30)


def slices(of: int) -> list[Slice]:
    return [Slice(index, of) for index in range(of)]


def in_one_shard(many: int) -> list[str]:
    """Chargers of the first shard, in order."""
    return sorted(name for name in map(str, range(200)) if shard_of(name, SHARDS) == 0)[:many]


def booked_everywhere(period: Any = None, names: Sequence[str] = NAMES) -> tuple[ClockDesk, list[Any]]:
    """A booking at each of the chargers, each somebody else's."""
    desk, made = ClockDesk(), []
    for name in names:
        desk.charger = replace(NETWORKED, charger_id=name)
        made.append(desk.booked(Caller(f"driver-{name}"), *([period] if period else [])))
    return desk, made


@pytest.mark.parametrize("of", NUMBERS)
def test_all_that_is_due_of_bookings_is_done_once(aws, of):
    desk, made = booked_everywhere()

    done = []
    for one in slices(of):
        desk.clock.tick(SOON, one)
        done.append(len(desk.told()))
    for one in slices(of):
        desk.clock.tick(after_start(15), one)

    assert done[-1] == len(NAMES)
    assert of == 1 or done[0] < len(NAMES), "the first slice has not all"
    assert [desk.seen(booking).state for booking in made] == [State.NO_SHOW] * len(NAMES)
    assert desk.told() == sorted(["booking_soon", "no_show"] * len(NAMES))


def test_who_share_a_shard_pass_by_what_is_the_others(aws):
    desk, made = booked_everywhere(names=in_one_shard(6))
    first, second = Slice(0, 16), Slice(1, 16)
    firsts = [booking for booking in made if first.has(booking.booking_id, 0, SHARDS)]

    desk.clock.tick(SOON, first)
    by_the_first = len(desk.told())
    desk.clock.tick(SOON, second)

    assert by_the_first == len(firsts)
    assert len(desk.told()) == len(made)


def test_a_slice_that_runs_twice_at_once_does_nothing_twice(aws):
    desk, _ = booked_everywhere()

    in_shards(4, lambda worker: desk.clock.tick(SOON, Slice(worker % 2, 2)))

    assert desk.told() == ["booking_soon"] * len(NAMES)


def test_a_slice_that_never_ran_is_caught_up_by_the_next_minute(aws):
    desk, _ = booked_everywhere()
    for one in slices(3)[:2]:
        desk.clock.tick(SOON, one)
    before = len(desk.told())

    for one in slices(3):
        desk.clock.tick(SOON + MINUTE, one)

    assert before < len(desk.told()) == len(NAMES)


@pytest.mark.parametrize("of", NUMBERS)
def test_slices_put_all_on_the_clock_and_know_together_how_far_they_are(aws, of):
    desk, made = booked_everywhere(FAR)
    for one in slices(of):
        desk.clock.tick(NEAR - MINUTE, one)
    assert not any(due_at(booking) for booking in made)

    for at in (NEAR, NEAR + MINUTE):
        for one in slices(of):
            desk.clock.tick(at, one)

    assert all(due_at(booking) for booking in made)
    reached = Reached(sheet_key(FAR.start))
    assert [DynamoClock().reached(shard, WHOLE) for shard in range(SHARDS)] == [reached] * SHARDS


def test_what_one_of_them_has_not_reached_is_not_reached(aws):
    desk, made = booked_everywhere(FAR)
    for one in slices(20)[1:]:
        desk.clock.tick(NEAR, one)
    off = [booking for booking in made if not due_at(booking)]

    desk.clock.tick(NEAR + MINUTE)  # by one worker again

    assert off
    assert all(due_at(booking) for booking in made)


def test_another_number_of_slices_goes_on_where_those_before_were(aws):
    both = [Slice(0, 16), Slice(1, 16)]
    store = DynamoClock()
    for one, key in zip(both, ("2026060108", "2026060116"), strict=True):
        store.reach(0, one, Reached(key))
    assert [store.reached(0, one) for one in both] == [Reached("2026060108"), Reached("2026060116")]

    assert store.reached(0, Slice(0, 1)) == store.reached(0, Slice(0, 24)) == Reached("2026060108")


@pytest.mark.parametrize("seed", range(3))
def test_however_slices_come_and_go_nothing_is_left_behind(aws, monkeypatch, seed):
    """Each is cut off at any time, and their number changes: what is told to be reached is on the clock."""
    monkeypatch.setattr(clock_store, "MOST_KEYS", 1)
    chance = Random(seed)  # noqa: S311 - any order, not a secret
    desk, made = booked_everywhere(FAR, in_one_shard(6))
    desk.at(NEAR - MINUTE)
    opening, reached = desk.clock.opening, Reached(sheet_key(FAR.start))
    sharing = [one for of in (8, 16, 24) for one in Slice(0, of).sharing(0, SHARDS)]

    for _ in range(25):
        opening.open(0, NEAR, lambda: chance.random() < 0.5, chance.choice(sharing))
        told = opening.store.reached(0, WHOLE)
        assert told != reached or all(due_at(booking) for booking in made)
    for one in Slice(0, 16).sharing(0, SHARDS):
        opening.open(0, NEAR + MINUTE, lambda: True, one)

    assert all(due_at(booking) for booking in made)


def test_never_back_again(aws):
    store = DynamoClock()
    for at in (Reached("2026060108"), Reached("2026060108", "b"), Reached("2026060108", "a")):
        store.reach(0, WHOLE, at)
    assert store.reached(0, WHOLE) == Reached("2026060108", "b")

    store.reach(0, WHOLE, Reached("2026060116"))
    store.reach(0, WHOLE, Reached("2026060108", "c"))

    assert store.reached(0, WHOLE) == Reached("2026060116")
    assert ClockItem.get("CLOCK#0", "CLOCK").within is None


def test_a_window_left_half_done_goes_on_where_it_was(aws, monkeypatch):
    monkeypatch.setattr(clock_store, "MOST_KEYS", 2)
    names = in_one_shard(5)
    desk, bookings = booked_everywhere(FAR, names)
    made = dict(zip(names, bookings, strict=True))
    desk.at(NEAR - MINUTE)
    read = []
    store = DynamoClock()
    look = clock_store.look

    def looked(at: Any) -> Any:
        read.extend(key[1] for key in at.keys)
        return look(at)

    monkeypatch.setattr(clock_store, "look", looked)

    goes_on = iter([True, True, False])
    Opening(store).open(0, NEAR, lambda: next(goes_on))
    first, read[:] = names[:4], []
    on = [name for name in names if due_at(made[name])]
    left_at = store.reached(0, WHOLE)
    Opening(store).open(0, NEAR + MINUTE, lambda: True)

    assert on == first
    assert left_at == Reached(sheet_key(floor(FAR.start, SHEET) - SHEET), first[-1])
    assert read == [f"CHARGER#{names[4]}"], "the others are not read again"
    assert all(due_at(booking) for booking in made.values())
    assert store.reached(0, WHOLE) == Reached(sheet_key(FAR.start))


@pytest.mark.parametrize("of", NUMBERS)
def test_each_notice_goes_out_once(aws, of):
    post = Post()
    for name in NAMES:
        post.service.owe(notice(key=f"soon#{name}"))

    sent = [post.service.deliver(OWED_AT, one) for one in slices(of)]

    assert sum(sent) == len(post.mails.to) == len(NAMES)
    assert of == 1 or max(sent) < len(NAMES)


class Stations:
    """A waitlist in which somebody waits at each station."""

    shards = 4

    def stations(self, shard: int) -> list[str]:
        return [name for name in NAMES if shard_of(name, self.shards) == shard]


def waited_for(one: Slice) -> list[str]:
    moved: list[str] = []
    queues = SimpleNamespace(of=lambda station_id, _: moved.append(station_id))
    Offering(Stations(), queues, *[None] * 3).tick(NOON, one)  # type: ignore[arg-type]
    return moved


def rolled_out(one: Slice) -> list[str]:
    claimed: list[str] = []
    store = SimpleNamespace(at_work=lambda: NAMES, claim=lambda name, *_: claimed.append(name))
    Work(store, lambda: NOON, *[None] * 3).tick(one)  # type: ignore[arg-type]
    return claimed


def listed(one: Slice) -> list[str]:
    looked: list[str] = []
    store = SimpleNamespace(
        due=lambda now: [(name, now) for name in NAMES],
        of_network=lambda _: [],
        looked=lambda name, *_: looked.append(name),
    )
    LocalListService(store, *[None] * 9).tick(NOON, one)  # type: ignore[arg-type]
    return looked


def booted(one: Slice) -> list[str]:
    return asked_after_boot(one, lambda: 0.0)


def asked_after_boot(one: Slice, elapsed: Any) -> list[str]:
    asked: list[str] = []

    def gone(_: str) -> ChargePoint:
        raise not_found("charge_point")

    store = DynamoVariables()
    monitors = SimpleNamespace(reported=None, told=None)
    service = VariableService(store, gone, lambda _: None, *[None] * 3, monitors, asked.append, elapsed)  # type: ignore[arg-type]
    service.tick(NOON, one)
    return asked


def looked_at(one: Slice) -> list[str]:
    looked: list[str] = []
    seen = SimpleNamespace(settings=lambda _: AlarmSettings())
    store = DynamoWatch(DynamoChargePoints.charge_point_of, DynamoChargePoints.presence_of)
    watch = OfflineWatch(
        store,
        lambda: NOON,
        lambda alarm, _: looked.append(alarm.charge_point_id) or True,
        lambda *_: None,
        seen.settings,
    )
    watch.tick(NOON, one)
    return looked


def renewed(one: Slice) -> list[str]:
    return [issued.charge_point_id for issued in DynamoCertificates().to_renew(NOON, one)]


def waiting(one: Slice) -> list[str]:
    return [stop.charge_point_id for stop in DynamoStops().waiting_since(NOON, 50, one)]


def have_ended() -> None:
    for name in NAMES:
        DynamoStops().keep_stop(StopFact(name, "T", NOON, None), NOON - timedelta(minutes=9))


def nothing() -> None:
    """What the part asks is pretended."""


def have_booted() -> None:
    for name in NAMES:
        DynamoVariables().booted(name, "1.0", NOON)


def are_watched() -> None:
    points, long_ago = DynamoChargePoints(), NOON - timedelta(days=1)
    lines = Lines(points, lambda _: None, lambda _: None, lambda: long_ago, lambda *_: None)
    watch = DynamoWatch(DynamoChargePoints.charge_point_of, DynamoChargePoints.presence_of)
    for name in NAMES:
        points.add(ChargePoint(name, "station", "n1", name, {1: "c1"}), Passwords())
        lines.connected(name, Link("x", "http://gateway", "ocpp1.6", long_ago))
        watch.watch(name, long_ago)


def end_soon() -> None:
    long_ago = NOON - timedelta(days=1)
    for number, name in enumerate(NAMES):
        DynamoCertificates().add(Issued(name, "n1", f"{number:x}", f"{number}", "CN", long_ago, NOON))


@pytest.mark.parametrize("of", NUMBERS)
@pytest.mark.parametrize(
    ("prepare", "part"),
    [
        pytest.param(nothing, waited_for, id="waitlist"),
        pytest.param(nothing, rolled_out, id="rollouts"),
        pytest.param(nothing, listed, id="local lists"),
        pytest.param(have_booted, booted, id="variables"),
        pytest.param(are_watched, looked_at, id="offline"),
        pytest.param(end_soon, renewed, id="certificates"),
        pytest.param(have_ended, waiting, id="lost begins"),
    ],
)
def test_each_part_works_off_its_slice_alone(aws, prepare, part, of):
    prepare()

    done = [part(one) for one in slices(of)]

    assert sorted(name for some in done for name in some) == sorted(NAMES)
    assert of == 1 or max(map(len, done)) < len(NAMES)


def test_who_has_booted_is_asked_for_as_long_as_there_is_time(aws):
    have_booted()
    seconds = iter([0.0, *[WORK] * 3, *[WORK + 1] * 99])

    first = asked_after_boot(WHOLE, lambda: next(seconds))

    assert len(first) == 3
    assert sorted(first + asked_after_boot(WHOLE, lambda: 0.0)) == sorted(NAMES)


def test_every_part_is_given_the_slice(monkeypatch):
    given: list[Slice] = []
    monkeypatch.setattr(jobs, "services", lambda: None)
    monkeypatch.setattr(jobs, "PARTS", dict.fromkeys(jobs.PARTS, lambda _, __, mine: given.append(mine)))

    jobs.every_minute(NOON, Slice(1, 3))

    assert given == [Slice(1, 3)] * len(jobs.PARTS)


@pytest.fixture
def ran(monkeypatch) -> list[Any]:
    """What of the work was done, and what was dealt out."""
    found: list[Any] = []
    monkeypatch.setattr(jobs, "every_minute", lambda _, mine=WHOLE: found.append(mine))
    monkeypatch.setattr(dealing, "deal_out", lambda of, function: found.append((of, function)))
    return found


@pytest.mark.parametrize(
    ("setting", "event", "done"),
    [
        pytest.param(1, {"source": "aws.events"}, WHOLE, id="as ever"),
        pytest.param(8, {"source": "aws.events"}, (8, "every-minute"), id="dealt out"),
        pytest.param(8, {"slice": 0, "of": 8}, Slice(0, 8), id="the first slice"),
        pytest.param(1, {"slice": 2, "of": 3}, Slice(2, 3), id="dealt out before the setting changed"),
    ],
)
def test_what_an_event_has_done(monkeypatch, ran, setting, event, done):
    monkeypatch.setattr(dealing, "settings", lambda: Settings(minute_slices=setting))

    dealing.answer(event, "every-minute")

    assert ran == [done]


def test_a_slice_that_there_is_not_is_a_failure(ran):
    with pytest.raises(ValueError, match="no slice"):
        dealing.answer({"slice": 3, "of": 3}, "every-minute")

    assert ran == []


def test_slices_are_dealt_out_without_waiting_and_one_that_fails_keeps_no_other_back(aws, monkeypatch):
    functions = client("lambda")
    monkeypatch.setattr(dealing, "_functions", lambda: functions)
    with Stubber(functions) as told:
        for index in range(3):
            event = json.dumps({"slice": index, "of": 3})
            asked = {"FunctionName": "it", "InvocationType": "Event", "Payload": event}
            if index == 1:
                told.add_client_error("invoke", "TooManyRequestsException", expected_params=asked)
            else:
                told.add_response("invoke", {"StatusCode": 202}, asked)

        dealing.deal_out(3, "it")

        told.assert_no_pending_responses()


def test_the_setting() -> None:
    assert Settings.of({}).minute_slices == 1
    assert Settings.of({"PLUGNEXUS_MINUTE_SLICES": "48"}).minute_slices == 48

"""Slices side by side do what one worker does alone: each thing once, whatever number of them there is."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.alarms.offline_watch import OfflineWatch
from chalicelib.alarms.rules import AlarmSettings
from chalicelib.alarms.watch_store import DynamoWatch
from chalicelib.certificates.rules import Issued
from chalicelib.certificates.store import DynamoCertificates
from chalicelib.charge_points.lines import Lines
from chalicelib.charge_points.presence import Link
from chalicelib.charge_points.rules import ChargePoint, Passwords
from chalicelib.charge_points.store import DynamoChargePoints
from chalicelib.kernel.errors import not_found
from chalicelib.kernel.shards import shard_of
from chalicelib.kernel.slices import WHOLE, Slice
from chalicelib.local_lists.service import LocalListService
from chalicelib.rollouts.work import Work
from chalicelib.sessions.rules import StopFact
from chalicelib.sessions.stops_store import DynamoStops
from chalicelib.variables.service import WORK, VariableService
from chalicelib.variables.store import DynamoVariables
from chalicelib.waitlist.offering import Offering
from tests.unit.bookings.scenes import NOON
from tests.unit.notices.scenes import NOON as OWED_AT
from tests.unit.notices.scenes import Post, notice
from tests.unit.slicing import NAMES, NUMBERS, slices


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

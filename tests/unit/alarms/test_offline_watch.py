"""A charge point that stays offline is an alarm: once, late if it must be, and gone when it is back."""

from datetime import timedelta

import pytest

from chalicelib.alarms.offline_watch import OfflineWatch
from chalicelib.alarms.rules import AlarmSettings, AlarmState
from chalicelib.alarms.store import DynamoAlarms
from chalicelib.alarms.watch_store import DynamoWatch
from chalicelib.charge_points.lines import Lines
from chalicelib.charge_points.presence import Link
from chalicelib.charge_points.rules import Passwords
from chalicelib.charge_points.store import DynamoChargePoints
from tests.unit.alarms.desk import ANN, BOX, Desk
from tests.unit.sessions.world import counted


class Watched(Desk):
    """The charge point CP, its line, and the job of every minute."""

    def __init__(self):
        super().__init__()
        self.points = DynamoChargePoints()
        self.points.add(BOX, Passwords())
        self.watch = OfflineWatch(
            DynamoWatch(DynamoChargePoints.charge_point_of, DynamoChargePoints.presence_of),
            lambda: self.now_is,
            self.service.raise_,
            self.service.clear,
            DynamoAlarms().settings,
        )
        self.lines = Lines(
            self.points, lambda _: None, lambda _: None, lambda: self.now_is, self.watch.connected
        )

    def connect(self, connection_id="a"):
        self.lines.connected("CP", Link(connection_id, "http://gateway", "ocpp1.6", self.now_is))

    def disconnect(self, connection_id="a"):
        self.lines.disconnected("CP", connection_id)

    def minutes(self, count, *, heartbeat=False, job=True):
        for minute in range(count):
            self.later(1)
            if heartbeat and minute % 5 == 0:
                self.lines.seen("CP", "a")
            if job:
                self.watch.tick(self.now_is)

    def open(self):
        return [(raised.alarm.kind.value, raised.alarm.at) for raised in self.listed()]


@pytest.fixture
def box(aws):
    return Watched()


def test_one_that_closed_is_an_alarm_after_half_an_hour_and_not_before(box):
    box.connect()
    box.later(3)
    box.disconnect()
    gone_at = box.now_is

    box.minutes(29)
    before = box.open()
    box.minutes(30)

    assert before == []
    assert box.open() == [("offline", gone_at)]
    assert box.told() == [("alarm_raised", "ann"), ("alarm_raised", "bob")]


def test_one_that_fell_silent_is_an_alarm_after_its_silence_and_half_an_hour(box):
    box.connect()

    box.minutes(40)
    before = box.open()
    box.minutes(2)

    assert before == []
    assert len(box.open()) == 1


def test_one_that_is_heard_is_none_for_hours_and_is_looked_at_seldom(box, monkeypatch):
    looks, sight = [], DynamoWatch.sight
    monkeypatch.setattr(DynamoWatch, "sight", lambda self, of: (looks.append(of), sight(self, of))[1])
    box.connect()

    box.minutes(180, heartbeat=True)

    assert box.open() == []
    assert len(looks) <= 7


def test_its_return_ends_the_alarm_and_it_is_watched_again(box):
    box.connect()
    box.disconnect()
    box.minutes(45)

    box.connect("b")
    (over,) = box.listed(AlarmState.CLEARED)
    box.lines.disconnected("CP", "b")
    box.minutes(45)

    assert over.cleared_at == box.now_is - timedelta(minutes=45)
    assert len(box.open()) == 1
    assert box.told().count(("alarm_cleared", "ann")) == 1
    assert box.told().count(("alarm_raised", "ann")) == 2


def test_short_absences_are_no_alarm(box):
    for number in range(12):
        box.connect(str(number))
        box.minutes(5)
        box.lines.disconnected("CP", str(number))
        box.minutes(10)

    assert box.told() == []


def test_after_hours_without_the_job_it_is_raised_once_since_when_it_really_was(box):
    box.connect()
    box.disconnect()
    gone_at = box.now_is
    box.minutes(300, job=False)

    box.watch.tick(box.now_is)
    box.watch.tick(box.now_is)

    assert box.open() == [("offline", gone_at)]
    assert len(box.told()) == 2


def test_one_that_came_back_before_the_late_job_is_no_alarm(box):
    box.connect()
    box.disconnect()
    box.minutes(300, job=False)
    box.connect("b")

    box.watch.tick(box.now_is)

    assert box.told() == []


def test_a_connect_between_look_and_alarm_keeps_it_from_being_raised(box, monkeypatch):
    box.connect()
    box.disconnect()
    box.minutes(60, job=False)
    sight = DynamoWatch.sight

    def then_it_connects(self, charge_point_id):
        seen = sight(self, charge_point_id)
        box.connect("b")
        return seen

    monkeypatch.setattr(DynamoWatch, "sight", then_it_connects)
    box.watch.tick(box.now_is)
    monkeypatch.setattr(DynamoWatch, "sight", sight)

    assert box.told() == []
    box.lines.disconnected("CP", "b")
    box.minutes(45)
    assert len(box.open()) == 1


def test_an_alarm_that_its_return_failed_to_end_is_ended_at_the_next_look(box, monkeypatch):
    box.connect()
    box.disconnect()
    box.minutes(45)
    with monkeypatch.context() as broken:
        broken.setattr(OfflineWatch, "connected", lambda self, *_: self.store.watch("CP", self.now()))
        box.lines.on_connected = box.watch.connected
        box.connect()
    left_over = box.open()
    box.later(1)

    box.watch.tick(box.now_is)

    assert len(left_over) == 1
    assert box.open() == []


def test_the_network_says_how_long_is_too_long(box):
    box.service.set_settings("network", ANN, AlarmSettings(timedelta(minutes=120)))
    box.connect()
    box.disconnect()

    box.minutes(119)
    before = box.open()
    box.minutes(2)

    assert (before, len(box.open())) == ([], 1)


def test_one_that_was_removed_is_looked_at_no_more(box):
    box.connect()
    box.points.remove(BOX)

    box.minutes(60)

    assert box.told() == []
    assert [
        due for shard in range(4) for due in box.watch.store.due(shard, box.now_is + timedelta(days=9))
    ] == []


def test_a_message_costs_nothing_and_a_connect_one_write(box):
    box.connect()
    box.later(1)
    with counted() as messages:
        box.lines.seen("CP", "a")
    presence = box.points.presence("CP")
    with counted() as connects:
        box.watch.connected("CP", Link("b", "http://gateway", "ocpp1.6", box.now_is), presence)

    assert messages == {"reads": 0, "writes": 1, "transactions": 0}
    assert connects == {"reads": 0, "writes": 1, "transactions": 0}

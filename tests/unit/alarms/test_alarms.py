"""Alarms are raised once, cleared once, and told to managers with the very change."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib.alarms.rules import Alarm, AlarmKind, AlarmSettings, AlarmState, Raised
from chalicelib.alarms.service import AT_ONCE
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.paging import Wanted
from tests.unit.alarms.desk import ANN, BOX, NOON, Desk


@pytest.fixture
def desk(aws):
    return Desk()


def test_an_alarm_is_raised_once_and_both_managers_are_told(desk):
    assert desk.raise_()
    desk.later(5)
    assert not desk.raise_()

    (raised,) = desk.listed()
    assert (raised.alarm.subject, raised.alarm.at, raised.charge_point_name) == ("CP#1", NOON, "Box")
    assert desk.told() == [("alarm_raised", "ann"), ("alarm_raised", "bob")]


def test_of_many_who_notice_at_once_one_raises_it(desk):
    with ThreadPoolExecutor(8) as pool:
        raised = list(pool.map(lambda _: desk.raise_(), range(8)))

    assert raised.count(True) == 1
    assert len(desk.listed()) == 1
    assert len(desk.told()) == 2


def test_it_is_cleared_once_told_and_raised_anew_as_another(desk):
    desk.raise_()
    (first,) = desk.listed()
    desk.later(10)

    assert desk.clear()
    assert not desk.clear()

    (over,) = desk.listed(AlarmState.CLEARED)
    assert (over.alarm_id, over.cleared_at) == (first.alarm_id, desk.now_is)
    assert desk.listed() == []
    assert desk.told().count(("alarm_cleared", "ann")) == 1
    assert desk.raise_()
    assert desk.listed()[0].alarm_id != first.alarm_id


def test_of_many_who_clear_at_once_one_does(desk):
    desk.raise_()

    with ThreadPoolExecutor(8) as pool:
        cleared = list(pool.map(lambda _: desk.clear(), range(8)))

    assert cleared.count(True) == 1
    assert desk.told().count(("alarm_cleared", "bob")) == 1


def test_kinds_and_subjects_are_alarms_of_their_own(desk):
    assert desk.raise_()
    assert desk.raise_(of="2")
    assert desk.raise_(AlarmKind.OFFLINE, of=None)

    assert {raised.alarm.subject for raised in desk.listed()} == {"CP", "CP#1", "CP#2"}


def test_a_charge_point_that_is_not_there_is_no_alarm(desk):
    assert not desk.service.raise_at(AlarmKind.OFFLINE, "NOBODY", "", NOON)


def test_what_a_network_does_not_want_to_hear_is_listed_only(desk):
    desk.service.set_settings("network", ANN, AlarmSettings(notify=frozenset({AlarmKind.OFFLINE})))

    desk.raise_()
    desk.raise_(AlarmKind.OFFLINE)

    assert len(desk.listed()) == 2
    assert len(desk.told()) == 2
    assert desk.service.settings("network", ANN).notify == {AlarmKind.OFFLINE}


def test_no_kind_at_all_may_be_wanted(desk):
    desk.service.set_settings("network", ANN, AlarmSettings(timedelta(minutes=5), frozenset()))

    assert desk.service.settings("network", ANN) == AlarmSettings(timedelta(minutes=5), frozenset())


def test_the_end_is_told_of_some_kinds_only(desk):
    desk.raise_(AlarmKind.BOOT_REFUSED, of=None)
    desk.clear(AlarmKind.BOOT_REFUSED, "CP")

    assert {event for event, _ in desk.told()} == {"alarm_raised"}


def test_more_managers_than_a_transaction_takes_are_all_told(aws):
    desk = Desk([f"manager{number}" for number in range(AT_ONCE + 20)])

    assert desk.raise_()

    assert len(desk.told()) == AT_ONCE + 20


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (AlarmKind.SECURITY_EVENT, AlarmState.CLEARED),
        (AlarmKind.MONITOR, AlarmState.CLEARED),
        (AlarmKind.FAULTED, AlarmState.OPEN),
    ],
)
def test_acknowledging_ends_what_has_no_end_of_its_own(desk, kind, state):
    desk.raise_(kind)
    (raised,) = desk.listed()
    desk.later(1)

    seen = desk.service.acknowledge(raised.alarm_id, ANN)
    desk.later(1)
    again = desk.service.acknowledge(raised.alarm_id, Caller("bob"))

    assert (seen.state, seen.acknowledged_by, seen.acknowledged_at) == (
        state,
        "ann",
        NOON + timedelta(minutes=1),
    )
    assert again == seen


def test_who_does_not_manage_the_network_finds_no_alarm(desk):
    desk.raise_()
    (raised,) = desk.listed()
    desk.may_manage = False

    for alarm_id in (raised.alarm_id, "none"):
        with pytest.raises(NotFound, match="no such alarm"):
            desk.service.acknowledge(alarm_id, ANN)


def test_a_charge_point_that_goes_takes_its_alarms_along_quietly(desk):
    desk.raise_()
    desk.raise_(AlarmKind.OFFLINE, of=None)
    other = Alarm(AlarmKind.OFFLINE, "network", "station", "CP2", "CP2", "", NOON)
    desk.service.raise_(other)

    desk.service.removed(BOX)

    assert [raised.alarm.charge_point_id for raised in desk.listed()] == ["CP2"]
    assert {event for event, _ in desk.told()} == {"alarm_raised"}


def test_the_latest_come_first_by_pages(desk):
    for number in range(5):
        desk.raise_(of=str(number))
        desk.later(1)

    first = desk.service.of_network("network", ANN, AlarmState.OPEN, Wanted(2))
    second = desk.service.of_network("network", ANN, AlarmState.OPEN, Wanted(3, first.next_cursor))

    assert [one.alarm.subject for one in (*first.items, *second.items)] == [
        f"CP#{n}" for n in (4, 3, 2, 1, 0)
    ]
    assert all(isinstance(one, Raised) for one in first.items)

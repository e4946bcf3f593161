"""Telling who watches, off the way of answers."""

import threading

import pytest

from chalicelib.touched import Touched
from ocpp_ws import tidings as under_test
from ocpp_ws.tidings import Tidings

PATIENCE = 5


def reading(charge_point_id):
    return [Touched("readings", f"CP#{charge_point_id}", "READINGS#1")]


class Ear:
    """Hears what is told, as long as it is let."""

    def __init__(self):
        self.told = []
        self.begun, self.may_end = threading.Event(), threading.Event()
        self.may_end.set()

    def __call__(self, channels):
        self.told.append(set(channels))
        self.begun.set()
        assert self.may_end.wait(PATIENCE)


@pytest.fixture
def ear():
    made = Ear()
    yield made
    made.may_end.set()


def test_what_changes_within_a_while_is_told_in_one_go(ear, monkeypatch):
    monkeypatch.setattr(under_test, "JOINED_SECONDS", 60)
    tidings = Tidings(ear)
    for number in (1, 2, 1):
        tidings.take(reading(number))

    assert tidings.flush(PATIENCE)
    assert ear.told == [{"charging:1", "charging:2"}]


def test_who_is_not_hurried_tells_by_themselves(ear, monkeypatch):
    monkeypatch.setattr(under_test, "JOINED_SECONDS", 0.001)
    Tidings(ear).take(reading(1))

    assert ear.begun.wait(PATIENCE)
    assert ear.told == [{"charging:1"}]


def test_who_is_behind_joins_what_comes_and_loses_none(ear, monkeypatch):
    monkeypatch.setattr(under_test, "JOINED_SECONDS", 0.001)
    tidings = Tidings(ear)
    ear.may_end.clear()
    tidings.take(reading("first"))
    assert ear.begun.wait(PATIENCE)
    for _ in range(100):
        for number in range(5):
            tidings.take(reading(number))
    assert not tidings.flush(0)

    ear.may_end.set()
    assert tidings.flush(PATIENCE)
    assert ear.told == [{"charging:first"}, {f"charging:{number}" for number in range(5)}]


def test_what_changes_while_it_is_told_is_told_again(ear, monkeypatch):
    monkeypatch.setattr(under_test, "JOINED_SECONDS", 0.001)
    tidings = Tidings(ear)
    ear.may_end.clear()
    tidings.take(reading(1))
    assert ear.begun.wait(PATIENCE)
    tidings.take(reading(1))

    ear.may_end.set()
    assert tidings.flush(PATIENCE)
    assert ear.told == [{"charging:1"}] * 2


def test_what_nobody_can_watch_wakes_nobody(ear):
    tidings = Tidings(ear)
    tidings.take([Touched("counter", "X", "Y")])

    assert tidings.flush(0)
    assert ear.told == []

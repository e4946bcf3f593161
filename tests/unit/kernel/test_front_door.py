from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.kernel.errors import Forbidden
from chalicelib.kernel.front_door import FrontDoor

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


class Clock:
    now = NOON

    def __call__(self):
        return self.now


class Vault:
    """Counts how often it is asked."""

    def __init__(self, *good):
        self.good, self.asked = list(good), 0

    def __call__(self):
        self.asked += 1
        return self.good


def headers(secret, viewer="198.51.100.11"):
    return {"x-plugnexus-edge": secret, "x-plugnexus-viewer": viewer}


def test_where_there_is_no_such_door_who_asked_us_is_who_asks():
    assert FrontDoor(None, Clock()).viewer(headers("any"), "10.0.0.1") == "10.0.0.1"


@pytest.mark.parametrize("secret", ["now", "before"])
def test_the_viewer_is_believed_to_whoever_knows_the_secret_as_it_is_or_was(secret):
    door = FrontDoor(Vault("now", "before"), Clock())

    assert door.viewer(headers(secret), "10.0.0.1") == "198.51.100.11"


def test_a_front_door_that_names_nobody_is_itself_who_asks():
    assert FrontDoor(Vault("now"), Clock()).viewer({"x-plugnexus-edge": "now"}, "10.0.0.1") == "10.0.0.1"


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({}, id="nothing"),
        pytest.param(headers(""), id="no secret"),
        pytest.param(headers("nows"), id="another secret"),
        pytest.param(headers("nöw"), id="what is no ASCII"),
    ],
)
def test_others_are_refused(sent):
    with pytest.raises(Forbidden) as refusal:
        FrontDoor(Vault("now"), Clock()).viewer(sent, "10.0.0.1")

    assert refusal.value.code == "not_by_the_front_door"


def test_a_new_secret_is_found_within_a_minute_and_guesses_cost_one_look_in_that_time():
    clock, vault = Clock(), Vault("old")
    door = FrontDoor(vault, clock)
    assert door.viewer(headers("old"), None)
    vault.good = ["new", "old"]

    for _ in range(9):
        with pytest.raises(Forbidden):
            door.viewer(headers("new"), None)
    assert vault.asked == 1

    clock.now += timedelta(minutes=1)
    assert door.viewer(headers("new"), None)
    assert vault.asked == 2


def test_an_old_secret_is_forgotten_within_an_hour():
    clock, vault = Clock(), Vault("now", "leaked")
    door = FrontDoor(vault, clock)
    assert door.viewer(headers("leaked"), None)
    vault.good = ["next", "now"]
    clock.now += timedelta(hours=1)

    with pytest.raises(Forbidden):
        door.viewer(headers("leaked"), None)

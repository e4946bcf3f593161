from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pytest

from chalicelib.kernel.period import Period
from chalicelib.stations.live import Connection, LiveStates
from chalicelib.stations.rules import Charger, Live, Status
from tests.unit.stations.scenes import NOW, station

PLACE = station("s1", chargers=3)
PLAIN, WALL, POST = PLACE.chargers
WALL = replace(WALL, charge_point_id="CP1", connector_id=1)
POST = replace(POST, charge_point_id="CP1", connector_id=2)


class Neighbours:
    """What they know, and how often they were asked."""

    def __init__(self) -> None:
        self.told: dict[Connection, tuple[str | None, bool]] = {}
        self.booked: set[str] = set()
        self.busy: set[str] = set()
        self.sessions: set[Connection] = set()
        self.asked: Counter[str] = Counter()

    def statuses(self, keys: Sequence[Connection]) -> Mapping[Connection, tuple[str | None, bool]]:
        self.asked["statuses"] += 1
        return {key: self.told[key] for key in keys if key in self.told}

    def taken(self, charger_ids: Collection[str], period: Period) -> Collection[str]:
        self.asked["taken"] += 1
        assert period.has(NOW)
        return self.booked & set(charger_ids)

    def charging(self, charger_ids: Collection[str]) -> Collection[str]:
        self.asked["charging"] += 1
        return self.busy & set(charger_ids)

    def in_session(self, connectors: Collection[Connection]) -> Collection[Connection]:
        self.asked["in_session"] += 1
        return self.sessions & set(connectors)


@pytest.fixture
def neighbours() -> Neighbours:
    return Neighbours()


@pytest.fixture
def live(neighbours: Neighbours) -> LiveStates:
    seen = neighbours
    return LiveStates(seen.statuses, seen.taken, seen.charging, seen.in_session, lambda: NOW)


def test_each_is_told_by_who_knows(live: LiveStates, neighbours: Neighbours) -> None:
    neighbours.told = {("CP1", 1): ("Available", True)}
    neighbours.booked = {WALL.charger_id}
    neighbours.busy = {PLAIN.charger_id}

    assert live([PLAIN, WALL, POST]) == {
        PLAIN.charger_id: Live(Status.CHARGING, None),
        WALL.charger_id: Live(Status.RESERVED, online=True),
        POST.charger_id: Live(Status.UNKNOWN, online=False),
    }


def test_each_neighbour_is_asked_once_for_all(live: LiveStates, neighbours: Neighbours) -> None:
    live(
        [
            replace(charger, charger_id=f"{charger.charger_id}{number}")
            for number in range(50)
            for charger in (PLAIN, WALL)
        ]
    )

    assert neighbours.asked == {"statuses": 1, "taken": 1, "charging": 1}


@pytest.mark.parametrize(
    ("chargers", "asked"),
    [([], {}), ([PLAIN], {"taken": 1, "charging": 1}), ([WALL], {"taken": 1, "statuses": 1})],
)
def test_nobody_is_asked_about_nothing(
    live: LiveStates, neighbours: Neighbours, chargers: list[Charger], asked: dict[str, int]
) -> None:
    live(chargers)

    assert neighbours.asked == asked


def test_a_station_out_of_service_puts_its_chargers_out_of_service(
    live: LiveStates, neighbours: Neighbours
) -> None:
    neighbours.told = {("CP1", 1): ("Available", True)}
    closed = replace(PLACE, in_service=False).with_chargers([PLAIN, WALL])

    assert {state.state for state in live(closed.chargers).values()} == {Status.INOPERATIVE}


def test_an_occupied_connector_charges_when_a_session_goes_on_there(
    neighbours: Neighbours, live: LiveStates
) -> None:
    neighbours.told = {("CP1", 1): ("Occupied", True), ("CP1", 2): ("Occupied", True)}
    neighbours.sessions = {("CP1", 2)}

    assert live([WALL, POST]) == {
        WALL.charger_id: Live(Status.BLOCKED, True),
        POST.charger_id: Live(Status.CHARGING, True),
    }
    assert neighbours.asked["in_session"] == 1

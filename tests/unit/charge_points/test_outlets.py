from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from chalicelib.charge_points.rules import ConnectorStatus, busiest
from chalicelib.charge_points.store import DynamoChargePoints

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def told(status: str, minute: int = 0, outlet: int | None = 1) -> ConnectorStatus:
    return ConnectorStatus(1, status, "NoError", NOON + timedelta(minutes=minute), outlet=outlet)


@pytest.mark.parametrize(
    ("statuses", "is_now", "since"),
    [
        pytest.param([("Available", 0)], "Available", 0, id="one"),
        pytest.param([("Available", 0), ("Occupied", 5)], "Occupied", 5, id="a car at one"),
        pytest.param([("Occupied", 5), ("Available", 9)], "Occupied", 5, id="since the car came"),
        pytest.param(
            [("Available", 9), ("Available", 5)], "Available", 9, id="free since the last became so"
        ),
        pytest.param([("Faulted", 5), ("Available", 0)], "Available", 5, id="the other can be used"),
        pytest.param([("Faulted", 5), ("Unavailable", 0)], "Unavailable", 5, id="none can be used"),
        pytest.param([("Reserved", 0), ("Available", 3)], "Reserved", 3, id="reserved"),
        pytest.param([("Dancing", 0), ("Faulted", 3)], "Faulted", 3, id="a word that nobody knows"),
    ],
)
def test_an_evse_is_as_busy_as_its_busiest_outlet(statuses, is_now, since):
    found = busiest([told(status, minute, number) for number, (status, minute) in enumerate(statuses, 1)])

    assert (found.status, found.at) == (is_now, NOON + timedelta(minutes=since))


@pytest.fixture
def store(aws) -> DynamoChargePoints:
    return DynamoChargePoints()


def kept(store: DynamoChargePoints) -> ConnectorStatus | None:
    return store.statuses([("CP", 1)])["CP", 1][0]


def test_each_outlet_keeps_its_own_status_in_whatever_order_they_come(store):
    statuses = [told("Available", 0), told("Occupied", 1, 2), told("Faulted", 2), told("Available", 3)]
    for _ in range(3):
        Random(7).shuffle(statuses)  # noqa: S311 - the same each time
        for status in statuses:
            store.put_status("CP", status)

    found = kept(store)

    assert found is not None
    assert (found.status, found.at, found.outlet) == ("Occupied", NOON + timedelta(minutes=1), 2)

    store.put_status("CP", told("Available", 4, 2))
    found = kept(store)
    assert found is not None
    assert (found.status, found.at) == ("Available", NOON + timedelta(minutes=4))


def test_a_charge_point_that_speaks_1_6_again_has_no_outlets(store):
    store.put_status("CP", told("Occupied", 0))
    store.put_status("CP", told("Available", 1, outlet=None))

    found = kept(store)

    assert found is not None
    assert found.status == "Available"

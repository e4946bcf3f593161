"""Which write is told to whom."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.live.changes import channels_of
from chalicelib.touched import Touched

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
PENDING, RESERVED = (["2026-01-01T12:00:00Z", "d", state, ""] for state in ("PENDING", "RESERVED"))


@pytest.mark.parametrize(
    ("kind", "pk", "sk", "known", "channels"),
    [
        (
            "booking",
            "CHARGER#s1-c001",
            "BOOKING#r",
            {"driver_id": "d", "network_id": "n", "history": [RESERVED]},
            {"station:s1", "account:d"},
        ),
        (
            "booking",
            "CHARGER#s1-c001",
            "BOOKING#r",
            {"driver_id": "d", "network_id": "n", "history": [PENDING, RESERVED]},
            {"station:s1", "account:d", "network:n"},
        ),
        ("booking", "CHARGER#s1-c001", "BOOKING#r", {}, {"station:s1"}),
        ("entry", "STATION#s1", "ENTRY#s1-x", {"driver_id": "d"}, {"station:s1", "account:d"}),
        ("readings", "TX#CP1#42", "READ#x", {}, {"charging:CP1"}),
        ("readings", "CP#CP1", "READINGS#1#x", {}, {"charging:CP1"}),
        (
            "session",
            "TX#CP1#42",
            "SESSION",
            {"driver_id": "d", "station_id": "s1", "network_id": "n"},
            {"charging:CP1", "account:d", "network:n"},
        ),
        ("session", "SESSION#v", "SESSION", {"driver_id": None}, {"session:v"}),
        ("active", "CP#CP1", "ACTIVE#1", {}, {"charge_point:CP1"}),
        ("active", "CHARGER#s1-c001", "ACTIVE", {}, {"station:s1", "shown_by_station:s1"}),
        ("status", "CP#CP1", "STATUS#1", {}, {"charge_point:CP1", "shown_by_charge_point:CP1"}),
        (
            "link",
            "CP#CP1",
            "LINK",
            {"connection_id": "c", "connected_at": NOON, "last_seen_at": NOON, "unserved": True},
            {"charge_point:CP1", "shown_by_charge_point:CP1"},
        ),
        (
            "link",
            "CP#CP1",
            "LINK",
            {"connection_id": "c", "connected_at": NOON, "last_seen_at": NOON},
            set(),
        ),
        (
            "link",
            "CP#CP1",
            "LINK",
            {"connection_id": "c", "connected_at": NOON, "last_seen_at": NOON + timedelta(minutes=5)},
            set(),
        ),
        (
            "link",
            "CP#CP1",
            "LINK",
            {"connected_at": NOON, "last_seen_at": NOON + timedelta(minutes=5)},
            {"charge_point:CP1", "shown_by_charge_point:CP1"},
        ),
        ("command", "COMMANDS#CP1", "COMMAND#1", {}, {"charge_point:CP1"}),
        ("wanted", "CP#n#CP1", "WANTED#x", {}, {"charge_point:CP1"}),
        ("local_list", "NETWORK#n", "CP#CP1", {}, {"charge_point:CP1"}),
        ("charge_point", "CP#CP1", "CP", {"station_id": "s1"}, {"charge_point:CP1", "station:s1"}),
        (
            "station",
            "STATION#s1",
            "META",
            {"network_id": "n"},
            {"station:s1", "network:n", "shown_by_station:s1"},
        ),
        ("alarm", "ALARM#a", "ALARM", {"network_id": "n"}, {"network:n"}),
        ("member", "NETWORK#n", "MEMBER#d", {}, {"network:n", "account:d"}),
        ("step", "ROLLOUT#r", "STEP#CP1", {}, {"rollout:r"}),
        ("rollout", "ROLLOUT#r", "ROLLOUT", {"network_id": "n"}, {"rollout:r", "network:n"}),
        ("charge", "DRIVER#d", "CHARGE#x", {"network_id": "n"}, {"account:d", "network:n"}),
        ("car", "ACCOUNT#d", "CAR#1", {}, {"account:d"}),
        ("sheet", "SHEETS#2026010100#1", "CHARGER#s1-c001", {}, set()),
        ("nothing that there is", "x", "y", {}, set()),
    ],
)
def test_a_write_is_told_on_its_channels(kind, pk, sk, known, channels):
    assert channels_of(Touched(kind, pk, sk, known)) == channels

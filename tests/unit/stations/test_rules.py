from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.stations.connectors import (
    STANDARDS,
    Connector,
    ConnectorFormat,
    PowerType,
    usual_format,
    usual_power_type,
)
from chalicelib.stations.rules import (
    STATUS_OF_CONNECTOR,
    Live,
    Status,
    charger_id,
    live_of_networked,
    live_of_plain,
    station_id_of,
)
from chalicelib.stations.time_zones import nautical_zone, time_zone_at

WORDS = (
    "Available",
    "Preparing",
    "Charging",
    "SuspendedEVSE",
    "SuspendedEV",
    "Finishing",
    "Reserved",
    "Unavailable",
    "Faulted",
    "Occupied",
)
"""ChargePointStatus, OCPP 1.6 ed. 2, 7.7; ConnectorStatusEnumType, 2.0.1."""


def test_every_word_of_ocpp_has_a_status() -> None:
    assert set(WORDS) == set(STATUS_OF_CONNECTOR)


@pytest.mark.parametrize(
    ("told", "online", "taken", "in_service", "state"),
    [
        ("Available", True, False, True, "AVAILABLE"),
        ("Available", True, True, True, "RESERVED"),
        ("Preparing", True, False, True, "BLOCKED"),
        ("Finishing", True, True, True, "BLOCKED"),
        ("Occupied", True, False, True, "BLOCKED"),
        ("Charging", True, True, True, "CHARGING"),
        ("SuspendedEV", True, False, True, "CHARGING"),
        ("SuspendedEVSE", True, False, True, "CHARGING"),
        ("Reserved", True, False, True, "RESERVED"),
        ("Unavailable", True, False, True, "INOPERATIVE"),
        ("Faulted", True, True, True, "OUTOFORDER"),
        ("Available", False, False, True, "UNKNOWN"),
        ("Charging", False, True, True, "UNKNOWN"),
        (None, True, False, True, "UNKNOWN"),
        ("Dancing", True, False, True, "UNKNOWN"),
        ("Available", True, False, False, "INOPERATIVE"),
        ("Charging", False, True, False, "INOPERATIVE"),
    ],
)
def test_live_of_networked(told: str | None, online: bool, taken: bool, in_service: bool, state: str) -> None:
    assert live_of_networked(told, online=online, taken=taken, in_service=in_service) == Live(
        Status(state), online
    )


@pytest.mark.parametrize(
    ("charging", "taken", "in_service", "state"),
    [
        (False, False, True, "AVAILABLE"),
        (False, True, True, "RESERVED"),
        (True, True, True, "CHARGING"),
        (True, False, True, "CHARGING"),
        (True, True, False, "INOPERATIVE"),
    ],
)
def test_live_of_plain(charging: bool, taken: bool, in_service: bool, state: str) -> None:
    assert live_of_plain(charging=charging, taken=taken, in_service=in_service) == Live(Status(state), None)


@given(st.from_regex(r"[0-9a-z]{26}", fullmatch=True), st.integers(0, 32**4 - 1))
def test_a_charger_names_its_station(station_id: str, number: int) -> None:
    named = charger_id(station_id, number)

    assert len(named) == len(station_id) + 5
    assert station_id_of(named) == station_id


@pytest.mark.parametrize(
    ("standard", "max_kw", "format_", "power_type"),
    [
        ("IEC_62196_T2", "22", "SOCKET", "AC_3_PHASE"),
        ("IEC_62196_T2", "7.4", "SOCKET", "AC_1_PHASE"),
        ("IEC_62196_T2_COMBO", "50", "CABLE", "DC"),
        ("DOMESTIC_F", "3.7", "SOCKET", "AC_1_PHASE"),
        ("CHADEMO", "50", "CABLE", "DC"),
        ("SAE_J3400", "11", "CABLE", "AC_1_PHASE"),
        ("SAE_J3400", "250", "CABLE", "DC"),
    ],
)
def test_what_is_usual(standard: str, max_kw: str, format_: str, power_type: str) -> None:
    assert usual_format(standard) == format_
    assert usual_power_type(standard, Decimal(max_kw)) == power_type


@pytest.mark.parametrize(("standard", "max_kw"), [("TYPE_2", "11"), ("CHADEMO", "0"), ("CHADEMO", "5001")])
def test_what_no_connector_can_be(standard: str, max_kw: str) -> None:
    with pytest.raises(ValueError, match=r"standard|gives"):
        Connector(standard, ConnectorFormat.CABLE, PowerType.DC, Decimal(max_kw))


def test_standards_are_told_once() -> None:
    assert len(STANDARDS) == len(set(STANDARDS))


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        pytest.param(47.99, 7.85, "Europe/Berlin", id="a town"),
        pytest.param(40.7, -74.0, "America/New_York", id="a town far away"),
        pytest.param(-40.0, -150.0, "Etc/GMT+10", id="on the high sea"),
        pytest.param(0.0, 0.0, "Etc/GMT", id="off Africa"),
    ],
)
def test_time_zone_at(latitude: float, longitude: float, zone: str) -> None:
    assert time_zone_at(latitude, longitude) == zone


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_has_a_time_zone(latitude: float, longitude: float) -> None:
    assert "/" in time_zone_at(latitude, longitude)


@pytest.mark.parametrize(
    ("longitude", "zone"),
    [(0, "Etc/GMT"), (7.4, "Etc/GMT"), (15, "Etc/GMT-1"), (-150, "Etc/GMT+10"), (180, "Etc/GMT-12")],
)
def test_nautical_zone(longitude: float, zone: str) -> None:
    assert nautical_zone(longitude) == zone

import pytest

from chalicelib.wiring import services

CHARGER = {
    "connectors": [{"standard": "IEC_62196_T2", "max_kw": 11}],
    "tariff": {"currency": "EUR", "price_per_kwh": "0.30"},
}
STATION = {"name": "Court", "latitude": 48, "longitude": 7.8, "chargers": [CHARGER] * 3}


@pytest.fixture
def station(call, ann):
    network = call("POST", "/networks", {"name": "Neighbours"}, **ann["headers"]).json_body
    return call("POST", f"/networks/{network['network_id']}/stations", STATION, **ann["headers"]).json_body


def box(*chargers):
    numbered = enumerate((charger["charger_id"] for charger in chargers), 1)
    return {"connectors": [{"connector_id": number, "charger_id": charger} for number, charger in numbered]}


@pytest.fixture
def asleep(monkeypatch):
    """From here on the service finds a station as it was when this is called."""

    def fall(station):
        charge_points = services().charge_points
        seen = services().stations.station(station["station_id"])
        awake = charge_points.managed_station
        monkeypatch.setattr(charge_points, "managed_station", lambda *asked: (seen, awake(*asked)[1]))

    return fall


def test_a_charge_point_whose_charger_became_anothers_meanwhile_is_not_made(call, ann, station, asleep):
    path = f"/stations/{station['station_id']}/charge-points"
    first, second, _ = station["chargers"]
    asleep(station)
    made = call("POST", path, box(second), **ann["headers"]).json_body

    late = call("POST", path, box(first, second) | {"charge_point_id": "LATE"}, **ann["headers"])

    assert (late.status_code, late.json_body["code"]) == (409, "charger_taken")
    boxes = call("GET", path, **ann["headers"]).json_body["items"]
    assert [found["charge_point_id"] for found in boxes] == [made["charge_point_id"]]
    assert call("GET", f"/chargers/{first['charger_id']}", **ann["headers"]).json_body["networked"] is False


def test_an_edit_towards_a_charger_that_became_anothers_meanwhile_changes_nothing(call, ann, station, asleep):
    path = f"/stations/{station['station_id']}/charge-points"
    first, second, third = station["chargers"]
    mine = f"/charge-points/{call('POST', path, box(first), **ann['headers']).json_body['charge_point_id']}"
    asleep(station)
    call("POST", path, box(third), **ann["headers"])

    late = call("PATCH", mine, box(second, third), **ann["headers"])

    assert (late.status_code, late.json_body["code"]) == (409, "charger_taken")
    (connector,) = call("GET", mine, **ann["headers"]).json_body["connectors"]
    assert (connector["connector_id"], connector["charger_id"]) == (1, first["charger_id"])
    chargers = [
        call("GET", f"/chargers/{c['charger_id']}", **ann["headers"]).json_body for c in (first, second)
    ]
    assert [charger["connector_id"] for charger in chargers] == [1, None]

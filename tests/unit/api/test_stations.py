import pytest

from chalicelib.kernel.errors import NotFound
from chalicelib.wiring import services

CHARGER = {
    "name": "Left",
    "connectors": [{"standard": "IEC_62196_T2", "max_kw": 11}],
    "tariff": {"currency": "EUR", "price_per_kwh": "0.30", "price_per_session": "0.50"},
}
STATION = {
    "name": "Courtyard",
    "address": {"line": "Hauptstr. 1", "city": "Freiburg"},
    "latitude": 47.9931,
    "longitude": 7.8463,
    "access_notes": "Ring twice.",
    "opening_hours": [{"weekday": 1, "from": "08:00", "until": "20:00"}],
    "chargers": [CHARGER],
}
WHERE = ("network_name", "address", "latitude", "longitude", "access_notes")
HERE = "bbox=7.8,47.9,7.9,48.1&zoom=13"


@pytest.fixture
def network(call, ann):
    """Ann's private network."""
    return made(call, ann, "private")


@pytest.fixture
def station(call, ann, network):
    return call("POST", f"/networks/{network}/stations", STATION, **ann["headers"]).json_body


def made(call, owner, visibility):
    new = {"name": "Neighbours", "visibility": visibility, "joining": "shared_code"}
    return call("POST", "/networks", new, **owner["headers"]).json_body["network_id"]


def test_a_station_is_made_with_its_chargers_and_read_back(call, ann, network):
    answer = call("POST", f"/networks/{network}/stations", STATION, **ann["headers"])

    assert answer.status_code == 201
    assert answer.headers["ETag"] == '"1"'
    station = answer.json_body
    assert call("GET", f"/stations/{station['station_id']}", **ann["headers"]).json_body == station
    (charger,) = station.pop("chargers")
    assert station == {
        "station_id": station["station_id"],
        "network_id": network,
        "network_name": "Neighbours",
        "name": "Courtyard",
        "address": {"line": "Hauptstr. 1", "city": "Freiburg", "postal_code": "", "country": ""},
        "latitude": 47.9931,
        "longitude": 7.8463,
        "time_zone": "Europe/Berlin",
        "access_notes": "Ring twice.",
        "opening_hours": [{"weekday": 1, "from": "08:00", "until": "20:00"}],
        "in_service": True,
        "my_role": "owner",
    }
    assert charger == {
        "charger_id": charger["charger_id"],
        "station_id": station["station_id"],
        "network_id": network,
        "name": "Left",
        "station_name": "Courtyard",
        "time_zone": "Europe/Berlin",
        "connectors": [
            {"standard": "IEC_62196_T2", "format": "SOCKET", "power_type": "AC_3_PHASE", "max_kw": 11}
        ],
        "tariff": {
            "currency": "EUR",
            "price_per_kwh": "0.30",
            "price_per_hour": None,
            "price_per_session": "0.50",
        },
        "in_service": True,
        "networked": False,
        "charge_point_id": None,
        "connector_id": None,
        "state": "AVAILABLE",
        "online": None,
        "bookable": True,
    }
    where = {name: answer.json_body[name] for name in WHERE}
    alone = call("GET", f"/chargers/{charger['charger_id']}", **ann["headers"]).json_body
    assert alone == charger | where


def test_the_same_request_twice_makes_one_station(call, ann, network):
    headers = ann["headers"] | {"Idempotency_Key": "once"}
    first, second = (call("POST", f"/networks/{network}/stations", STATION, **headers) for _ in range(2))

    assert first.json_body == second.json_body
    assert len(call("GET", f"/networks/{network}/stations", **ann["headers"]).json_body["items"]) == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        pytest.param({"latitude": 90.1}, "latitude", id="beyond the pole"),
        pytest.param({"longitude": None}, "longitude", id="nowhere"),
        pytest.param({"name": " "}, "name", id="no name"),
        pytest.param({"chargers": [CHARGER] * 41}, "chargers", id="too many at once"),
        pytest.param({"colour": "red"}, "colour", id="a field that there is not"),
        pytest.param(
            {"opening_hours": [{"weekday": 8, "from": "08:00", "until": "20:00"}]},
            "opening_hours.0.weekday",
            id="an eighth day",
        ),
        pytest.param(
            {"opening_hours": [{"weekday": 1, "from": "8:00", "until": "24:00"}]},
            "opening_hours.0.from",
            id="no wall time",
        ),
        pytest.param(
            {"chargers": [CHARGER | {"connectors": []}]},
            "chargers.0.connectors",
            id="a charger without a plug",
        ),
        pytest.param(
            {"chargers": [CHARGER | {"connectors": [{"standard": "TYPE_2", "max_kw": 11}]}]},
            "chargers.0.connectors.0",
            id="a plug that OCPI does not know",
        ),
        pytest.param(
            {"chargers": [CHARGER | {"tariff": {"currency": "XXX"}}]},
            "chargers.0.tariff",
            id="a currency that is none",
        ),
        pytest.param(
            {"chargers": [CHARGER | {"tariff": {"currency": "EUR", "price_per_kwh": "-1"}}]},
            "chargers.0.tariff.price_per_kwh",
            id="a negative price",
        ),
    ],
)
def test_what_no_station_can_be(call, ann, network, change, field):
    answer = call("POST", f"/networks/{network}/stations", STATION | change, **ann["headers"])

    assert (answer.status_code, answer.json_body["code"]) == (400, "invalid_request")
    assert field in [error["field"] for error in answer.json_body["errors"]]


def test_an_edit_needs_the_version_it_was_made_on(call, ann, station):
    path = f"/stations/{station['station_id']}"
    change = {"name": "Harbour", "opening_hours": None, "address": None, "in_service": False}

    answer = call("PATCH", path, change, If_Match='"1"', **ann["headers"])
    again = call("PATCH", path, {"name": "Yard"}, If_Match='"1"', **ann["headers"])

    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert answer.json_body["opening_hours"] is None
    assert answer.json_body["address"]["line"] == ""
    (charger,) = answer.json_body["chargers"]
    assert (charger["station_name"], charger["state"], charger["bookable"]) == (
        "Harbour",
        "INOPERATIVE",
        False,
    )
    assert (again.status_code, again.json_body["code"]) == (412, "changed_meanwhile")
    half = call("PATCH", path, {"latitude": 1}, **ann["headers"])
    assert (half.status_code, half.json_body["code"]) == (400, "invalid_request")
    nameless = call("PATCH", path, {"name": None}, **ann["headers"])
    assert nameless.status_code == 400


def test_chargers_come_change_and_go(call, ann, station):
    added = call(
        "POST", f"/stations/{station['station_id']}/chargers", CHARGER | {"name": None}, **ann["headers"]
    )
    path = f"/chargers/{added.json_body['charger_id']}"
    free = {"tariff": {"currency": "EUR"}, "in_service": False}
    changed = call("PATCH", path, free, If_Match=added.headers["ETag"], **ann["headers"])
    stale = call("PATCH", path, free, If_Match=added.headers["ETag"], **ann["headers"])
    removed = call("DELETE", path, **ann["headers"])

    assert (added.status_code, added.json_body["name"]) == (201, "2")
    assert changed.json_body["tariff"]["price_per_kwh"] is None
    assert (changed.json_body["state"], changed.headers["ETag"]) == ("INOPERATIVE", '"2"')
    assert stale.status_code == 412
    assert removed.status_code == 204
    assert call("GET", path, **ann["headers"]).status_code == 404
    left = call("GET", f"/stations/{station['station_id']}", **ann["headers"]).json_body
    assert left["chargers"] == station["chargers"]


def test_a_station_goes_with_all(call, ann, station):
    path = f"/stations/{station['station_id']}"

    assert call("DELETE", path, **ann["headers"]).status_code == 204

    assert call("GET", path, **ann["headers"]).status_code == 404
    charger = f"/chargers/{station['chargers'][0]['charger_id']}"
    assert call("GET", charger, **ann["headers"]).status_code == 404
    assert call("GET", f"/stations?{HERE}", **ann["headers"]).json_body["stations"] == []


def test_charge_points_follow_what_goes(call, ann, station):
    charger_id = station["chargers"][0]["charger_id"]
    box = {"charge_point_id": "CP-1", "connectors": [{"connector_id": 1, "charger_id": charger_id}]}
    path = f"/stations/{station['station_id']}/charge-points"
    assert call("POST", path, box, **ann["headers"]).status_code == 201
    bound = call("GET", f"/chargers/{charger_id}", **ann["headers"]).json_body
    assert (bound["networked"], bound["charge_point_id"], bound["connector_id"]) == (True, "CP-1", 1)
    assert (bound["state"], bound["online"]) == ("UNKNOWN", False)

    call("DELETE", f"/chargers/{charger_id}", **ann["headers"])
    assert call("GET", "/charge-points/CP-1", **ann["headers"]).json_body["connectors"] == []

    call("DELETE", f"/stations/{station['station_id']}", **ann["headers"])
    with pytest.raises(NotFound):
        services().charge_points.charge_point("CP-1")


def test_only_managers_learn_which_connector_a_charger_is(call, ann, bob):
    network = made(call, ann, "public")
    station = call("POST", f"/networks/{network}/stations", STATION, **ann["headers"]).json_body
    charger_id = station["chargers"][0]["charger_id"]
    box = {"connectors": [{"connector_id": 1, "charger_id": charger_id}]}
    call("POST", f"/stations/{station['station_id']}/charge-points", box, **ann["headers"])

    for headers in (bob["headers"], {}):
        seen = call("GET", f"/chargers/{charger_id}", **headers).json_body
        assert (seen["networked"], seen["charge_point_id"], seen["connector_id"]) == (True, None, None)


def test_places_need_an_account_and_a_look_up(call, ann):
    assert call("GET", "/places?q=hauptstr").status_code == 401
    assert call("GET", "/places?q=hauptstr", **ann["headers"]).json_body == {"items": [], "available": False}
    assert call("GET", "/places", **ann["headers"]).status_code == 400

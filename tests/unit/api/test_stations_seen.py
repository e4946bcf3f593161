import pytest

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


def test_for_a_stranger_a_private_station_is_not_there(call, ann, bob, station):
    charger_id = station["chargers"][0]["charger_id"]
    routes = [
        ("GET", f"/stations/{station['station_id']}", {}),
        ("PATCH", f"/stations/{station['station_id']}", {"name": "Mine"}),
        ("DELETE", f"/stations/{station['station_id']}", {}),
        ("POST", f"/stations/{station['station_id']}/chargers", CHARGER),
        ("GET", f"/chargers/{charger_id}", {}),
        ("PATCH", f"/chargers/{charger_id}", {"name": "Mine"}),
        ("DELETE", f"/chargers/{charger_id}", {}),
        ("GET", f"/networks/{station['network_id']}/stations", {}),
        ("POST", f"/networks/{station['network_id']}/stations", STATION),
        ("GET", f"/stations?{HERE}&network_id={station['network_id']}", {}),
    ]

    for method, path, body in routes:
        answer = call(method, path, body, **bob["headers"])
        assert (answer.status_code, answer.json_body["code"]) == (404, "not_found"), (method, path)
    assert call("GET", f"/stations?{HERE}", **bob["headers"]).json_body["stations"] == []
    assert call("GET", f"/stations?{HERE}").json_body == {"stations": [], "clusters": [], "truncated": False}


def test_a_public_station_is_there_for_anyone_but_not_to_change(call, ann, bob):
    network = made(call, ann, "public")
    station = call("POST", f"/networks/{network}/stations", STATION, **ann["headers"]).json_body
    path = f"/stations/{station['station_id']}"

    (shown,) = call("GET", f"/stations?{HERE}").json_body["stations"]
    assert (shown["my_role"], shown["chargers"][0]["bookable"]) == (None, False)
    assert shown == call("GET", path).json_body
    refused = call("PATCH", path, {"name": "Mine"}, **bob["headers"])
    assert (refused.status_code, refused.json_body["code"]) == (403, "managers_only")
    assert call("PATCH", path, {"name": "Mine"}).status_code == 401


def test_a_network_takes_its_stations_with_it_when_it_goes_private(call, ann):
    network = made(call, ann, "public")
    call("POST", f"/networks/{network}/stations", STATION, **ann["headers"])

    def shown(query, **headers):
        found = call("GET", f"/stations?{query}", **headers).json_body
        return len(found["stations"]) + sum(cluster["count"] for cluster in found["clusters"])

    world = "bbox=-180,-90,180,90&zoom=1"
    assert (shown(HERE), shown(world)) == (1, 1)

    hidden = {"visibility": "private", "name": "Secret"}
    assert call("PATCH", f"/networks/{network}", hidden, **ann["headers"]).status_code == 200

    assert (shown(HERE), shown(world)) == (0, 0)
    assert (shown(HERE, **ann["headers"]), shown(world, **ann["headers"])) == (1, 1)
    (mine,) = call("GET", f"/stations?{HERE}", **ann["headers"]).json_body["stations"]
    assert mine["network_name"] == "Secret"

    call("PATCH", f"/networks/{network}", {"visibility": "public"}, **ann["headers"])
    assert (shown(HERE), shown(world)) == (1, 1)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1),
        ("&connector=IEC_62196_T2&min_kw=11&max_price_per_kwh=0.30&free_now=true", 1),
        ("&connector=CHADEMO", 0),
        ("&min_kw=11.1", 0),
        ("&max_price_per_kwh=0.29", 0),
        ("&free_from=2026-06-01T07:00:00Z&free_until=2026-06-01T08:00:00Z", 1),
        ("&free_from=2026-06-01T05:00:00Z&free_until=2026-06-01T08:00:00Z", 0),
    ],
)
def test_the_map_is_filtered(call, ann, station, query, count):
    found = call("GET", f"/stations?{HERE}{query}", **ann["headers"]).json_body

    assert len(found["stations"]) == count


@pytest.mark.parametrize(
    "query",
    [
        "zoom=3",
        "bbox=1,2,3",
        "bbox=1,2,3,x",
        "bbox=0,10,1,0",
        "bbox=0,0,1,91",
        "bbox=nan,0,1,1",
        f"{HERE}&zoom=25",
        f"{HERE}&colour=red",
        f"{HERE}&min_kw=-1",
        f"{HERE}&free_from=2026-06-01T07:00:00Z",
        f"{HERE}&free_from=2026-06-01T07:00:00Z&free_until=2026-06-01T07:00:00Z",
        f"{HERE}&free_from=2026-06-01T07:00:00Z&free_until=2026-06-02T07:00:01Z",
        f"{HERE}&free_from=2026-06-01T07:00:00&free_until=2026-06-01T08:00:00",
    ],
)
def test_what_no_map_can_show(call, query):
    answer = call("GET", f"/stations?{query}")

    assert (answer.status_code, answer.json_body["code"]) == (400, "invalid_request")


def test_a_networks_stations_come_in_pages(call, ann, network):
    for number in range(3):
        call("POST", f"/networks/{network}/stations", STATION | {"name": str(number)}, **ann["headers"])

    first = call("GET", f"/networks/{network}/stations?limit=2", **ann["headers"]).json_body
    cursor = first["next_cursor"]
    second = call("GET", f"/networks/{network}/stations?limit=2&cursor={cursor}", **ann["headers"]).json_body

    assert sorted(found["name"] for found in first["items"] + second["items"]) == ["0", "1", "2"]
    bad = call("GET", f"/networks/{network}/stations?cursor=x", **ann["headers"])
    assert (bad.status_code, bad.json_body["code"]) == (400, "bad_cursor")

"""What ./scripts/dev shows a newcomer."""

from dataclasses import replace

from infra.local.api_client import ApiClient
from infra.local.demo import Demo, load
from infra.local.demo_places import LINDENHOF, TOWN, Person
from infra.local.stack import Stack
from infra.simulator.known import Known, Plug, read
from tests.community import PASSWORD


def test_a_newcomer_joins_the_demo_network_by_its_code_and_sees_everything(tmp_path):
    with Stack(tmp_path) as stack, ApiClient(stack.url) as newcomer:
        demo = load(stack.url, stack.check)
        newcomer.sign_up("newcomer@people.example", PASSWORD, "Newcomer")
        network = newcomer.post("/networks/join", {"code": demo.join_code})
        ours = newcomer.get(f"/networks/{network['network_id']}/stations")["items"]
        map_ = newcomer.get("/stations", bbox="7.7,47.9,8.0,48.1", zoom=12)
        for person in demo.people:
            ApiClient(stack.url).log_in(person.email, demo.password).http.close()

    assert {station["name"] for station in ours} == {place.name for place in LINDENHOF.places}
    assert {station["name"] for station in map_["stations"]} == {
        place.name for place in (*LINDENHOF.places, *TOWN.places)
    }
    boxes = [box for network in (LINDENHOF, TOWN) for place in network.places for box in place.boxes]
    assert [point.ocpp for point in demo.charge_points] == [box.ocpp for box in boxes]
    assert {"1.6", "2.0.1"} == {point.ocpp for point in demo.charge_points}


def test_what_is_kept_of_the_demo_is_what_the_next_start_needs(tmp_path):
    box = Known("CP1", "a-password-of-20-char", (Plug(1, 11.0),))
    demo = Demo("Lindenhof", "ABCD-EFGH", "word", (Person("Ada", "ada@demo.example", "owner"),), (box,))
    kept, secret = tmp_path / "demo.json", tmp_path / "charge-points.json"

    demo.write(kept, secret)

    assert Demo.read(kept) == replace(demo, charge_points=())
    assert read(secret) == [box]
    assert box.password not in kept.read_text()
    assert secret.stat().st_mode & 0o077 == 0

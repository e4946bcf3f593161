"""The waitlist over HTTP: what each sees, and what is refused in which words."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from chalice.test import Client

from app import app
from chalicelib.api import booking_out, bookings, edge, networks, stations, waitlist
from chalicelib.wiring import charging, circles, grounds, waiting
from tests.unit.networks.world import Person, World

TYPE_2 = [{"standard": "IEC_62196_T2", "max_kw": 11}]
CHARGERS = [{"name": "Left", "connectors": TYPE_2, "tariff": {"currency": "EUR", "price_per_kwh": "0.30"}}]
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def world(aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with Client(app) as client:
        world = World(client)
        services = world.services()
        monkeypatch.setattr("chalicelib.wiring.services", lambda: services)
        for wired in (circles, grounds, waiting, charging, booking_out):
            monkeypatch.setattr(wired, "utc_now", world.clock)
        for module in (edge, networks, stations, bookings, waitlist, booking_out):
            monkeypatch.setattr(module, "services", lambda: services)
        yield world


@pytest.fixture
def ann(world: World) -> Person:
    """Owns the network below."""
    return world.person("Ann")


@pytest.fixture
def network(ann: Person) -> dict[str, Any]:
    return ann.creates()


@pytest.fixture
def bob(world: World, network: dict[str, Any]) -> Person:
    return world.person("Bob").joins(network)


@pytest.fixture
def cleo(world: World, network: dict[str, Any]) -> Person:
    return world.person("Cleo").joins(network)


@pytest.fixture
def station(ann: Person, network: dict[str, Any]) -> dict[str, Any]:
    place = {"name": "Courtyard", "latitude": 47.9931, "longitude": 7.8463, "chargers": CHARGERS}
    return ann.post(f"/networks/{network['network_id']}/stations", place).body


@pytest.fixture
def path(station: dict[str, Any]) -> str:
    return f"/stations/{station['station_id']}/waitlist"


def at(hours: float) -> str:
    return f"{NOON + timedelta(hours=hours):%Y-%m-%dT%H:%M:%SZ}"


def wish(start: float = 2, end: float = 5, minutes: int = 60) -> dict[str, Any]:
    return {"start_date_time": at(start), "end_date_time": at(end), "duration_minutes": minutes}


def take(person: Person, station: dict[str, Any], start: float = 2, end: float = 5) -> dict[str, Any]:
    charger_id = station["chargers"][0]["charger_id"]
    period = {"start_date_time": at(start), "end_date_time": at(end)}
    made = person.post(f"/chargers/{charger_id}/bookings", period)
    assert made.status == 201, made.body
    return made.body


def test_an_entry_tells_all_of_itself(ann: Person, bob: Person, station: dict[str, Any], path: str) -> None:
    take(ann, station, 2, 4)

    made = bob.post(path, wish(minutes=120))

    entry = made.body
    assert made.status == 201
    assert entry == {
        "entry_id": entry["entry_id"],
        "station_id": station["station_id"],
        "network_id": station["network_id"],
        "station_name": "Courtyard",
        "time_zone": "Europe/Berlin",
        "charger_ids": [],
        "is_now": False,
        "start_date_time": at(2),
        "end_date_time": at(5),
        "duration_minutes": 120,
        "car_id": None,
        "state": "WAITING",
        "joined_at": at(0),
        "lapses_at": at(3),
        "place": 1,
        "waiting": 1,
        "expected_date_time": None,
        "snoozes": 0,
        "snoozed_until_date_time": None,
        "offer": None,
    }
    assert bob.get("/me/waitlist").body == {"items": [entry], "next_cursor": None}


def test_an_offer_is_seen_accepted_and_booked(bob: Person, station: dict[str, Any], path: str) -> None:
    entry = bob.post(path, wish()).body

    (offer,) = bob.get("/me/offers").body["items"]

    assert offer == {
        "booking_id": offer["booking_id"],
        "entry_id": entry["entry_id"],
        "station_id": station["station_id"],
        "charger_id": station["chargers"][0]["charger_id"],
        "network_id": station["network_id"],
        "station_name": "Courtyard",
        "charger_name": "Left",
        "time_zone": "Europe/Berlin",
        "car_id": None,
        "start_date_time": at(2),
        "end_date_time": at(3),
        "hold_until_date_time": at(0.25),
    }
    assert (entry["state"], entry["offer"]) == ("OFFERED", offer)
    assert bob.get("/me/bookings").body["items"] == []
    booking = bob.post(f"/offers/{offer['booking_id']}/accept").body
    assert (booking["booking_id"], booking["state"], booking["kind"]) == (
        offer["booking_id"],
        "RESERVED",
        "booking",
    )
    assert [b["booking_id"] for b in bob.get("/me/bookings").body["items"]] == [offer["booking_id"]]
    assert (bob.get("/me/offers").body["items"], bob.get("/me/waitlist").body["items"]) == ([], [])


def test_others_are_places_without_names_but_for_managers(
    ann: Person, bob: Person, cleo: Person, world: World, station: dict[str, Any], path: str
) -> None:
    take(ann, station)
    bob.post(path, wish(minutes=180))
    world.later(minutes=5)
    cleo.post(path, wish(minutes=180))

    as_cleo, as_ann = cleo.get(path).body, ann.get(path).body

    assert as_cleo["order"] == "first_come"
    assert [one["place"] for one in as_cleo["mine"]] == [2]
    assert [(o["place"], o["mine"], o["driver_name"], o["waiting_since"]) for o in as_cleo["queue"]] == [
        (1, False, None, at(0)),
        (2, True, "Cleo", at(1 / 12)),
    ]
    assert as_cleo["queue"][0]["entry_id"] is None
    assert [one["driver_name"] for one in as_ann["queue"]] == ["Bob", "Cleo"]


def test_who_cancels_makes_an_offer_at_once(
    ann: Person, bob: Person, station: dict[str, Any], path: str
) -> None:
    taken = take(ann, station)
    bob.post(path, wish(minutes=180))
    assert bob.get("/me/offers").body["items"] == []

    ann.post(f"/bookings/{taken['booking_id']}/cancel")

    assert [offer["start_date_time"] for offer in bob.get("/me/offers").body["items"]] == [at(2)]


def test_an_offer_is_busy_in_the_day_and_named_to_whom_it_is_made(
    bob: Person, cleo: Person, station: dict[str, Any], path: str
) -> None:
    bob.post(path, wish())
    day = f"/chargers/{station['chargers'][0]['charger_id']}/day?date=2026-06-01"

    (mine,), (others,) = bob.get(day).body["busy"], cleo.get(day).body["busy"]

    assert (mine["kind"], mine["mine"], mine["start_date_time"]) == ("offer", True, at(2))
    assert (others["kind"], others["mine"], others["booking_id"]) == ("offer", False, None)


def test_pass_snooze_wake_and_leave(bob: Person, path: str) -> None:
    entry = bob.post(path, wish()).body

    first = entry["offer"]["booking_id"]
    assert bob.post(f"/offers/{first}/pass", {"keep": True}).status == 204
    (second,) = bob.get("/me/offers").body["items"]
    snoozed = bob.post(f"/offers/{second['booking_id']}/snooze", {"minutes": 90}).body
    woken = bob.post(f"/waitlist/{entry['entry_id']}/wake").body
    left = bob.delete(f"/waitlist/{entry['entry_id']}")

    assert second["start_date_time"] == at(3)
    assert (snoozed["snoozed_until_date_time"], snoozed["offer"], snoozed["state"]) == (
        at(1.5),
        None,
        "WAITING",
    )
    assert (woken["state"], woken["snoozed_until_date_time"]) == ("OFFERED", None)
    assert left.status == 204
    assert bob.get("/me/waitlist").body["items"] == []
    assert bob.delete(f"/waitlist/{entry['entry_id']}").status == 404
    assert bob.post(f"/offers/{woken['offer']['booking_id']}/accept").code == "offer_over"


def test_a_refusal_names_every_rule(bob: Person, path: str) -> None:
    refused = bob.post(path, wish(500, 510, 300))

    assert (refused.status, refused.code) == (409, "waitlist_refused")
    assert [(v["code"], v["rule"]) for v in refused.body["violations"]] == [
        ("too_long", "max_duration"),
        ("too_far_ahead", "max_advance"),
    ]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param({}, "invalid_request", id="no length"),
        pytest.param(
            {"duration_minutes": 60, "charger_ids": []}, "invalid_request", id="none of the chargers"
        ),
        pytest.param(wish(2, 2.5), "bad_window", id="no room"),
        pytest.param({"duration_minutes": 60, "start_date_time": at(2)}, "bad_window", id="half a window"),
    ],
)
def test_what_cannot_be_understood(bob, path, body, code):
    refused = bob.post(path, body)

    assert (refused.status, refused.code) == (400, code)


def test_the_same_request_again_is_one_entry(
    ann: Person, bob: Person, station: dict[str, Any], path: str
) -> None:
    take(ann, station)

    first, again = (bob.ask("POST", path, wish(), Idempotency_Key="k") for _ in range(2))

    assert first.body == again.body
    assert len(bob.get("/me/waitlist").body["items"]) == 1


def test_in_a_public_network_only_members_wait_and_see_who_does(
    ann: Person, world: World, station: dict[str, Any], path: str
) -> None:
    ann.patch(f"/networks/{station['network_id']}", {"visibility": "public"})
    stranger = world.person("Dora")

    assert stranger.get(path).code == "members_only"
    refused = stranger.post(path, wish())
    assert "not_a_member" in [violation["code"] for violation in refused.body["violations"]]

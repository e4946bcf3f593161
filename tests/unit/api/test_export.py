"""All that is kept about somebody, page by page."""

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.api import export
from chalicelib.api.export import ENOUGH, Kind, Part, Told, walked
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid
from tests.unit.api.circle import Circle
from tests.unit.networks.world import Person

ME = Caller("me")


def part_of(pages: list[int], name: str) -> Part:
    """A list of so many items on each page; its cursor is the number of the next one."""

    def part(_: Caller, cursor: str | None) -> tuple[list[Told], str | None]:
        here = int(cursor or 0)
        found = [(Kind.CAR, {"name": f"{name}-{here}-{number}"}) for number in range(pages[here])]
        return found, str(here + 1) if here + 1 < len(pages) else None

    return part


@given(st.lists(st.lists(st.integers(0, 60), min_size=1, max_size=4), min_size=1, max_size=5))
def test_every_item_of_every_part_is_told_once_and_in_order(shapes: list[list[int]]) -> None:
    parts = [(f"p{number}", part_of(pages, f"p{number}")) for number, pages in enumerate(shapes)]
    told: list[str] = []
    cursor: str | None = None
    for _ in range(1 + sum(map(len, shapes))):
        items, cursor = walked(parts, ME, cursor)
        assert len(items) < ENOUGH + max(max(pages) for pages in shapes)
        told += [data["name"] for _, data in items]
        if cursor is None:
            break

    assert cursor is None
    assert told == [
        f"p{number}-{page}-{item}"
        for number, pages in enumerate(shapes)
        for page, size in enumerate(pages)
        for item in range(size)
    ]


def cursor_of(value: Any) -> str:
    return export.base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        pytest.param("x", id="no base64"),
        pytest.param(cursor_of({"a": 1}), id="of another shape"),
        pytest.param(cursor_of(["nowhere", None]), id="of a part that there is not"),
        pytest.param(cursor_of(["p0", 1]), id="goes on after no cursor"),
    ],
)
def test_a_cursor_of_something_else_is_told(cursor: str) -> None:
    with pytest.raises(Invalid) as told:
        walked([("p0", part_of([1], "p0"))], ME, cursor)

    assert told.value.code == "bad_cursor"


def exported(person: Person) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    cursor = ""
    while True:
        answer = person.get(f"/me/export{cursor}")
        assert answer.status == 200, answer.body
        items += answer.body["items"]
        if answer.body["next_cursor"] is None:
            return items
        cursor = f"?cursor={answer.body['next_cursor']}"


@pytest.fixture
def lived(circle: Circle) -> Circle:
    """Bob has done one of everything, a bit more of some; Cleo is his neighbour there."""
    bob = circle.bob
    circle.agree(
        max_active=None, cancel_until_minutes=600, fees={"late_cancel": {"amount": "2", "currency": "EUR"}}
    )
    assert bob.post("/me/cars", {"name": "Zoe", "plate": "FR B 1"}).status == 201
    assert bob.post("/me/tokens", {"uid": "0A1B2C3D", "name": "Key ring"}).status == 201
    assert bob.post("/me/feed").status == 200
    begun = bob.post(f"/chargers/{circle.right}/sessions")
    circle.world.later(hours=1)
    assert bob.post(f"/sessions/{begun.body['session_id']}/stop", {"energy_kwh": 7}).status == 200
    given_back = circle.booked(bob, 3, 4)
    assert bob.post(f"/bookings/{given_back['booking_id']}/cancel").status == 200
    weekly = circle.time(30, 31) | {"rrule": "FREQ=WEEKLY;COUNT=3"}
    assert bob.post(f"/chargers/{circle.left}/series", weekly).status == 201
    circle.booked(circle.cleo, 5, 7)
    waits = circle.time(5, 7) | {"duration_minutes": 120, "charger_ids": [circle.left]}
    assert bob.post(f"/stations/{circle.station['station_id']}/waitlist", waits).status == 201
    other = circle.eve.creates(name="Eve's")
    assert circle.eve.post(
        f"/networks/{other['network_id']}/invitations", {"emails": [bob.email, "cleo@x.org"]}
    ).body["results"]
    return circle


def test_all_that_is_kept_about_one_is_told(lived: Circle) -> None:
    items = exported(lived.bob)

    assert Counter(item["kind"] for item in items) == {
        "account": 1,
        "car": 1,
        "token": 2,
        "feed": 1,
        "membership": 1,
        "standing": 1,
        "invitation": 1,
        "booking": 4,
        "series": 1,
        "waitlist_entry": 1,
        "session": 1,
        "charge": 1,
    }
    by_kind = {item["kind"]: item["data"] for item in items}
    assert (by_kind["account"]["email"], by_kind["car"]["plate"]) == ("bob@x.org", "FR B 1")
    assert by_kind["membership"]["network_name"] == "Ours"
    assert by_kind["session"]["energy_kwh"] == 7
    assert "readings" in by_kind["session"]
    assert by_kind["invitation"]["network_name"] == "Eve's"


def test_nothing_of_others_and_no_secret_is_told(lived: Circle) -> None:
    text = json.dumps(exported(lived.bob))

    others = ("Cleo", "Ann", '"Eve"', "cleo@x.org", "password", "digest", "hash", ".ics")
    assert [word for word in others if word in text] == []


def test_a_stranger_s_export_is_of_that_stranger_alone(lived: Circle) -> None:
    items = exported(lived.eve)

    assert {item["kind"] for item in items} == {"account", "membership", "standing"}
    assert {item["data"]["account_id"] for item in items if "account_id" in item["data"]} == {"Eve"}


def test_long_lists_are_told_page_by_page(circle: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "AT_A_TIME", 2)
    monkeypatch.setattr(export, "SESSIONS_AT_A_TIME", 2)
    circle.agree(max_active=None)
    for number in range(5):
        circle.booked(circle.bob, 2 + 2 * number, 3 + 2 * number)
    sessions = set()
    for _ in range(5):
        begun = circle.bob.post(f"/chargers/{circle.right}/sessions")
        sessions.add(begun.body["session_id"])
        circle.world.later(minutes=2)
        circle.bob.post(f"/sessions/{begun.body['session_id']}/stop", {"energy_kwh": 1})

    items = exported(circle.bob)

    kinds = Counter(item["kind"] for item in items)
    assert (kinds["session"], kinds["account"]) == (5, 1)
    assert {item["data"]["session_id"] for item in items if item["kind"] == "session"} == sessions
    booked = [item["data"]["booking_id"] for item in items if item["kind"] == "booking"]
    assert len(booked) == len(set(booked)) >= 5

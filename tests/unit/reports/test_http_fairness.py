"""The fairness report over HTTP."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.table import connection
from tests.unit.networks.world import Answer, Person, World

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def asks(person: Person, station: dict[str, Any], hours: float, length: float = 1) -> Answer:
    start = NOON + hours * HOUR
    period = {"start_date_time": start.isoformat(), "end_date_time": (start + length * HOUR).isoformat()}
    return person.post(f"/chargers/{station['chargers'][0]['charger_id']}/bookings", period)


def books(person: Person, station: dict[str, Any], hours: float, length: float = 1) -> str:
    answer = asks(person, station, hours, length)
    assert answer.status == 201, answer.body
    booking_id: str = answer.body["booking_id"]
    return booking_id


def report(person: Person, network: dict[str, Any], query: str = "") -> Answer:
    return person.get(f"/networks/{network['network_id']}/fairness{query}")


def test_an_empty_report(ann: Person, network: dict[str, Any]) -> None:
    answer = report(ann, network)

    assert answer.status == 200
    assert (answer.body["from"], answer.body["until"]) == ("2026-05-03", "2026-06-01")
    assert [(one["name"], one["hours"], one["share"]) for one in answer.body["members"]] == [("Ann", 0, 0)]
    assert answer.body["waiting"] == {"count": 0, "median_minutes": None, "nine_of_ten_minutes": None}
    assert answer.body["in_words"] == "Nobody took any time in these days."
    assert len(answer.body["utilisation"]) == 168


def test_no_shows_cancellations_and_refusals_are_told(
    world: World, ann: Person, bob: Person, network: dict[str, Any], station: dict[str, Any]
) -> None:
    books(bob, station, 1)
    given_back = books(ann, station, 4)
    assert ann.post(f"/bookings/{given_back}/cancel").status == 200
    assert asks(ann, station, 1).code == "booking_refused"
    assert asks(ann, station, 1, 8).code == "booking_refused"
    world.later(hours=3)
    assert asks(ann, station, 1).code == "booking_refused"  # over by now, and worked off as it is looked at

    answer = report(ann, network)

    bobs = next(member for member in answer.body["members"] if member["name"] == "Bob")
    anns = next(member for member in answer.body["members"] if member["name"] == "Ann")
    assert (bobs["no_shows"], bobs["hours"], bobs["share"]) == (1, 1, 1)
    assert (anns["canceled"], anns["late_cancels"], anns["hours"]) == (1, 0, 0)
    assert answer.body["total"]["no_shows"] == 1
    assert answer.body["refusals"]["requests"] == 3
    assert answer.body["refusals"]["by_code"] == {"in_past": 1, "overlaps": 2, "too_long": 1}
    (taken,) = [hour for hour in answer.body["utilisation"] if hour["held_hours"]]
    assert (taken["weekday"], taken["hour"], taken["held_hours"]) == (1, 15, 1)


def test_a_refusal_is_counted_with_one_write_after_the_engine_has_made_none(
    bob: Person,
    ann: Person,
    network: dict[str, Any],
    station: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    books(bob, station, 1)
    asks(ann, station, 1)
    written: list[str] = []
    client = connection().client

    def noted(params: Any, model: Any, **_: Any) -> None:
        if model.name in {"PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems"}:
            written.append(model.name)

    client.meta.events.register("before-call.dynamodb", noted)
    refused = asks(ann, station, 1)
    client.meta.events.unregister("before-call.dynamodb", noted)

    assert refused.status == 409
    assert written == ["UpdateItem"]


def test_members_as_a_table(
    world: World, ann: Person, network: dict[str, Any], station: dict[str, Any]
) -> None:
    world.person("=HYPERLINK").joins(network)

    answer = world.client.http.get(
        f"/v1/networks/{network['network_id']}/fairness?format=csv", headers={"Authorization": "Bearer Ann"}
    )

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.body.decode())))
    assert {row["name"] for row in rows} == {"Ann", "'=HYPERLINK"}
    assert {row["hours"] for row in rows} == {"0.0"}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        pytest.param("?from=2026-06-02&until=2026-06-01", "bad_span", id="backwards"),
        pytest.param("?from=2026-01-01&until=2026-04-03", "bad_span", id="93 days"),
        pytest.param("?from=yesterday", "invalid_request", id="no date"),
        pytest.param("?since=2026-01-01", "invalid_request", id="not a field"),
    ],
)
def test_days_that_cannot_be(ann: Person, network: dict[str, Any], query: str, code: str) -> None:
    answer = report(ann, network, query)

    assert (answer.status, answer.code) == (400, code)


def test_it_is_for_managers(world: World, ann: Person, bob: Person, network: dict[str, Any]) -> None:
    stranger = world.person("Sam")

    assert (report(bob, network).status, report(bob, network).code) == (403, "managers_only")
    assert report(stranger, network).status == 404
    member = f"/networks/{network['network_id']}/members/Bob"
    assert ann.patch(member, {"role": "manager"}).status == 200
    assert report(bob, network).status == 200


def test_how_long_those_had_waited_who_booked_from_the_waitlist(
    world: World, ann: Person, bob: Person, network: dict[str, Any], station: dict[str, Any]
) -> None:
    anns = books(ann, station, 4)
    left = station["chargers"][0]["charger_id"]
    window = {
        "start_date_time": (NOON + 4 * HOUR).isoformat(),
        "end_date_time": (NOON + 5 * HOUR).isoformat(),
    }
    waits = bob.post(
        f"/stations/{station['station_id']}/waitlist",
        window | {"charger_ids": [left], "duration_minutes": 60},
    )
    assert waits.status == 201, waits.body
    world.later(hours=1, minutes=30)
    assert ann.post(f"/bookings/{anns}/cancel").status == 200
    (offer,) = bob.get("/me/offers").body["items"]
    assert bob.post(f"/offers/{offer['booking_id']}/accept").status == 200

    waiting = report(ann, network).body["waiting"]

    assert waiting == {"count": 1, "median_minutes": 90, "nine_of_ten_minutes": 90}


def test_what_is_refused_to_a_manager_as_such_is_nobodys_share(
    ann: Person, bob: Person, network: dict[str, Any], station: dict[str, Any]
) -> None:
    books(bob, station, 1)
    charger = station["chargers"][0]["charger_id"]
    period = {"start_date_time": (NOON + HOUR).isoformat(), "end_date_time": (NOON + 2 * HOUR).isoformat()}

    blocked = ann.post(f"/chargers/{charger}/blocks", period)

    assert blocked.status == 409, blocked.body
    assert report(ann, network).body["refusals"] == {"requests": 0, "by_code": {}}

"""Sessions over HTTP, with the real neighbours on a pretended AWS."""

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.kernel.ids import utc_now
from chalicelib.sessions.rules import (
    MeterValue,
    Moment,
    ReadingsFact,
    StartFact,
    StopFact,
    TransactionFact,
)
from chalicelib.wiring import services
from tests.community import QUARTER, TARIFF, TYPE_2, instant, next_quarter
from tests.unit.sessions.world import counted

CARD = "0A1B2C3D"


@dataclass
class Site:
    """Ann's private network: a networked charger, a plain one. Bob is its member and has a card."""

    call: Any
    ann: dict[str, Any]
    bob: dict[str, Any]
    network_id: str
    networked: str
    plain: str
    charge_point_id: str

    def ask(self, who: dict[str, Any], method: str, path: str, body: Any = None) -> Any:
        return self.call(method, path, body, **who["headers"])

    def start(self, token_uid: str = CARD) -> StartFact:
        return StartFact(self.charge_point_id, 1, token_uid, utc_now() - timedelta(minutes=30), Decimal(1000))


@pytest.fixture
def site(call: Any, ann: dict[str, Any], bob: dict[str, Any]) -> Site:
    def made(method: str, path: str, body: Any, who: dict[str, Any] = ann) -> Any:
        answer = call(method, path, body, **who["headers"])
        assert answer.status_code < 300, answer.body
        return answer.json_body

    new = {"name": "Home", "visibility": "private", "joining": "shared_code"}
    network = made("POST", "/networks", new)
    made("POST", "/networks/join", {"code": network["join_code"]["code"]}, bob)
    chargers = [{"name": name, "connectors": [TYPE_2], "tariff": TARIFF} for name in ("Networked", "Plain")]
    place = {"name": "Courtyard", "latitude": 47.99, "longitude": 7.84, "chargers": chargers}
    station = made("POST", f"/networks/{network['network_id']}/stations", place)
    networked, plain = (
        next(charger["charger_id"] for charger in station["chargers"] if charger["name"] == name)
        for name in ("Networked", "Plain")
    )
    pepper = services().charge_points.authentication
    pepper.pepper = lambda: "pepper"
    box = {"connectors": [{"connector_id": 1, "charger_id": networked}]}
    charge_point = made("POST", f"/stations/{station['station_id']}/charge-points", box)
    made("POST", "/me/tokens", {"uid": CARD, "name": "Card"}, bob)
    return Site(call, ann, bob, network["network_id"], networked, plain, charge_point["charge_point_id"])


def test_check_in_and_out(site):
    begun = site.ask(site.bob, "POST", f"/chargers/{site.plain}/sessions")
    session = begun.json_body
    again = site.ask(site.ann, "POST", f"/chargers/{site.plain}/sessions")
    ended = site.ask(site.bob, "POST", f"/sessions/{session['session_id']}/stop", {"energy_kwh": 0.8})
    shown = site.ask(site.bob, "GET", f"/sessions/{session['session_id']}").json_body

    assert (begun.status_code, session["state"], session["driver_name"]) == (201, "ACTIVE", "Bob")
    assert (again.status_code, again.json_body["code"]) == (409, "charge_refused")
    assert "in_use" in [violation["code"] for violation in again.json_body["violations"]]
    assert ended.status_code == 200
    assert shown["state"] == "COMPLETED"
    assert shown["energy_kwh"] == 0.8
    assert shown["cost"] == {"amount": "0.74", "currency": "EUR"}
    assert shown["flags"] == ["self_reported"]
    assert [part["type"] for part in shown["charging_periods"][0]["dimensions"]] == ["ENERGY", "TIME"]
    assert shown["cdr_id"]


def test_a_networked_charger_that_is_offline_refuses(site):
    refused = site.ask(site.bob, "POST", f"/chargers/{site.networked}/sessions")

    assert (refused.status_code, refused.json_body["code"]) == (409, "charge_refused")
    assert [violation["code"] for violation in refused.json_body["violations"]] == ["offline"]


def test_lists_and_detail_for_driver_and_manager_and_nobody_else(site, call):
    number = services().sessions.start(site.start()).transaction_id
    now = utc_now()
    services().sessions.readings(
        ReadingsFact(site.charge_point_id, 1, number, (MeterValue(now, Decimal(2500), Decimal(7400)),))
    )

    mine = site.ask(site.bob, "GET", "/me/sessions?state=ACTIVE").json_body["items"]
    path = f"/sessions/{mine[0]['session_id']}"
    of_network = site.ask(site.ann, "GET", f"/networks/{site.network_id}/sessions").json_body["items"]
    detail = site.ask(site.ann, "GET", path).json_body

    assert [(session["energy_kwh"], session["power_kw"]) for session in mine] == [(1.5, 7.4)]
    assert of_network == mine
    assert [reading["energy_kwh"] for reading in detail["readings"]] == [2.5]
    assert detail["cdr_id"] is None
    assert site.ask(site.bob, "GET", f"/networks/{site.network_id}/sessions").status_code == 403
    assert site.ask(site.ann, "GET", "/me/sessions").json_body == {"items": [], "next_cursor": None}
    assert call("GET", path).status_code == 401
    assert site.ask(site.bob, "GET", "/sessions/unknown").status_code == 404


def test_energy_that_no_one_could_type_is_told(site):
    begun = site.ask(site.bob, "POST", f"/chargers/{site.plain}/sessions").json_body

    told = site.ask(site.bob, "POST", f"/sessions/{begun['session_id']}/stop", {"energy_kwh": -1})

    assert (told.status_code, told.json_body["errors"][0]["field"]) == (400, "energy_kwh")


def test_requests_to_storage_with_all_neighbours(site):
    with counted() as authorize:
        services().sessions.authorize(site.charge_point_id, CARD, None, utc_now())
    with counted() as start:
        number = services().sessions.start(site.start()).transaction_id
    reading = MeterValue(utc_now(), Decimal(2500))
    with counted() as readings:
        services().sessions.readings(ReadingsFact(site.charge_point_id, 1, number, (reading,)))
    with counted() as stop:
        services().sessions.stop(StopFact(site.charge_point_id, number, utc_now(), Decimal(3000)))

    assert authorize == {"reads": 2, "writes": 0, "transactions": 0}
    assert start == {"reads": 2, "writes": 0, "transactions": 1}
    assert readings == {"reads": 0, "writes": 1, "transactions": 0}
    assert stop["reads"] <= 3
    assert (stop["writes"], stop["transactions"]) == (0, 1)


def test_requests_of_a_start_under_a_booking(site):
    start = next_quarter() - QUARTER
    period = {"start_date_time": instant(start), "end_date_time": instant(start + 8 * QUARTER)}
    booked = site.ask(site.bob, "POST", f"/chargers/{site.networked}/bookings", period)
    assert booked.status_code == 201, booked.body
    fact = replace(site.start(), at=utc_now())

    services().sessions.authorize(site.charge_point_id, "NOBODY", None, utc_now())
    with counted() as first:
        services().sessions.authorize(site.charge_point_id, CARD, None, utc_now())
    with counted() as authorize:
        may = services().sessions.authorize(site.charge_point_id, CARD, None, utc_now())
    with counted() as begun:
        started = services().sessions.start(fact)
    with counted() as ended:
        services().sessions.stop(
            StopFact(site.charge_point_id, started.transaction_id, utc_now(), Decimal(3000))
        )

    assert may.violations == started.violations == ()
    assert first == {"reads": 3, "writes": 0, "transactions": 0}
    assert authorize == {"reads": 2, "writes": 0, "transactions": 0}
    assert begun == {"reads": 2, "writes": 0, "transactions": 1}
    assert ended == {"reads": 3, "writes": 0, "transactions": 1}


def test_a_booking_ends_with_the_last_session_that_runs_under_it(site):
    start = next_quarter() - QUARTER
    period = {"start_date_time": instant(start), "end_date_time": instant(start + 8 * QUARTER)}
    booking = site.ask(site.bob, "POST", f"/chargers/{site.networked}/bookings", period).json_body

    def state() -> str:
        shown = site.ask(site.bob, "GET", f"/bookings/{booking['booking_id']}").json_body
        return str(shown["state"])

    def told(seconds: int) -> str:
        fact = replace(site.start(), at=utc_now() + timedelta(seconds=seconds))
        return services().sessions.start(fact).transaction_id

    first, second = told(0), told(1)
    services().sessions.stop(StopFact(site.charge_point_id, first, utc_now(), Decimal(2000)))
    after_first = state()
    services().sessions.stop(StopFact(site.charge_point_id, second, utc_now(), Decimal(3000)))

    assert (after_first, state()) == ("RESERVED", "FULFILLED")


def test_what_is_odd_is_reviewed_by_a_manager_and_decided_once(site):
    started = services().sessions.start(site.start())
    services().sessions.stop(
        StopFact(site.charge_point_id, started.transaction_id, utc_now(), Decimal(901_000))
    )
    listed = f"/networks/{site.network_id}/reviews"

    (held,) = site.ask(site.ann, "GET", listed).json_body["items"]
    path = f"/sessions/{held['session']['session_id']}/review"
    right = {"decision": "correct", "energy_kwh": 7.5, "reason": "As the meter shows"}
    done = site.ask(site.ann, "POST", path, right)
    again = site.ask(site.ann, "POST", path, {"decision": "void", "reason": "No"})

    assert [oddity["flag"] for oddity in held["oddities"]] == ["impossible_power"]
    assert (held["meter_start_kwh"], held["meter_stop_kwh"], held["readings"]) == (1, 901, 0)
    assert held["session"]["driver_name"] == "Bob"
    assert (done.status_code, done.json_body["session"]["energy_kwh"]) == (200, 7.5)
    assert [record["is_credit"] for record in done.json_body["records"]] == [True, False]
    assert done.json_body["by_account_id"] == site.ann["account"]["account_id"]
    assert (again.status_code, again.json_body["code"]) == (409, "reviewed_already")
    assert site.ask(site.ann, "GET", listed).json_body["items"] == []
    shown = site.ask(site.bob, "GET", path.removesuffix("/review")).json_body
    (decided,) = shown["reviews"]
    assert (decided["decision"], decided["energy_kwh"], decided["reason"]) == (
        "correct",
        7.5,
        "As the meter shows",
    )
    assert [period["dimensions"][0]["volume"] for period in shown["charging_periods"]] == [7.5]
    assert site.ask(site.bob, "GET", listed).status_code == 403
    assert site.ask(site.bob, "POST", path, right).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"decision": "accept", "energy_kwh": 1}, id="energy with what is accepted"),
        pytest.param({"decision": "correct"}, id="no energy with what is corrected"),
        pytest.param({"decision": "accept", "reason": ""}, id="no reason"),
        pytest.param({"decision": "maybe"}, id="no decision"),
    ],
)
def test_a_review_says_what_is_right_and_why(site, wrong):
    told = site.ask(site.ann, "POST", "/sessions/unknown/review", {"reason": "Seen"} | wrong)

    assert (told.status_code, told.json_body["code"]) == (400, "invalid_request")


def test_requests_of_an_ocpp_2_transaction_with_all_neighbours(site):
    at = utc_now()
    told = TransactionFact(site.charge_point_id, 1, "T", Moment.STARTED, at, 0, CARD)
    requests = []
    for moment, token in ((Moment.STARTED, CARD), (Moment.UPDATED, None), (Moment.ENDED, None)):
        with counted() as asked:
            fact = replace(told, moment=moment, token_uid=token, readings=(MeterValue(at, Decimal(1000)),))
            answer = services().sessions.told(fact)
        requests.append(asked)

    assert answer.total_cost is not None
    assert requests[0] == {"reads": 2, "writes": 0, "transactions": 1}
    assert requests[1] == {"reads": 0, "writes": 1, "transactions": 0}
    assert requests[2]["reads"] <= 3
    assert (requests[2]["writes"], requests[2]["transactions"]) == (0, 1)

"""Every route, walked by nobody, by a member of another network, and by a member with too small a role.

To a stranger a private network's things answer exactly as things that never existed.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

import app
from chalicelib.api.edge import ROUTES, Route, Who
from infra.local.api_client import ApiClient
from tests.community import PASSWORD, TARIFF, TYPE_2, Community, found, instant, next_quarter

CHARGER = {"connectors": [TYPE_2], "tariff": TARIFF}
START = next_quarter(timedelta(hours=6))
BLOCK = {
    "start_date_time": instant(START + timedelta(hours=30)),
    "end_date_time": instant(START + timedelta(hours=31)),
}
BODIES: dict[str, Any] = {
    "POST /v1/chargers/{charger_id}/bookings": {
        "start_date_time": instant(START),
        "end_date_time": instant(START + timedelta(hours=1)),
    },
    "PATCH /v1/bookings/{booking_id}": {"end_date_time": instant(START)},
    "POST /v1/bookings/{booking_id}/cancel": {},
    "POST /v1/bookings/{booking_id}/reject": {"reason": "Not yours"},
    "POST /v1/chargers/{charger_id}/blocks": BLOCK,
    "POST /v1/stations/{station_id}/blocks": BLOCK,
    "PATCH /v1/charge-points/{charge_point_id}": {"name": "Renamed"},
    "POST /v1/charge-points/{charge_point_id}/commands": {"action": "clear_cache"},
    "POST /v1/charge-points/{charge_point_id}/firmware": {"firmware_id": "{firmware_id}"},
    "POST /v1/charge-points/{charge_point_id}/firmware/publish": {"firmware_id": "{firmware_id}"},
    "POST /v1/charge-points/{charge_point_id}/logs": {"kind": "security"},
    "PUT /v1/charge-points/{charge_point_id}/security-profile": {"security_profile": 3},
    "POST /v1/charge-points/{charge_point_id}/certificates": {"use": "CentralSystemRoot", "pem": "none"},
    "POST /v1/charge-points/{charge_point_id}/certificates/refresh": {},
    "PATCH /v1/charge-points/{charge_point_id}/configuration": {"settings": {"HeartbeatInterval": "60"}},
    "PUT /v1/charge-points/{charge_point_id}/local-list": {"enabled": True},
    "POST /v1/charge-points/{charge_point_id}/charging-profiles": {
        "profile": {
            "stack_level": 0,
            "purpose": "TxDefaultProfile",
            "kind": "Relative",
            "unit": "A",
            "periods": [{"start_seconds": 0, "limit": "16"}],
        }
    },
    "POST /v1/charge-points/{charge_point_id}/composite-schedule": {"duration_minutes": 60},
    "POST /v1/chargers/{charger_id}/faults": {"what": "other"},
    "PATCH /v1/chargers/{charger_id}": {"name": "Renamed"},
    "PATCH /v1/chargers/{charger_id}/policy": {"max_active": 1},
    "POST /v1/chargers/{charger_id}/sessions": {},
    "PATCH /v1/me/cars/{car_id}": {"name": "Renamed"},
    "PATCH /v1/me/tokens/{token_uid}": {"name": "Renamed"},
    "PATCH /v1/networks/{network_id}": {"name": "Renamed"},
    "POST /v1/networks/{network_id}/firmware": {"name": "Winter", "version": "2.0"},
    "POST /v1/networks/{network_id}/invitations": {"emails": ["a@people.example"]},
    "PATCH /v1/networks/{network_id}/join-code": {"enabled": False},
    "POST /v1/networks/{network_id}/join-code": {},
    "PATCH /v1/networks/{network_id}/members/{account_id}": {"blocked": True},
    "PATCH /v1/networks/{network_id}/policy": {"max_active": 1},
    "PUT /v1/networks/{network_id}/alarm-settings": {"offline_after_minutes": 60},
    "POST /v1/networks/{network_id}/owner": {"account_id": "{account_id}"},
    "POST /v1/networks/{network_id}/rollouts": {"command": {"action": "clear_cache"}},
    "POST /v1/networks/{network_id}/stations": {
        "name": "Mine now",
        "latitude": 1.0,
        "longitude": 1.0,
        "chargers": [CHARGER],
    },
    "POST /v1/networks/{network_id}/stations/import": {
        "format": "csv",
        "text": "station,latitude,longitude\nMine now,1,1",
    },
    "POST /v1/chargers/{charger_id}/series": {
        "start_date_time": instant(START),
        "end_date_time": instant(START + timedelta(hours=1)),
        "rrule": "FREQ=WEEKLY;COUNT=2",
    },
    "PATCH /v1/series/{series_id}": {"end_time": "12:00"},
    "POST /v1/series/{series_id}/cancel": {},
    "POST /v1/offers/{booking_id}/pass": {},
    "POST /v1/offers/{booking_id}/snooze": {"minutes": 30},
    "POST /v1/sessions/{session_id}/review": {"decision": "accept", "reason": "Seen on site"},
    "POST /v1/sessions/{session_id}/stop": {},
    "PATCH /v1/stations/{station_id}": {"name": "Renamed"},
    "PATCH /v1/stations/{station_id}/policy": {"max_active": 1},
    "POST /v1/stations/{station_id}/charge-points": {
        "connectors": [{"connector_id": 1, "charger_id": "01hzzzzzzzzzzzzzzzzzzzzzzz-zzzz"}]
    },
    "POST /v1/stations/{station_id}/chargers": CHARGER,
    "POST /v1/stations/{station_id}/waitlist": {"duration_minutes": 60},
}
"""What could be sent to each route about something that exists."""
QUERIES = {
    "DELETE /v1/charge-points/{charge_point_id}/certificates": {
        "hash_algorithm": "SHA256",
        "issuer_name_hash": "a1",
        "issuer_key_hash": "b2",
        "serial_number": "c3",
    },
    "GET /v1/chargers/{charger_id}/day": {"date": "2026-06-01"},
    "GET /v1/chargers/{charger_id}/availability": {"from": "2026-06-01"},
    "GET /v1/stations/{station_id}/availability": {"date": "2026-06-01"},
    "GET /v1/stations/{station_id}/calendar": {"from": "2026-06-01"},
}
ABOUT_THINGS = sorted(
    (route for route in ROUTES if "{" in route.path), key=lambda route: (route.path, route.method)
)
NOT_PUBLIC = [route for route in ROUTES if route.who not in (Who.PUBLIC, Who.ANYONE)]
NETWORK_WHO = (Who.MEMBER, Who.MANAGER, Who.OWNER)


NEAR_OURS = {
    "latitude": "47.9931",
    "longitude": "7.8463",
    "start_date_time": instant(START),
    "duration_minutes": "60",
}


def named(route: Route) -> str:
    return f"{route.method} {route.path}"


def asked(client: ApiClient, route: Route, ids: dict[str, str]) -> tuple[int, str, str]:
    """What the route answers about things of these ids: status, code, detail."""
    key = named(route)
    body = BODIES.get(key)
    if body in ({"account_id": "{account_id}"}, {"firmware_id": "{firmware_id}"}):
        body = {name: ids[name] for name in body}
    path = route.path.format(**ids).removeprefix("/v1")
    response = client.send(route.method, path, body, params=QUERIES.get(key))
    told = response.json() if response.content else {}
    return response.status_code, told.get("code", ""), told.get("detail", "")


@dataclass(frozen=True)
class Settled:
    """A community with one of everything, and the ids of it."""

    community: Community
    ids: dict[str, str]

    def state(self) -> Any:
        """All that a stranger or member must not have changed, as its owner and its driver see it."""
        network, owner = self.ids["network_id"], self.community.owner
        return [
            owner.get(f"/networks/{network}"),
            owner.get(f"/networks/{network}/stations"),
            owner.get(f"/networks/{network}/alarm-settings"),
            owner.get(f"/networks/{network}/policy-changes"),
            owner.get(f"/networks/{network}/members"),
            owner.get(f"/networks/{network}/invitations"),
            owner.get(f"/charge-points/{self.ids['charge_point_id']}"),
            owner.get(f"/charge-points/{self.ids['charge_point_id']}/commands"),
            owner.get(f"/rollouts/{self.ids['rollout_id']}"),
            owner.get(f"/networks/{network}/rollouts"),
            owner.get(f"/charge-points/{self.ids['charge_point_id']}/logs"),
            owner.get(f"/charge-points/{self.ids['charge_point_id']}/firmware"),
            owner.get(f"/networks/{network}/firmware"),
            self.community.driver.get("/me/bookings"),
            [session["state"] for session in self.community.driver.get("/me/sessions")["items"]],
            self.community.driver.get("/me/waitlist"),
            self.community.driver.get("/me/charges"),
            owner.get(f"/chargers/{self.ids['charger_id']}/blocks"),
            owner.get(f"/networks/{network}/members/{self.ids['account_id']}/standing"),
            self.community.driver.get("/me/cars"),
            self.community.driver.get("/me/tokens"),
        ]


@pytest.fixture(scope="module")
def settled(stack: Any) -> Iterator[Settled]:
    clients: list[ApiClient] = []

    def somebody(name: str, *, domain: str = "people.example") -> ApiClient:
        clients.append(ApiClient(stack.url.replace("localhost", "127.0.0.1")))
        return clients[-1].sign_up(f"{name.lower()}-{secrets.token_hex(6)}@{domain}", PASSWORD, name)

    community = found(somebody)
    network = community.network["network_id"]
    invited = community.owner.create(f"/networks/{network}/invitations", {"emails": ["ann@people.example"]})
    command = community.owner.create(
        f"/charge-points/{community.charge_point['charge_point_id']}/commands", {"action": "clear_cache"}
    )
    log = community.owner.create(
        f"/charge-points/{community.charge_point['charge_point_id']}/logs", {"kind": "security"}
    )
    firmware = community.owner.create(f"/networks/{network}/firmware", {"name": "W", "version": "2.0"})
    rollout = community.owner.create(
        f"/networks/{network}/rollouts",
        {"command": {"action": "clear_cache"}, "wait_until": instant(START + timedelta(days=1))},
    )
    car = community.driver.create("/me/cars", {"make": "Renault", "model": "Zoe"})
    token = community.driver.create("/me/tokens", {"uid": secrets.token_hex(7), "name": "Key ring"})
    series = community.driver.create(
        f"/chargers/{community.charger['charger_id']}/series",
        {
            "start_date_time": instant(START + timedelta(hours=2)),
            "end_date_time": instant(START + timedelta(hours=3)),
            "rrule": "FREQ=WEEKLY;COUNT=1",
        },
    )
    charge = charged(community)
    booking = community.book(community.driver, START)
    taken = {
        "start_date_time": booking["start_date_time"],
        "end_date_time": booking["end_date_time"],
        "charger_ids": [community.charger["charger_id"]],
        "duration_minutes": 60,
    }
    entry = community.driver.create(f"/stations/{community.station['station_id']}/waitlist", taken)
    visit = community.driver.create(f"/chargers/{community.plain['charger_id']}/sessions", {})
    ids = {
        "network_id": network,
        "station_id": community.station["station_id"],
        "charger_id": community.charger["charger_id"],
        "charge_point_id": community.charge_point["charge_point_id"],
        "booking_id": booking["booking_id"],
        "charge_id": charge["charge_id"],
        "entry_id": entry["entry_id"],
        "session_id": visit["session_id"],
        "series_id": series["series_id"],
        "command_id": command["command_id"],
        "rollout_id": rollout["rollout_id"],
        "log_id": log["log_id"],
        "firmware_id": firmware["firmware_id"],
        "invitation_id": invited["results"][0]["invitation_id"],
        "account_id": community.driver.account["account_id"],
        "car_id": car["car_id"],
        "token_uid": token["token_uid"],
        "alarm_id": "01hzzzzzzzzzzzzzzzzzzzzzzy",
        "serial_number": "abc",
        "code": "nobodyhasthiscode",
        "feed": "nobodyhasthisfeed.ics",
        "profile_id": "918273645",
    }
    yield Settled(community, ids)
    for client in clients:
        client.http.close()


def charged(community: Community) -> Any:
    """What the driver owes for a booking that was cancelled late."""
    policy = f"/networks/{community.network['network_id']}/policy"
    fees = {"late_cancel": {"amount": "5.00", "currency": "EUR"}}
    community.owner.patch(policy, {"cancel_until_minutes": 43200, "fees": fees})
    booking = community.book(community.driver, START)
    community.owner.patch(policy, {"cancel_until_minutes": 0, "fees": {}})
    community.driver.post(f"/bookings/{booking['booking_id']}/cancel", {})
    return community.driver.get("/me/charges")["items"][0]


MADE_UP = {
    "network_id": "01hzzzzzzzzzzzzzzzzzzzzzzz",
    "station_id": "01hzzzzzzzzzzzzzzzzzzzzzzz",
    "charger_id": "01hzzzzzzzzzzzzzzzzzzzzzzz-zzzz",
    "charge_point_id": "CP-ZZZZZZZZ",
    "booking_id": "01hzzzzzzzzzzzzzzzzzzzzzzz-zzzz-zzzzzzz",
    "charge_id": "01hzzzzzzzzzzzzzzzzzzzzzzz-zzzz-zzzzzzz-no_show",
    "session_id": "01hzzzzzzzzzzzzzzzzzzzzzzz",
    "series_id": "01hzzzzzzzzzzzzzzzzzzzzzzz",
    "command_id": "01hzzzzzzzzzzzzzzzzzzzzzzz",
    "rollout_id": "01hzzzzzzzzzzzzzzzzzzzzzzz",
    "log_id": "01hzzzzzzzzzzzzzzzzzzzzzzz",
    "firmware_id": "01hzzzzzzzzzzzzzzzzzzzzzzz",
    "invitation_id": "01hzzzzzzzzzzzzzzzzzzzzzzz",
    "account_id": "01hzzzzzzzzzzzzzzzzzzzzzzz",
    "car_id": "01hzzzzzzzzzzzzzzzzzzzzzzz",
    "alarm_id": "01hzzzzzzzzzzzzzzzzzzzzzzz",
    "token_uid": "ZZZZZZZZZZZZ",
    "entry_id": "01hzzzzzzzzzzzzzzzzzzzzzzz-zzzzzzzz",
    "serial_number": "abd",
    "code": "nobodyhasthiscode",
    "feed": "nobodyhasthisfeed.ics",
    "profile_id": "546372819",
}


def test_all_routes_are_walked_with_what_they_take() -> None:
    taking = {named(route) for route in ABOUT_THINGS if "body" in route.hints}

    assert app.app.routes.keys() == {route.path for route in ROUTES}
    assert taking == BODIES.keys()


def test_only_these_are_for_everybody() -> None:
    """One more is a decision: docs/security.md names its door."""
    assert sorted(named(route) for route in ROUTES if route.who is Who.PUBLIC) == [
        "GET /v1/docs",
        "GET /v1/feeds/{feed}",
        "GET /v1/health",
        "GET /v1/notification-events",
        "GET /v1/openapi.json",
        "GET /v1/policy-presets",
        "POST /v1/auth/forgot",
        "POST /v1/auth/login",
        "POST /v1/auth/logout",
        "POST /v1/auth/refresh",
        "POST /v1/auth/resend",
        "POST /v1/auth/reset",
        "POST /v1/auth/signup",
        "POST /v1/auth/verify",
    ]


@pytest.mark.parametrize("route", NOT_PUBLIC, ids=named)
def test_without_an_account_nothing_is_done(settled: Settled, anyone: Any, route: Route) -> None:
    status, code, _ = asked(anyone(), route, settled.ids)

    assert (status, code) == (401, "not_logged_in")


@pytest.mark.parametrize("route", [route for route in ABOUT_THINGS if route.who is Who.ANYONE], ids=named)
def test_what_anyone_may_ask_tells_nothing_of_a_private_network(
    settled: Settled, anyone: Any, route: Route
) -> None:
    client = anyone()

    of_ours, of_nothing = asked(client, route, settled.ids), asked(client, route, MADE_UP)

    assert of_ours == of_nothing
    assert of_ours[:2] == (404, of_ours[1])


def test_to_a_member_of_another_network_our_things_do_not_exist(settled: Settled, somebody: Any) -> None:
    stranger = found(somebody).owner
    before = settled.state()

    answers = {
        named(route): (asked(stranger, route, settled.ids), asked(stranger, route, MADE_UP))
        for route in ABOUT_THINGS
    }

    assert {name: ours for name, (ours, nothing) in answers.items() if ours != nothing} == {}
    assert {name: ours for name, (ours, _) in answers.items() if ours[0] != 404} == {}
    assert settled.state() == before


def test_to_others_lists_show_nothing_of_ours(settled: Settled, somebody: Any) -> None:
    stranger = found(somebody).owner
    lists = [
        stranger.send("GET", path, params=query).text
        for path, query in (
            ("/networks", {}),
            ("/me", {}),
            ("/me/bookings", {}),
            ("/me/charges", {}),
            ("/me/series", {}),
            ("/me/sessions", {}),
            ("/me/waitlist", {}),
            ("/me/offers", {}),
            ("/me/cars", {}),
            ("/me/tokens", {}),
            ("/me/export", {}),
            ("/me/usage", {}),
            ("/me/invitations", {}),
            ("/stations", {"bbox": "7.84,47.99,7.85,48.0", "zoom": "16"}),
            ("/stations", {"bbox": "-180,-85,180,85", "zoom": "0"}),
            ("/availability", NEAR_OURS),
        )
    ]

    ours = [value for name, value in settled.ids.items() if name not in ("code", "feed", "serial_number")]
    assert [value for value in ours for text in lists if value in text] == []


def test_a_member_cannot_do_what_managers_and_owners_do(settled: Settled) -> None:
    member = settled.community.member()
    before = settled.state()
    routes = [route for route in ABOUT_THINGS if route.who in (Who.MANAGER, Who.OWNER)]

    answers = {named(route): asked(member, route, settled.ids) for route in routes}

    assert {name: told for name, told in answers.items() if told[0] not in (403, 404)} == {}
    assert settled.state() == before


def test_a_member_finds_nothing_of_what_is_anothers_alone(settled: Settled) -> None:
    member = settled.community.member()
    mine = (
        "/v1/me/",
        "/v1/offers/",
        "/v1/waitlist/",
        "/v1/bookings/",
        "/v1/series/",
        "/v1/sessions/",
        "/v1/charge-points/",
    )
    routes = [route for route in ABOUT_THINGS if route.who is Who.ACCOUNT and route.path.startswith(mine)]

    answers = {named(route): asked(member, route, settled.ids)[:2] for route in routes}

    assert set(answers.values()) == {(404, "not_found")}


def test_a_member_who_is_blocked_is_a_stranger(settled: Settled) -> None:
    member = settled.community.member()
    account = member.account["account_id"]
    settled.community.owner.patch(
        f"/networks/{settled.ids['network_id']}/members/{account}", {"blocked": True}
    )

    answers = {
        named(route): asked(member, route, settled.ids)[0]
        for route in ABOUT_THINGS
        if route.who in (*NETWORK_WHO, Who.ANYONE)
    }

    assert set(answers.values()) == {404}

"""All that is kept of somebody, and the end of it, on the embedded stack."""

import json
import secrets
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from infra.local.api_client import ApiClient
from infra.local.stack import Stack
from tests.community import PASSWORD, QUARTER, Community, instant, next_quarter
from tests.flows.test_waitlist import until

HOUR = timedelta(hours=1)
RUSH = 6


def lived(community: Community, start: datetime) -> dict[str, str]:
    """The driver has one of everything; the ids of it."""
    driver, owner = community.driver, community.owner
    owner.patch(f"/networks/{community.network['network_id']}/policy", {"max_active": None})
    car = driver.create("/me/cars", {"name": "Zoe", "plate": f"P {secrets.token_hex(4)}"})
    token = driver.create("/me/tokens", {"uid": secrets.token_hex(7), "name": "Key ring"})
    driver.post("/me/feed")
    booking = community.book(driver, start)
    rival = community.member()
    taken = {
        "start_date_time": instant(start + 3 * HOUR),
        "end_date_time": instant(start + 4 * HOUR),
        "charger_ids": [community.charger["charger_id"]],
        "duration_minutes": 60,
    }
    community.book(rival, start + 3 * HOUR)
    entry = driver.create(f"/stations/{community.station['station_id']}/waitlist", taken)
    visit = driver.create(f"/chargers/{community.plain['charger_id']}/sessions", {})
    driver.post(f"/sessions/{visit['session_id']}/stop", {"energy_kwh": 7})
    return {
        "car": car["car_id"],
        "token": token["token_uid"],
        "booking": booking["booking_id"],
        "entry": entry["entry_id"],
        "session": visit["session_id"],
        "email": driver.account["email"],
    }


def exported(client: ApiClient) -> Iterator[dict[str, Any]]:
    cursor: str | None = None
    while True:
        page = client.get("/me/export", **({"cursor": cursor} if cursor else {}))
        yield from page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return


def is_gone(client: ApiClient) -> bool:
    return client.send("GET", "/me").status_code == 401


def test_somebody_takes_their_data_along_and_goes_while_they_book(
    community: Community, anyone: Callable[[], ApiClient], somebody: Callable[..., ApiClient]
) -> None:
    """Of bookings made at the same moment, none is left: what came before is cancelled, the rest refused."""
    driver, owner, start = community.driver, community.owner, next_quarter(5 * HOUR)
    ids = lived(community, start)

    mine, strangers = list(exported(driver)), json.dumps(list(exported(somebody())))
    assert {item["kind"] for item in mine} >= {"account", "car", "token", "feed", "membership", "booking"}
    assert [name for name, value in ids.items() if value not in json.dumps(mine)] == []
    assert [name for name, value in ids.items() if value in strangers] == []
    (month,) = [one for one in driver.get("/me/usage")["months"] if one["sessions"]]
    assert (month["energy_kwh"], month["cost"][0]["currency"]) == (7, "EUR")

    with ThreadPoolExecutor(RUSH + 1) as threads:
        period = [start + 5 * HOUR + number * 2 * QUARTER for number in range(RUSH)]
        path = f"/chargers/{community.charger['charger_id']}/bookings"
        rush = [
            threads.submit(
                driver.send,
                "POST",
                path,
                {"start_date_time": instant(at), "end_date_time": instant(at + 2 * QUARTER)},
            )
            for at in period
        ]
        erased = threads.submit(driver.send, "POST", "/me/erase", {"password": PASSWORD})
    answers = [one.result() for one in rush]

    assert erased.result().status_code == 204
    assert set(Counter(answer.status_code for answer in answers)) <= {201, 404, 409}
    made = [ids["booking"], *(one.json()["booking_id"] for one in answers if one.status_code == 201)]
    shown = [owner.get(f"/bookings/{booking_id}") for booking_id in made]
    assert {(one["state"], one["driver_name"]) for one in shown} == {("CANCELED", None)}
    assert is_gone(driver)
    wrong = {"email": ids["email"], "password": PASSWORD}
    assert anyone().send("POST", "/auth/login", wrong).json()["code"] == "wrong_credentials"
    anew = anyone().sign_up(ids["email"], PASSWORD, "Driver")
    assert {item["kind"] for item in exported(anew)} == {"account"}


def test_an_erasure_whose_request_died_is_finished_by_the_job_of_every_minute(
    stack: Stack, community: Community, somebody: Callable[..., ApiClient]
) -> None:
    driver, owner, start = community.driver, community.owner, next_quarter(5 * HOUR)
    ids = lived(community, start)
    account_id = driver.account["account_id"]
    other = somebody("Host")
    network = other.create("/networks", {"name": "Elsewhere"})
    other.create(f"/networks/{network['network_id']}/invitations", {"emails": [ids["email"]]})

    begun = subprocess.run(
        [sys.executable, "-m", "tests.flows.erasure_begun"],
        input=json.dumps({"account_id": account_id, "email": ids["email"]}),
        env=stack.environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert begun.returncode == 0, begun.stderr
    until(lambda: is_gone(driver))

    assert owner.get(f"/bookings/{ids['booking']}")["state"] == "CANCELED"
    members = owner.get(f"/networks/{community.network['network_id']}/members")["items"]
    assert account_id not in {member["account_id"] for member in members}
    community.owner.create("/me/tokens", {"uid": ids["token"], "name": "Found"})  # it is nobody's

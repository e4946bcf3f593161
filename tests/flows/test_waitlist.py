"""Somebody waits, somebody else gives up a time: it is offered, told, taken, over the whole local stack."""

import json
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from infra.local.api_client import PATIENCE, ApiClient
from infra.local.stack import Stack
from tests.community import Community, instant, next_quarter

HOUR = timedelta(hours=1)


@pytest.fixture
def bob(community: Community) -> ApiClient:
    """A member who can be called."""
    client = community.member("Bob")
    client.account = client.patch("/me", {"phone": f"+49151{secrets.randbelow(10**8):08}"})
    return client


def until(holds: Callable[[], Any]) -> Any:
    """What it returns when that is something; the jobs run every few seconds."""
    deadline = time.monotonic() + 2 * PATIENCE
    while time.monotonic() < deadline:
        if found := holds():
            return found
        time.sleep(0.05)
    raise TimeoutError("it never held")


def waits(client: ApiClient, community: Community, booking: dict[str, Any]) -> dict[str, Any]:
    """For the very time of that booking."""
    wish = {
        "charger_ids": [community.charger["charger_id"]],
        "start_date_time": booking["start_date_time"],
        "end_date_time": booking["end_date_time"],
        "duration_minutes": 60,
    }
    entry: dict[str, Any] = client.create(f"/stations/{community.station['station_id']}/waitlist", wish)
    return entry


def test_what_one_cancels_the_first_who_waits_is_told_of_and_books(
    community: Community, bob: ApiClient
) -> None:
    start = next_quarter(6 * HOUR)
    booking = community.book(community.driver, start)
    first = waits(bob, community, booking)
    cleo = community.member("Cleo")
    second = waits(cleo, community, booking)
    assert [first["state"], first["place"], second["place"]] == ["WAITING", 1, 2]

    community.driver.post(f"/bookings/{booking['booking_id']}/cancel")

    (offer,) = bob.get("/me/offers")["items"]
    assert (offer["entry_id"], offer["start_date_time"]) == (first["entry_id"], instant(start))
    assert cleo.get("/me/offers")["items"] == []
    mail = until(
        lambda: next((m for m in bob.mails(bob.account["email"]) if "held for you" in m["subject"]), None)
    )
    (sms,) = until(lambda: bob.mails(bob.account["phone"]))
    assert "Courtyard, Networked" in mail["text"]
    assert "Your turn! Courtyard Networked" in sms["text"]

    taken = bob.post(f"/offers/{offer['booking_id']}/accept")

    assert (taken["booking_id"], taken["state"], taken["kind"]) == (
        offer["booking_id"],
        "RESERVED",
        "booking",
    )
    assert [b["booking_id"] for b in bob.get("/me/bookings")["items"]] == [offer["booking_id"]]
    assert bob.get("/me/waitlist")["items"] == []
    assert [entry["place"] for entry in cleo.get("/me/waitlist")["items"]] == [1]


def test_a_charger_that_is_repaired_is_offered_by_the_jobs(community: Community, bob: ApiClient) -> None:
    charger = f"/chargers/{community.charger['charger_id']}"
    community.owner.patch(charger, {"in_service": False})
    wish = {"charger_ids": [community.charger["charger_id"]], "duration_minutes": 60}
    entry = bob.create(f"/stations/{community.station['station_id']}/waitlist", wish)
    assert (entry["state"], entry["is_now"], entry["expected_date_time"]) == ("WAITING", True, None)

    community.owner.patch(charger, {"in_service": True})

    (offer,) = until(lambda: bob.get("/me/offers")["items"])
    assert offer["charger_id"] == community.charger["charger_id"]
    (waiting,) = bob.get("/me/waitlist")["items"]
    assert (waiting["offer"], waiting["expected_date_time"]) == (offer, offer["start_date_time"])


def test_many_workers_in_many_processes_make_one_offer_of_one_time(
    stack: Stack, community: Community
) -> None:
    start, charger = next_quarter(6 * HOUR), community.charger["charger_id"]
    community.owner.patch(f"/chargers/{charger}", {"in_service": False})
    members = [community.member(f"Member{number}") for number in range(3)]
    window = {"start_date_time": instant(start), "end_date_time": instant(start + HOUR)}
    for member in members:
        wish = {"charger_ids": [charger], "duration_minutes": 60, **window}
        member.create(f"/stations/{community.station['station_id']}/waitlist", wish)
    community.owner.patch(f"/chargers/{charger}", {"in_service": True})

    def work(_: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tests.flows.moves_at_once"],
            input=json.dumps({"station_id": community.station["station_id"]}),
            env=stack.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    with ThreadPoolExecutor(2) as crowd:
        assert [done.stderr for done in crowd.map(work, range(2)) if done.returncode] == []

    assert [len(member.get("/me/offers")["items"]) for member in members] == [1, 0, 0]
    date = start.astimezone(ZoneInfo("Europe/Berlin")).date().isoformat()
    busy = community.owner.get(f"/chargers/{charger}/day", date=date)["busy"]
    assert [(one["kind"], one["driver_name"]) for one in busy] == [("offer", "Member0")]

"""What is due of bookings, as a charger on a real socket and its driver see it."""

import asyncio
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from tests.community import next_quarter
from tests.flows.test_reservations_ocpp import ReservingCharger
from tests.site import Site

QUARTER = timedelta(minutes=15)


@pytest.fixture
def site(stack, community):
    return Site(stack.ocpp_url, community)


@pytest.fixture
def clock_turned(stack):
    """Works off what is due of a booking at some time."""

    def turned(booking_id: str, now: datetime) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "tests.flows.clock_turned"],
            input=json.dumps({"booking_id": booking_id, "now": now.isoformat()}),
            env=stack.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    return lambda *asked: asyncio.to_thread(turned, *asked)


def agree(site, **rules):
    site.community.owner.patch(f"/networks/{site.community.network['network_id']}/policy", rules)


def test_the_job_of_every_minute_has_the_charger_kept_for_who_booked_it_until_it_is_cancelled(site):
    agree(site, early_start_minutes=120)

    async def story(box):
        await box.boot()
        start = next_quarter(timedelta(minutes=30))
        booking = await asyncio.to_thread(site.community.book, site.community.driver, start)
        action, reserved = await box.next_asked()
        path = f"/bookings/{booking['booking_id']}/cancel"
        await site.api("POST", path, {}, who=site.community.driver)
        return start, action, reserved, await box.next_asked()

    start, action, reserved, cancelled = site.play(story, ReservingCharger)

    assert action == "ReserveNow"
    assert reserved["expiry_date"] == f"{start + 4 * QUARTER:%Y-%m-%dT%H:%M:%SZ}"
    assert reserved["parent_id_tag"]
    assert cancelled == ("CancelReservation", {"reservation_id": reserved["reservation_id"]})


def test_a_booking_that_nobody_comes_to_is_released_and_the_charger_told(site, clock_turned):
    agree(site, noshow_timeout_minutes=15)

    async def story(box):
        await box.boot()
        start = next_quarter(timedelta(hours=3))
        booking = await asyncio.to_thread(site.community.book, site.community.driver, start)
        await clock_turned(booking["booking_id"], start - timedelta(minutes=10))
        reserved = await box.next_asked()
        await clock_turned(booking["booking_id"], start + timedelta(minutes=15))
        return start, booking, reserved, await box.next_asked()

    start, booking, reserved, cancelled = site.play(story, ReservingCharger)

    assert (reserved[0], cancelled[0]) == ("ReserveNow", "CancelReservation")
    assert reserved[1]["reservation_id"] == cancelled[1]["reservation_id"]
    community = site.community
    assert community.driver.get(f"/bookings/{booking['booking_id']}")["state"] == "NO_SHOW"
    assert community.book(community.member("Next"), start)["state"] == "RESERVED"


def test_at_the_end_of_the_longest_time_a_session_is_stopped(site, clock_turned):
    agree(site, max_duration_minutes=30, at_end="stop")

    async def story(box):
        await box.boot()
        started = await box.start(site.token)
        await box.status(1, "Charging")
        (session,) = (await site.api("GET", "/me/sessions", who=site.community.driver))["items"]
        await clock_turned(session["booking_id"], datetime.now(UTC) + timedelta(minutes=36))
        asked = await box.next_asked()
        await box.stop(started.transaction_id, 3000, "Remote")
        return started.transaction_id, session, asked

    transaction_id, session, asked = site.play(story)

    assert asked == ("RemoteStopTransaction", {"transaction_id": transaction_id})
    driver = site.community.driver
    assert driver.get(f"/bookings/{session['booking_id']}")["state"] == "FULFILLED"
    assert driver.get(f"/sessions/{session['session_id']}")["state"] == "COMPLETED"

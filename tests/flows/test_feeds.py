"""A feed over real HTTP, as a calendar reads it."""

import os
from datetime import UTC, timedelta
from pathlib import Path

import httpx
import icalendar

from tests.community import next_quarter


def test_a_calendar_subscribes_and_its_address_is_in_no_log(stack, community):
    start = next_quarter(timedelta(hours=6))
    booking = community.book(community.driver, start)
    feed = community.driver.send("POST", "/me/feed").json()
    of_station = community.owner.send("POST", f"/stations/{community.station['station_id']}/feed").json()

    for url, summary in (
        (feed["url"], "Charging: Courtyard, Networked"),
        (of_station["url"], "Driver: Networked"),
    ):
        first = httpx.get(url.replace("localhost", "127.0.0.1"))
        again = httpx.get(
            url.replace("localhost", "127.0.0.1"), headers={"If-None-Match": first.headers["ETag"]}
        )

        (event,) = icalendar.Calendar.from_ical(first.content).walk("VEVENT")
        assert (first.status_code, first.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        assert str(event["UID"]).startswith(booking["booking_id"])
        assert (event.start.astimezone(UTC), str(event["SUMMARY"])) == (start, summary)
        assert (again.status_code, again.content) == (304, b"")

    community.driver.send("POST", "/me/feed/rotate")
    assert httpx.get(feed["url"].replace("localhost", "127.0.0.1")).status_code == 404
    logs = [
        file.read_text(errors="replace")
        for file in (Path(os.environ["TESTS_OF_THIS_RUN"]) / "logs").iterdir()
    ]
    secrets = [told["url"].rpartition("/")[2].removesuffix(".ics") for told in (feed, of_station)]
    assert logs
    assert [secret for secret in secrets for text in logs if secret in text] == []

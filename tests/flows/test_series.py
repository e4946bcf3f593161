"""A driver books week by week over HTTP, on the embedded stack: what fits, all or nothing, the way back."""

import threading
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.community import Community, instant, next_quarter

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)


def test_mondays_at_eight_as_a_driver_meets_them(community: Community) -> None:
    """Booked with one refused, moved, cancelled; of two who want all or nothing at once, one has it."""
    policy = {"max_active": None, "max_advance_minutes": 366 * 1440}
    community.owner.patch(f"/networks/{community.network['network_id']}/policy", policy)
    start = next_quarter(26 * HOUR)
    there, driver = f"/chargers/{community.charger['charger_id']}/series", community.driver
    other = community.member()
    community.book(other, start + WEEK)

    wish: dict[str, Any] = {
        "start_date_time": instant(start),
        "end_date_time": instant(start + HOUR),
        "rrule": "FREQ=WEEKLY;COUNT=3",
    }
    refused = driver.send("POST", there, wish | {"all_or_none": True})
    assert (refused.status_code, refused.json()["code"]) == (409, "series_refused")
    assert driver.get("/me/bookings")["items"] == []

    series = driver.create(there, wish)
    path = f"/series/{series['series_id']}"
    local = start.astimezone(ZoneInfo(community.station["time_zone"]))
    shown = [booking["start_date_time"] for booking in driver.get("/me/bookings")["items"]]
    assert shown == [booking["start_date_time"] for booking in series["bookings"]]
    assert (len(shown), shown[0]) == (2, instant(start))
    assert [one["violations"][0]["code"] for one in series["refused"]] == ["overlaps"]

    end = f"{local + 2 * HOUR:%H:%M}"
    moved = driver.patch(path, {"from_booking_id": series["bookings"][1]["booking_id"], "end_time": end})
    assert [booking["state"] for booking in moved["changed"]] == ["RESERVED"]
    assert driver.get(path)["bookings"] == [series["bookings"][0], *moved["changed"]]

    given_back = driver.post(f"{path}/cancel", {"reason": "Holidays"})
    assert [booking["state"] for booking in given_back["canceled"]] == ["CANCELED", "CANCELED"]
    assert driver.get("/me/bookings")["items"] == []

    rush = wish | {
        "start_date_time": instant(start + 3 * HOUR),
        "end_date_time": instant(start + 4 * HOUR),
        "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=40",
        "all_or_none": True,
    }
    answers: list[int] = []
    rushing = [
        threading.Thread(target=lambda who=who: answers.append(who.send("POST", there, rush).status_code))  # type: ignore[misc]
        for who in (driver, other)
    ]
    for thread in rushing:
        thread.start()
    for thread in rushing:
        thread.join()
    mine = [len(who.get("/me/bookings", limit=100)["items"]) for who in (driver, other)]

    assert sorted(answers) == [201, 409]
    assert sorted(mine) in ([0, 41], [1, 40])

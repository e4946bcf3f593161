"""Bookings as drivers, owners and integrators meet them: over HTTP on the embedded stack."""

import threading
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from chalicelib.bookings.rules import LONGEST_BOOKING
from tests.community import Community, instant, next_quarter

HOUR = timedelta(hours=1)


def wish(start: datetime, hours: float = 1) -> dict[str, str]:
    return {"start_date_time": instant(start), "end_date_time": instant(start + hours * HOUR)}


def local_date(at: datetime) -> str:
    """The day on the station's calendar."""
    return at.astimezone(ZoneInfo("Europe/Berlin")).date().isoformat()


def answered(client: Any, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
    response: httpx.Response = client.http.request(method, f"/v1{path}", json=body, headers=headers)
    return response


def codes(response: httpx.Response) -> list[str]:
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "booking_refused"
    return [violation["code"] for violation in response.json()["violations"]]


@pytest.fixture
def there(community: Community) -> str:
    return f"/chargers/{community.charger['charger_id']}"


def test_a_booking_is_listed_shown_and_stands_in_the_day(community: Community, there: str) -> None:
    start = next_quarter(3 * HOUR)

    made = community.book(community.driver, start)

    assert made["state"] == "RESERVED"
    assert [made["start_date_time"], made["station_name"]] == [instant(start), "Courtyard"]
    assert community.driver.get(f"/bookings/{made['booking_id']}") == made
    assert [b["booking_id"] for b in community.driver.get("/me/bookings")["items"]] == [made["booking_id"]]
    (busy,) = community.driver.get(f"{there}/day", date=local_date(start))["busy"]
    assert (busy["mine"], busy["booking_id"]) == (True, made["booking_id"])


def test_others_see_that_it_is_taken_owners_see_by_whom(community: Community, there: str) -> None:
    start = next_quarter(3 * HOUR)
    made = community.book(community.driver, start)

    (as_member,) = community.member().get(f"{there}/day", date=local_date(start))["busy"]
    (as_owner,) = community.owner.get(f"{there}/day", date=local_date(start))["busy"]

    assert (as_member["mine"], as_member["booking_id"], as_member["driver_name"]) == (False, None, None)
    assert (as_owner["mine"], as_owner["booking_id"], as_owner["driver_name"]) == (
        False,
        made["booking_id"],
        "Driver",
    )


def test_a_taken_hour_is_refused_and_back_to_back_is_not(community: Community, there: str) -> None:
    start = next_quarter(3 * HOUR)
    community.book(community.driver, start)
    other = community.member()

    refused = answered(other, "POST", f"{there}/bookings", wish(start + HOUR / 2))
    after = answered(other, "POST", f"{there}/bookings", wish(start + HOUR))

    assert (refused.status_code, codes(refused)) == (409, ["overlaps"])
    assert after.status_code == 201


def test_all_reasons_are_told_at_once_with_what_is_allowed(community: Community, there: str) -> None:
    refused = answered(community.driver, "POST", f"{there}/bookings", wish(next_quarter(20 * 24 * HOUR), 5))

    assert codes(refused) == ["too_long", "too_far_ahead"]
    too_long, too_far = refused.json()["violations"]
    assert (too_long["allowed"], too_long["asked"]) == (240, 300)
    assert too_far["passes_at"] < instant(next_quarter(20 * 24 * HOUR))


def test_a_booking_can_be_moved_extended_and_cancelled(community: Community, there: str) -> None:
    start = next_quarter(3 * HOUR)
    made = community.book(community.driver, start)
    path = f"/bookings/{made['booking_id']}"

    moved = answered(community.driver, "PATCH", path, wish(start + HOUR / 2, 2)).json()
    in_its_old_place = answered(community.member(), "POST", f"{there}/bookings", wish(start, 0.5))
    canceled = answered(
        community.driver, "POST", f"{path}/cancel", {"reason": "The car stays at home"}
    ).json()
    again = answered(community.driver, "POST", f"{path}/cancel", {}).json()

    assert moved["end_date_time"] == instant(start + 2.5 * HOUR)
    assert in_its_old_place.status_code == 201
    assert [canceled["state"], again["state"]] == ["CANCELED", "CANCELED"]
    assert [step["reason"] for step in again["history"]] == ["booked", "changed", "The car stays at home"]
    assert community.driver.get("/me/bookings")["items"] == []
    assert [b["booking_id"] for b in community.driver.get("/me/bookings", when="past")["items"]] == [
        made["booking_id"]
    ]
    assert answered(community.member(), "POST", f"{there}/bookings", wish(start + HOUR)).status_code == 201


def test_the_longest_booking_can_be_moved_to_quite_other_days(community: Community, there: str) -> None:
    free = {"policy": {"max_duration_minutes": None, "max_advance_minutes": None}}
    community.owner.patch(f"/networks/{community.network['network_id']}", free)
    start, hours = next_quarter(24 * HOUR), LONGEST_BOOKING / HOUR

    made = community.driver.create(f"{there}/bookings", wish(start, hours))
    later = wish(start + timedelta(days=20), hours)
    moved = community.driver.patch(f"/bookings/{made['booking_id']}", later)

    assert (moved["start_date_time"], moved["end_date_time"]) == tuple(later.values())


def test_a_change_into_anothers_time_changes_nothing(community: Community, there: str) -> None:
    start = next_quarter(3 * HOUR)
    made = community.book(community.driver, start)
    community.book(community.member(), start + HOUR)

    refused = answered(community.driver, "PATCH", f"/bookings/{made['booking_id']}", wish(start, 1.25))

    assert codes(refused) == ["overlaps"]
    assert community.driver.get(f"/bookings/{made['booking_id']}") == made


def test_the_cap_on_active_bookings_frees_with_a_cancellation(community: Community, there: str) -> None:
    start = next_quarter(3 * HOUR)
    first, *_ = [community.book(community.driver, start + number * HOUR) for number in range(3)]

    refused = answered(community.driver, "POST", f"{there}/bookings", wish(start + 5 * HOUR))
    answered(community.driver, "POST", f"/bookings/{first['booking_id']}/cancel", {})
    now_it_can = answered(community.driver, "POST", f"{there}/bookings", wish(start + 5 * HOUR))

    assert codes(refused) == ["too_many_active"]
    assert refused.json()["violations"][0]["passes_at"] == instant(start + HOUR)
    assert now_it_can.status_code == 201


def test_one_idempotency_key_makes_one_booking_and_gives_one_answer(community: Community, there: str) -> None:
    start = next_quarter(3 * HOUR)
    answers: list[httpx.Response] = []

    def ask() -> None:
        body = wish(start)
        answers.append(
            answered(community.driver, "POST", f"{there}/bookings", body, **{"Idempotency-Key": "seven a.m."})
        )

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.text for answer in answers}) == 1
    assert len(community.driver.get("/me/bookings")["items"]) == 1


def test_a_key_belongs_to_one_request(community: Community, there: str) -> None:
    start = next_quarter(3 * HOUR)
    key = {"Idempotency-Key": "once"}

    answered(community.driver, "POST", f"{there}/bookings", wish(start), **key)
    other = answered(community.driver, "POST", f"{there}/bookings", wish(start + 2 * HOUR), **key)

    assert (other.status_code, other.json()["code"]) == (400, "idempotency_key_reused")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "invalid_request"),
        ({"start_date_time": "tomorrow", "end_date_time": "later"}, "invalid_request"),
        (
            {"start_date_time": "2026-06-01T13:00:00", "end_date_time": "2026-06-01T14:00:00"},
            "invalid_request",
        ),
        ({"start_date_time": "2026-06-01T14:00:00Z", "end_date_time": "2026-06-01T13:00:00Z"}, "bad_period"),
    ],
    ids=["nothing", "words", "no zone", "ends before it starts"],
)
def test_what_is_no_period_is_told(community: Community, there: str, body: Any, code: str) -> None:
    refused = answered(community.driver, "POST", f"{there}/bookings", body)

    assert (refused.status_code, refused.json()["code"]) == (400, code)


def test_a_stranger_finds_neither_the_charger_nor_the_booking(community: Community, there: str) -> None:
    made = community.book(community.driver, next_quarter(3 * HOUR))
    stranger = community.newcomer("Stranger")

    answers = [
        answered(stranger, "POST", f"{there}/bookings", wish(next_quarter(5 * HOUR))),
        answered(stranger, "GET", f"/bookings/{made['booking_id']}"),
        answered(stranger, "PATCH", f"/bookings/{made['booking_id']}", wish(next_quarter(5 * HOUR))),
        answered(stranger, "POST", f"/bookings/{made['booking_id']}/cancel", {}),
        answered(community.member(), "GET", f"/bookings/{made['booking_id']}"),
    ]

    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(404, "not_found")] * 5


def test_a_manager_may_cancel_a_members_booking_but_not_move_it(community: Community) -> None:
    made = community.book(community.driver, next_quarter(3 * HOUR))
    path = f"/bookings/{made['booking_id']}"

    moved = answered(community.owner, "PATCH", path, wish(next_quarter(5 * HOUR)))
    canceled = answered(community.owner, "POST", f"{path}/cancel", {"reason": "Works in the yard"})

    assert (moved.status_code, moved.json()["code"]) == (403, "not_yours")
    assert canceled.json()["history"][-1]["reason"] == "Works in the yard"


def test_a_charger_that_is_removed_takes_its_bookings_along(community: Community, there: str) -> None:
    made = community.book(community.driver, next_quarter(3 * HOUR))

    community.owner.delete(there)

    told = community.driver.get(f"/bookings/{made['booking_id']}")
    assert (told["state"], told["history"][-1]["reason"]) == ("CANCELED", "The charger was removed.")


def test_who_left_the_network_can_still_give_a_booking_back(community: Community) -> None:
    made = community.book(community.driver, next_quarter(3 * HOUR))
    account = community.driver.account["account_id"]
    community.driver.delete(f"/networks/{community.network['network_id']}/members/{account}")

    canceled = answered(community.driver, "POST", f"/bookings/{made['booking_id']}/cancel", {})

    assert canceled.json()["state"] == "CANCELED"


def test_a_booking_is_moved_only_from_where_it_was_seen(community: Community) -> None:
    made = community.book(community.driver, next_quarter(3 * HOUR))
    path = f"/bookings/{made['booking_id']}"
    seen = answered(community.driver, "GET", path).headers["ETag"]
    later = wish(next_quarter(5 * HOUR))

    answers = [answered(community.driver, "PATCH", path, later, **{"If-Match": seen}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 412]
    assert answers[1].json()["code"] == "changed_meanwhile"
    assert answers[0].headers["ETag"] == answered(community.driver, "GET", path).headers["ETag"] != seen


def test_a_change_to_nothing_is_no_step_in_its_history(community: Community) -> None:
    made = community.book(community.driver, next_quarter(3 * HOUR))

    same = {name: made[name] for name in ("start_date_time", "end_date_time")}
    for change in ({}, same, {"car_id": None}):
        assert community.driver.patch(f"/bookings/{made['booking_id']}", change) == made


def test_a_change_that_ends_before_it_starts_is_told(community: Community) -> None:
    made = community.book(community.driver, next_quarter(3 * HOUR))

    answer = answered(
        community.driver,
        "PATCH",
        f"/bookings/{made['booking_id']}",
        {"end_date_time": made["start_date_time"]},
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_period")

"""Where a manager approves: who is asked, who may, what becomes of it."""

import pytest

from chalicelib.bookings.store import DynamoBookings
from tests.unit.api.circle import instant


@pytest.fixture(autouse=True)
def approved_by_hand(circle):
    circle.agree(approval="manager", approve_within_minutes=120)


def told(circle, event):
    return [(notice.account_id, notice.facts) for notice in circle.told() if notice.event == event]


def waiting(circle, who):
    found = who.get(f"/networks/{circle.network_id}/pending-bookings")
    assert found.status == 200, found.body
    return [booking["booking_id"] for booking in found.body["items"]]


def test_managers_are_asked_and_the_booking_waits_until_it_lapses(circle):
    asked = circle.booked(circle.bob, 4, 5)

    assert (asked["state"], asked["lapses_at"]) == ("PENDING", "2026-06-01T14:00:00Z")
    assert asked["may_approve"] is False
    ((account, facts),) = told(circle, "booking_asked")
    assert (account, facts["driver_name"]) == ("Ann", "Bob")
    assert facts["approve_until_at"] == "2026-06-01T14:00:00+00:00"
    (shown,) = circle.ann.get(f"/networks/{circle.network_id}/pending-bookings").body["items"]
    assert (shown["booking_id"], shown["driver_name"], shown["may_approve"]) == (
        *(asked["booking_id"], "Bob", True),
    )


def test_every_owner_and_manager_is_asked_and_nobody_else(circle):
    circle.ann.patch(f"/networks/{circle.network_id}/members/Cleo", {"role": "manager"})

    circle.booked(circle.bob, 4, 5)
    circle.booked(circle.cleo, 6, 7)

    assert sorted(account for account, _ in told(circle, "booking_asked")) == ["Ann", "Ann", "Cleo"]


def test_what_is_approved_holds_once(circle):
    asked = circle.booked(circle.bob, 4, 5)
    path = f"/bookings/{asked['booking_id']}/approve"

    first, again = circle.ann.post(path), circle.ann.post(path)

    assert first.body == again.body
    assert (first.body["state"], first.body["lapses_at"]) == ("RESERVED", None)
    assert [step["reason"] for step in first.body["history"]] == ["booked", "approved"]
    assert [account for account, _ in told(circle, "booking_approved")] == ["Bob"]
    assert waiting(circle, circle.ann) == []


def test_what_is_rejected_gives_its_time_back_and_leaves_the_agenda(circle):
    circle.agree(max_active=1)
    asked = circle.booked(circle.bob, 4, 5)
    path = f"/bookings/{asked['booking_id']}/reject"

    first, again = circle.ann.post(path, {"reason": "Works"}), circle.ann.post(path, {"reason": "Again"})

    assert first.body == again.body
    assert (first.body["state"], first.body["history"][-1]["reason"]) == ("REJECTED", "Works")
    ((account, facts),) = told(circle, "booking_rejected")
    assert (account, facts["reason"]) == ("Bob", "Works")
    assert circle.book(circle.cleo, 4, 5).status == 201
    assert circle.book(circle.bob, 5, 6).status == 201


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_what_has_lapsed_is_past_deciding(circle, decision):
    asked = circle.booked(circle.bob, 4, 5)
    circle.world.later(hours=2)

    answer = circle.ann.post(f"/bookings/{asked['booking_id']}/{decision}")

    assert (answer.status, answer.code) == (409, "approval_lapsed")
    assert answer.body["lapsed_at"] == "2026-06-01T14:00:00Z"
    assert waiting(circle, circle.ann) == []


def test_a_moment_before_it_lapses_it_can_be_approved(circle):
    asked = circle.booked(circle.bob, 4, 5)
    circle.world.later(minutes=119)

    assert circle.ann.post(f"/bookings/{asked['booking_id']}/approve").status == 200


@pytest.mark.parametrize(("decision", "then"), [("approve", "reject"), ("reject", "approve")])
def test_a_decision_is_not_turned(circle, decision, then):
    asked = circle.booked(circle.bob, 4, 5)
    path = f"/bookings/{asked['booking_id']}"
    decided = circle.ann.post(f"{path}/{decision}").body

    answer = circle.ann.post(f"{path}/{then}")

    assert (answer.status, answer.code, answer.body["state"]) == (409, "not_pending", decided["state"])


def test_what_its_driver_gave_back_waits_for_nobody(circle):
    asked = circle.booked(circle.bob, 4, 5)
    circle.bob.post(f"/bookings/{asked['booking_id']}/cancel")

    answer = circle.ann.post(f"/bookings/{asked['booking_id']}/approve")

    assert (answer.status, answer.code, answer.body["state"]) == (409, "not_pending", "CANCELED")
    assert waiting(circle, circle.ann) == []


def test_only_managers_decide(circle):
    asked = circle.booked(circle.bob, 4, 5)
    path = f"/bookings/{asked['booking_id']}/approve"

    answers = [who.post(path) for who in (circle.bob, circle.cleo, circle.eve)]

    assert [(answer.status, answer.code) for answer in answers] == [
        (403, "managers_only"),
        (404, "not_found"),
        (404, "not_found"),
    ]
    assert circle.bob.get(f"/networks/{circle.network_id}/pending-bookings").code == "managers_only"
    assert circle.eve.get(f"/networks/{circle.network_id}/pending-bookings").code == "not_found"


def test_a_manager_approves_their_own_and_is_not_told_so(circle):
    asked = circle.booked(circle.ann, 4, 5)

    approved = circle.ann.post(f"/bookings/{asked['booking_id']}/approve").body

    assert asked["may_approve"] is True
    assert circle.ann.get("/me/bookings").body["items"] == [approved]
    assert told(circle, "booking_asked") == told(circle, "booking_approved") == []


def test_a_booking_shows_the_terms_that_it_was_made_under(circle):
    fees = {"no_show": {"amount": "5.00", "currency": "EUR"}}
    circle.agree(approval="automatic", cancel_until_minutes=90, noshow_timeout_minutes=15, fees=fees)
    made = circle.booked(circle.bob, 4, 5)
    circle.agree(cancel_until_minutes=5, fees={})

    kept = circle.bob.get(f"/bookings/{made['booking_id']}").body["terms"]

    assert (kept["cancel_until_minutes"], kept["noshow_timeout_minutes"]) == (90, 15)
    assert kept["fees"]["no_show"] == fees["no_show"]
    assert (kept["at_end"], kept["late_stop_minutes"]) == ("keep", None)


def test_to_ask_once_more_is_to_ask_once(circle):
    asked = circle.booked(circle.bob, 4, 5)

    circle.services.ask_managers(DynamoBookings().booking(asked["booking_id"]), circle.world.now)

    assert len(told(circle, "booking_asked")) == 1


def test_what_has_lapsed_is_in_nobodys_way_worked_off_or_not(circle):
    circle.booked(circle.bob, 4, 5)
    circle.world.later(hours=2)

    terms = circle.cleo.get(
        f"/chargers/{circle.left}/terms?start_date_time={instant(circle.at(2))}"
        f"&end_date_time={instant(circle.at(3))}"
    )

    assert terms.body["wish"] == {"may_book": True, "violations": []}
    assert circle.book(circle.cleo, 2, 3).status == 201

"""Strikes and charges: seen by members and managers, pardoned and waived."""

import pytest

from chalicelib.bookings.store import DynamoBookings

FEES = {"no_show": {"amount": "5.00", "currency": "EUR"}}
STRIKES = {"most": 2, "within_days": 30, "suspend_days": 7}


@pytest.fixture
def missed(circle):
    """Bob does not come, twice; what was due is worked off."""
    circle.agree(noshow_timeout_minutes=15, fees=FEES, strikes=STRIKES)
    made = [circle.booked(circle.bob, start, start + 1)["booking_id"] for start in (1, 3)]
    for booking_id in made:
        circle.world.later(hours=2)
        circle.services.booking_clock.settle(DynamoBookings().booking(booking_id), circle.world.now)
    return made


def mine(circle, who):
    return who.get(f"/networks/{circle.network_id}/standing")


def of_bob(circle, who):
    return who.get(f"/networks/{circle.network_id}/members/Bob/standing")


def pardon(circle, who):
    return who.post(f"/networks/{circle.network_id}/members/Bob/pardon")


def test_strikes_are_seen_by_the_member_and_by_managers(circle, missed):
    record = mine(circle, circle.bob).body

    assert [strike["booking_id"] for strike in record["strikes"]] == missed[::-1]
    assert {strike["why"] for strike in record["strikes"]} == {"no_show"}
    assert (record["counting"], record["allowed"], record["active"]) == (2, 2, 0)
    assert record["suspended_until"] == "2026-06-08T15:15:00Z"
    assert of_bob(circle, circle.ann).body == record
    assert mine(circle, circle.cleo).body["strikes"] == []


def test_who_is_suspended_cannot_book_until_pardoned(circle, missed):
    refused = circle.book(circle.bob, 1, 2)
    pardoned = pardon(circle, circle.ann)
    again = pardon(circle, circle.ann)

    (violation,) = refused.body["violations"]
    assert (violation["code"], violation["rule"]) == ("suspended", "strikes")
    assert violation["passes_at"] == "2026-06-08T15:15:00Z"
    assert (pardoned.body["strikes"], pardoned.body["suspended_until"]) == ([], None)
    assert again.body == pardoned.body
    told = [notice for notice in circle.told() if notice.event == "pardoned"]
    assert [(notice.account_id, notice.facts) for notice in told] == [("Bob", {"network_name": "Ours"})]
    assert circle.book(circle.bob, 1, 2).status == 201


def test_a_pardon_keeps_what_was_booked_and_used(circle, missed):
    circle.agree(strikes=None)
    booked = circle.booked(circle.bob, 1, 2)
    circle.agree(strikes=STRIKES)

    pardon(circle, circle.ann)

    (agenda,) = DynamoBookings().agendas_of("Bob")
    assert [entry.booking_id for entry in agenda.entries] == [booked["booking_id"]]
    assert len(agenda.past) == 2


def test_only_managers_see_and_pardon_others(circle, missed):
    for asked in (of_bob, pardon):
        assert [asked(circle, who).code for who in (circle.bob, circle.cleo, circle.eve)] == [
            *("managers_only", "managers_only", "not_found"),
        ]
    assert circle.ann.get(f"/networks/{circle.network_id}/members/Eve/standing").code == "not_found"
    assert mine(circle, circle.eve).code == "not_found"
    assert len(mine(circle, circle.bob).body["strikes"]) == 2


def test_charges_are_seen_by_the_driver_and_by_managers(circle, missed):
    own = circle.bob.get("/me/charges").body["items"]

    assert [charge["booking_id"] for charge in own] == missed[::-1]
    assert own[0] == {
        "charge_id": f"{missed[1]}-no_show",
        "network_id": circle.network_id,
        "booking_id": missed[1],
        "driver_id": "Bob",
        "driver_name": "Bob",
        "station_name": "Courtyard",
        "charger_name": "Left",
        "reason": "no_show",
        "amount": {"amount": "5.00", "currency": "EUR"},
        "at": "2026-06-01T15:15:00Z",
        "withdrawn_at": None,
    }
    path = f"/networks/{circle.network_id}/charges"
    assert circle.ann.get(path).body["items"] == own
    assert circle.cleo.get("/me/charges").body["items"] == []
    assert [circle.bob.get(path).code, circle.eve.get(path).code] == ["managers_only", "not_found"]


def test_charges_come_by_pages(circle, missed):
    first = circle.bob.get("/me/charges?limit=1").body
    second = circle.bob.get(f"/me/charges?limit=1&cursor={first['next_cursor']}").body

    assert [charge["booking_id"] for charge in first["items"] + second["items"]] == missed[::-1]


def test_a_manager_waives_a_charge_once(circle, missed):
    path = f"/charges/{missed[0]}-no_show/waive"

    first = circle.ann.post(path)
    circle.world.later(hours=1)
    again = circle.ann.post(path)

    assert (first.status, first.body["withdrawn_at"]) == (200, "2026-06-01T16:00:00Z")
    assert again.body == first.body
    assert [charge["withdrawn_at"] is None for charge in circle.bob.get("/me/charges").body["items"]] == [
        *(True, False),
    ]


@pytest.mark.parametrize("charge", ["{}-overstay", "nothing", "{}x-no_show"])
def test_what_is_no_charge_is_not_waived(circle, missed, charge):
    assert circle.ann.post(f"/charges/{charge.format(missed[0])}/waive").code == "not_found"


def test_to_others_than_managers_a_charge_does_not_exist(circle, missed):
    path = f"/charges/{missed[0]}-no_show/waive"

    assert [who.post(path).code for who in (circle.bob, circle.cleo, circle.eve)] == ["not_found"] * 3

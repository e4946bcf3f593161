"""What the page behind a charger's QR code shows: two requests, one of the charger and one of its terms."""

import pytest

from tests.unit.api.circle import Circle, instant


def now_at(circle: Circle, who):
    return who.get(f"/chargers/{circle.left}/terms").body["now"]


def test_a_charger_tells_where_it_is(circle):
    told = circle.bob.get(f"/chargers/{circle.left}").body

    assert (told["name"], told["station_name"], told["network_name"]) == ("Left", "Courtyard", "Ours")
    assert told["address"] == {"line": "", "city": "", "postal_code": "", "country": ""}
    assert (told["latitude"], told["longitude"], told["access_notes"]) == (47.9931, 7.8463, "")
    assert (told["state"], told["tariff"]["price_per_kwh"]) == ("AVAILABLE", "0.30")


@pytest.mark.parametrize(
    ("booked", "free_at"),
    [
        pytest.param([], 0, id="nobody"),
        pytest.param([(0, 1)], 1, id="somebody, for an hour"),
        pytest.param([(0, 1), (1, 2), (3, 4)], 2, id="one after the other"),
        pytest.param([(0, 1), (1.25, 2)], 1, id="the shortest fits between"),
    ],
)
def test_it_tells_when_it_is_free_next(circle, booked, free_at):
    for start, end in booked:
        circle.booked(circle.cleo, start, end)

    assert now_at(circle, circle.bob)["next_free_at"] == instant(circle.at(free_at))


def test_what_is_closed_or_out_of_service_is_not_free(circle):
    circle.ann.patch(f"/chargers/{circle.left}", {"in_service": False})
    out = now_at(circle, circle.bob)
    circle.ann.patch(f"/chargers/{circle.left}", {"in_service": True})
    tuesday = [{"weekday": 2, "from": "08:00", "until": "10:00"}]
    circle.ann.patch(f"/stations/{circle.station['station_id']}", {"opening_hours": tuesday})
    closed = now_at(circle, circle.bob)

    assert (out["may_charge"], out["next_free_at"]) == (False, None)
    assert closed["next_free_at"] == "2026-06-02T06:00:00Z"


def test_a_private_one_is_nothing_to_strangers_and_a_public_one_is_told_to_all(circle):
    assert circle.eve.get(f"/chargers/{circle.left}").status == 404
    circle.ann.patch(f"/networks/{circle.network_id}", {"visibility": "public"})

    nobody = circle.world.person("Nobody")
    anybody = type(nobody)(nobody.world, None, nobody.email)
    told, now = anybody.get(f"/chargers/{circle.left}"), now_at(circle, anybody)

    assert told.status == 200
    assert [found["code"] for found in now["violations"]] == ["not_a_member"]
    assert now["next_free_at"] == instant(circle.at(0))

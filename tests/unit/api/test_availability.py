"""Free times over HTTP: of a charger, of a station, near a place; and how many requests they take."""

from datetime import timedelta

import pytest

from chalicelib.bookings.booking import charger_id_of
from chalicelib.bookings.store import DynamoBookings
from tests.unit.api.circle import CONNECTOR, HERE, TARIFF, instant
from tests.unit.sessions.world import counted

CCS = {"standard": "IEC_62196_T2_COMBO", "max_kw": 150}


def stretch(circle, start, end):
    return circle.time(start, end)


def station(circle, name, latitude=HERE["latitude"], longitude=HERE["longitude"], network=None, **charger):
    """One more station, with one charger; its charger's id."""
    one = {"name": name, "connectors": [CONNECTOR], "tariff": TARIFF} | charger
    place = {"name": name, "latitude": latitude, "longitude": longitude, "chargers": [one]}
    made = circle.ann.post(f"/networks/{network or circle.network_id}/stations", place)
    assert made.status == 201, made.body
    return made.body["chargers"][0]["charger_id"]


def near(circle, who, start=5, minutes=120, **more):
    asked = {
        **HERE,
        "start_date_time": instant(circle.at(start)),
        "duration_minutes": minutes,
        **more,
    }
    answer = who.get("/availability?" + "&".join(f"{name}={value}" for name, value in asked.items()))
    assert answer.status == 200, answer.body
    return answer.body


def test_a_day_shows_what_can_still_be_booked_and_what_is_taken(circle):
    circle.agree(buffer_minutes=30)
    circle.booked(circle.bob, 3, 4)

    shown = circle.cleo.get(f"/chargers/{circle.left}/availability?from=2026-06-01").body

    (day,) = shown["days"]
    assert (shown["grid_minutes"], shown["time_zone"], day["date"]) == (15, "Europe/Berlin", "2026-06-01")
    assert day["free"] == [stretch(circle, 0, 2.5), stretch(circle, 4.5, 10)]
    assert day["busy"] == [stretch(circle, 3, 4.5)]


def test_days_within_hours_and_without_closures(circle):
    hours = [{"weekday": day, "from": "08:00", "until": "20:00"} for day in (1, 2, 3)]
    circle.ann.patch(f"/stations/{circle.station['station_id']}", {"opening_hours": hours})
    circle.agree(closures=[{"first": "2026-06-03", "last": "2026-06-03", "note": "Party"}])

    shown = circle.bob.get(f"/chargers/{circle.left}/availability?from=2026-06-01&days=4").body

    assert [day["free"] for day in shown["days"]] == [
        [stretch(circle, 0, 6)],
        [stretch(circle, 18, 30)],
        [],
        [],
    ]


def test_what_is_over_is_not_free(circle):
    shown = circle.bob.get(f"/chargers/{circle.left}/availability?from=2026-05-30&days=2").body

    assert [day["free"] for day in shown["days"]] == [[], []]


def test_a_stations_day_shows_all_its_chargers(circle):
    circle.booked(circle.bob, 3, 4, circle.right)

    path = f"/stations/{circle.station['station_id']}/availability?date=2026-06-01"
    shown = circle.cleo.get(path).body

    found = {charger["charger_name"]: charger["days"][0]["busy"] for charger in shown["chargers"]}
    assert found == {"Left": [], "Right": [stretch(circle, 3, 4)]}


@pytest.mark.parametrize("days", [1, 31])
def test_a_chargers_days_take_one_request_for_its_sheets(circle, days):
    path = f"/chargers/{circle.left}/availability?from=2026-06-01&days={days}"

    with counted() as requests:
        assert len(circle.bob.get(path).body["days"]) == days

    assert requests == {"reads": 3, "writes": 0, "transactions": 0}


def test_to_strangers_a_private_charger_has_no_days(circle):
    paths = (
        f"/chargers/{circle.left}/availability?from=2026-06-01",
        f"/stations/{circle.station['station_id']}/availability?date=2026-06-01",
    )

    assert [circle.eve.get(path).code for path in paths] == ["not_found", "not_found"]


@pytest.mark.parametrize("query", ["", "from=2026-06-01&days=32", "from=2026-06-01&days=0", "from=soon"])
def test_what_is_no_day_is_told(circle, query):
    answer = circle.bob.get(f"/chargers/{circle.left}/availability?{query}")

    assert (answer.status, answer.code) == (400, "invalid_request")


def test_chargers_near_a_place_nearest_first_with_their_next_free_time(circle):
    circle.booked(circle.cleo, 6, 8)
    far = station(circle, "Far", latitude=48.02)
    station(circle, "Elsewhere", latitude=48.2)

    found = near(circle, circle.bob)

    assert not found["truncated"]
    shown = {one["charger_id"]: one for one in found["items"]}
    assert [one["station_name"] for one in found["items"]] == ["Courtyard", "Courtyard", "Far"]
    assert [(one["is_free"], one["may_book"]) for one in (shown[circle.left], shown[circle.right])] == [
        (False, False),
        (True, True),
    ]
    assert shown[circle.left]["next_free_at"] == instant(circle.at(8))
    assert shown[circle.right]["next_free_at"] == instant(circle.at(5))
    assert shown[circle.right]["tariff"]["price_per_kwh"] == "0.30"
    assert shown[far]["distance_km"] == pytest.approx(2.991, abs=0.01)


def test_only_chargers_that_fit(circle):
    fast = station(circle, "Fast", connectors=[CCS])

    assert [one["charger_id"] for one in near(circle, circle.bob, connector=CCS["standard"])["items"]] == [
        fast
    ]
    assert [one["charger_id"] for one in near(circle, circle.bob, min_kw=50)["items"]] == [fast]
    assert near(circle, circle.bob, min_kw=151)["items"] == []


def test_the_rules_of_each_network_are_told(circle):
    circle.agree(max_active=1)
    circle.booked(circle.bob, 20, 21)
    public = circle.ann.creates(name="Public", visibility="public")["network_id"]
    theirs = station(circle, "Theirs", network=public)

    found = {one["charger_id"]: one for one in near(circle, circle.bob)["items"]}
    of_nobody = [one["charger_id"] for one in near(circle, circle.eve)["items"]]

    assert [why["code"] for why in found[circle.left]["violations"]] == ["too_many_active"]
    assert [why["code"] for why in found[theirs]["violations"]] == ["not_a_member"]
    assert (found[theirs]["is_free"], found[theirs]["may_book"]) == (True, False)
    assert of_nobody == [theirs]


def test_one_network_alone(circle):
    public = circle.ann.creates(name="Public", visibility="public")["network_id"]
    theirs = station(circle, "Theirs", network=public)

    found = near(circle, circle.bob, network_id=public)["items"]
    hidden = circle.eve.get(
        f"/availability?latitude=48&longitude=8&duration_minutes=60&network_id={circle.network_id}"
        f"&start_date_time={instant(circle.at(1))}"
    )

    assert [one["charger_id"] for one in found] == [theirs]
    assert hidden.code == "not_found"


def test_many_stations_take_no_more_requests_than_few(circle):
    with counted() as few:
        near(circle, circle.bob)
    for number in range(12):
        station(circle, f"S{number}", latitude=47.99 + number / 1000)

    with counted() as many:
        found = near(circle, circle.bob)

    assert len(found["items"]) == 14
    assert many["reads"] <= few["reads"] + 1  # two hundred sheets are two requests
    assert (many["writes"], many["transactions"]) == (0, 0)


def test_more_chargers_than_are_looked_at_are_told_of(circle, monkeypatch):
    monkeypatch.setattr("chalicelib.bookings.nearby.MOST_LOOKED_AT", 1)

    found = near(circle, circle.bob)

    assert (len(found["items"]), found["truncated"]) == (1, True)


def nearest(circle, booking):
    return circle.services.nearby.nearest(DynamoBookings().booking(booking["booking_id"]))


def test_who_loses_a_charger_is_sent_to_the_nearest_they_may_book(circle):
    mine = circle.booked(circle.bob, 3, 4)
    other = near(circle, circle.bob, start=3, minutes=60)

    assert [one["may_book"] for one in other["items"]].count(True) == 1
    assert nearest(circle, mine) == ("Courtyard, Right", f"/stations/{circle.station['station_id']}")

    circle.booked(circle.cleo, 3, 4, circle.right)
    assert nearest(circle, mine) == ("", "")

    far = station(circle, "Far", latitude=48.02)
    assert nearest(circle, mine) == ("Far, Far", f"/stations/{charger_id_of(far)}")


def test_the_lost_booking_itself_is_not_counted_against_them(circle):
    circle.agree(max_active=1)
    mine = circle.booked(circle.bob, 3, 4)

    assert nearest(circle, mine)[0] == "Courtyard, Right"


def test_another_kind_of_plug_is_no_help(circle):
    mine = circle.booked(circle.bob, 3, 4)
    circle.booked(circle.cleo, 3, 4, circle.right)
    station(circle, "Fast", connectors=[CCS])

    assert nearest(circle, mine) == ("", "")


def test_the_rest_of_a_time_that_has_begun_is_looked_for(circle):
    mine = circle.booked(circle.bob, 0, 2)
    circle.world.now += timedelta(minutes=50)
    begun = nearest(circle, mine)
    circle.world.now += timedelta(minutes=80)

    assert begun[0] == "Courtyard, Right"
    assert nearest(circle, mine) == ("", "")

"""Feeds over HTTP: who gets an address, what is at its end, and until when."""

from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest

from chalicelib.feeds.items import FeedsItem
from chalicelib.notices.script import MARK
from chalicelib.table import connection
from tests.unit.networks.world import Person, World

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def reader(world: World) -> Any:
    """Reads an address as a calendar does: without an account."""

    def read(url: str, **headers: str) -> Any:
        path = url.removeprefix("http://localhost:8000")
        assert path.startswith("/v1/feeds/")
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return world.client.http.get(path, headers=sent)

    return read


def made(person: Person, path: str = "/me/feed") -> str:
    answer = person.post(path)
    assert answer.status == 200, answer.body
    url: str = answer.body["url"]
    return url


def books(person: Person, station: dict[str, Any], hours: float = 1, charger: int = 0) -> dict[str, Any]:
    """An hour, so many hours from noon."""
    start = NOON + hours * HOUR
    period = {"start_date_time": start.isoformat(), "end_date_time": (start + HOUR).isoformat()}
    answer = person.post(f"/chargers/{station['chargers'][charger]['charger_id']}/bookings", period)
    assert answer.status == 201, answer.body
    booking: dict[str, Any] = answer.body
    return booking


def events(answer: Any) -> dict[str, Any]:
    """The events of a feed, by their bookings' ids."""
    assert answer.status_code == 200, answer.body
    found = icalendar.Calendar.from_ical(answer.body).walk("VEVENT")
    return {str(event["UID"]).partition("@")[0]: event for event in found}


def test_the_address_is_told_once(bob: Person) -> None:
    first, again, shown = bob.post("/me/feed"), bob.post("/me/feed"), bob.get("/me/feed")

    assert first.body["url"].startswith("http://localhost:8000/v1/feeds/")
    assert first.body["webcal_url"] == f"webcal{first.body['url'].removeprefix('http')}"
    assert again.body == shown.body == first.body | {"url": None, "webcal_url": None}


def test_the_secret_is_kept_nowhere(bob: Person, reader: Any, caplog: pytest.LogCaptureFixture) -> None:
    url = made(bob)
    secret = url.rpartition("/")[2].removesuffix(".ics")
    reader(url)
    bob.post("/me/feed/rotate")
    reader(url)

    assert len(secret) == 32
    assert [item for item in FeedsItem.scan() if secret in str(item.attribute_values)] == []
    assert secret not in caplog.text


def test_a_feed_is_a_calendar(bob: Person, station: dict[str, Any], reader: Any) -> None:
    booking = books(bob, station)

    answer = reader(made(bob))

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"].startswith("private")
    event = events(answer)[booking["booking_id"]]
    assert event.start.astimezone(UTC) == NOON + HOUR
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 1)
    assert event["LOCATION"] == "Courtyard"
    assert b"BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n" in answer.body


def test_what_changes_keeps_its_uid_and_what_is_cancelled_stays_for_60_days(
    world: World, bob: Person, station: dict[str, Any], reader: Any
) -> None:
    url, booking = made(bob), books(bob, station)
    path, later = f"/bookings/{booking['booking_id']}", (NOON + 3 * HOUR).isoformat()
    assert bob.patch(path, {"end_date_time": later}).status == 200
    moved = events(reader(url))[booking["booking_id"]]
    assert bob.post(f"{path}/cancel").status == 200
    cancelled = events(reader(url))[booking["booking_id"]]
    world.later(days=60)
    kept = events(reader(url))
    world.later(seconds=1)

    assert (moved["SEQUENCE"], moved["STATUS"], moved.end.astimezone(UTC)) == (
        2,
        "CONFIRMED",
        NOON + 3 * HOUR,
    )
    assert (cancelled["SEQUENCE"], cancelled["STATUS"]) == (3, "CANCELLED")
    assert kept.keys() == {booking["booking_id"]}
    assert events(reader(url)) == {}


def test_what_lapsed_is_not_shown_as_booked(
    world: World, bob: Person, station: dict[str, Any], reader: Any
) -> None:
    url, booking = made(bob), books(bob, station)
    world.later(hours=2)

    event = events(reader(url))[booking["booking_id"]]

    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 2)


def test_what_did_not_change_need_not_be_sent_again(
    world: World, bob: Person, station: dict[str, Any], reader: Any
) -> None:
    books(bob, station)
    url = made(bob)
    etag = reader(url).headers["ETag"]
    world.later(minutes=5)

    same = reader(url, If_None_Match=f'"other", W/{etag}')
    books(bob, station, hours=4)
    other = reader(url, If_None_Match=etag)

    assert (same.status_code, same.body, same.headers["ETag"]) == (304, b"", etag)
    assert other.status_code == 200
    assert other.headers["ETag"] != etag


def test_at_a_rotated_address_there_is_nothing_and_nobody_can_tell_it_from_none(
    bob: Person, reader: Any
) -> None:
    old = made(bob)
    new = bob.post("/me/feed/rotate").body["url"]

    def told(url: str) -> tuple[int, bytes]:
        answer = reader(url)
        return answer.status_code, answer.body

    assert told(old)[0] == 404
    never_made = f"/v1/feeds/{'0' * 32}.ics"
    assert told(old) == told(never_made) == told("/v1/feeds/nothing") == told(new.removesuffix(".ics"))
    assert told(new)[0] == 200


def test_a_removed_feed_is_gone_and_removing_twice_is_as_good_as_once(bob: Person, reader: Any) -> None:
    url = made(bob)

    removed = [bob.delete("/me/feed").status, bob.delete("/me/feed").status]

    assert removed == [204, 204]
    assert reader(url).status_code == 404
    assert bob.get("/me/feed").code == "not_found"
    assert made(bob) != url


def test_a_rotation_makes_one_if_there_is_none(bob: Person, reader: Any) -> None:
    assert reader(bob.post("/me/feed/rotate").body["url"]).status_code == 200


def test_a_driver_reads_their_own_bookings_alone(
    ann: Person, bob: Person, station: dict[str, Any], reader: Any
) -> None:
    mine, hers = books(bob, station), books(ann, station, charger=1)

    assert events(reader(made(bob))).keys() == {mine["booking_id"]}
    assert events(reader(made(ann))).keys() == {hers["booking_id"]}


def test_who_left_still_has_their_bookings_but_is_not_told_where_that_was(
    bob: Person, ann: Person, network: dict[str, Any], station: dict[str, Any], reader: Any
) -> None:
    url, booking = made(bob), books(bob, station)
    assert events(reader(url))[booking["booking_id"]]["GEO"]
    assert ann.delete(f"/networks/{network['network_id']}/members/Bob").status == 204

    event = events(reader(url)).get(booking["booking_id"])

    assert event is not None
    assert "GEO" not in event


def test_a_station_shows_all_its_chargers_with_who_booked_and_what_was_cancelled(
    ann: Person, bob: Person, station: dict[str, Any], reader: Any
) -> None:
    left, right = books(bob, station), books(ann, station, charger=1, hours=48)
    gone = books(bob, station, hours=5)
    bob.post(f"/bookings/{gone['booking_id']}/cancel")

    answer = reader(made(ann, f"/stations/{station['station_id']}/feed"))

    told = {found: (str(event["SUMMARY"]), event["STATUS"]) for found, event in events(answer).items()}
    assert told == {
        left["booking_id"]: ("Bob: Left", "CONFIRMED"),
        right["booking_id"]: ("Ann: Right", "CONFIRMED"),
        gone["booking_id"]: ("Bob: Left", "CANCELLED"),
    }
    assert b"X-WR-CALNAME:PlugNexus: Courtyard\r\n" in answer.body


def test_a_feed_speaks_the_language_of_who_made_it(
    ann: Person, bob: Person, station: dict[str, Any], reader: Any
) -> None:
    assert ann.patch("/me", {"locale": "es"}).status == 200
    assert bob.patch("/me", {"locale": "ar"}).status == 200
    booking = books(bob, station)["booking_id"]

    mine = events(reader(made(bob)))[booking]
    theirs = events(reader(made(ann, f"/stations/{station['station_id']}/feed")))[booking]

    assert str(mine["SUMMARY"]).startswith(f"{MARK}الشحن")
    assert str(theirs["DESCRIPTION"]).startswith("Carga en Courtyard, Left.")


def test_a_station_does_not_show_another_stations_cancellations(
    ann: Person, bob: Person, network: dict[str, Any], station: dict[str, Any], reader: Any
) -> None:
    place = {"name": "Garage", "latitude": 47.9, "longitude": 7.8, "chargers": [{**station["chargers"][0]}]}
    place["chargers"] = [{name: station["chargers"][0][name] for name in ("name", "connectors", "tariff")}]
    other = ann.post(f"/networks/{network['network_id']}/stations", place).body
    bob.post(f"/bookings/{books(bob, station)['booking_id']}/cancel")

    assert events(reader(made(ann, f"/stations/{other['station_id']}/feed"))) == {}


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_a_stations_feed_is_its_managers(bob: Person, station: dict[str, Any], method: str) -> None:
    answer = bob.ask(method, f"/stations/{station['station_id']}/feed")

    assert (answer.status, answer.code) == (403, "managers_only")


def test_a_stations_feed_ends_with_its_makers_role(
    world: World, ann: Person, bob: Person, network: dict[str, Any], station: dict[str, Any], reader: Any
) -> None:
    member = f"/networks/{network['network_id']}/members/Bob"
    assert ann.patch(member, {"role": "manager"}).status == 200
    url = made(bob, f"/stations/{station['station_id']}/feed")
    before = reader(url).status_code
    assert ann.patch(member, {"role": "member"}).status == 200

    assert (before, reader(url).status_code) == (200, 404)
    anns = ann.post(f"/stations/{station['station_id']}/feed/rotate").body["url"]
    assert reader(anns).status_code == 200


def test_a_station_that_is_gone_has_no_feed(ann: Person, station: dict[str, Any], reader: Any) -> None:
    url = made(ann, f"/stations/{station['station_id']}/feed")
    assert ann.delete(f"/stations/{station['station_id']}").status == 204

    assert reader(url).status_code == 404


@pytest.mark.parametrize("bookings", [1, 20])
def test_requests_do_not_grow_with_each_booking(
    ann: Person, station: dict[str, Any], reader: Any, bookings: int
) -> None:
    for number in range(bookings):
        given_back = books(ann, station, hours=1 + number)["booking_id"]
        assert ann.post(f"/bookings/{given_back}/cancel").status == 200
        if number < 2:
            books(ann, station, hours=1 + number, charger=1)
    urls = made(ann), made(ann, f"/stations/{station['station_id']}/feed")
    asked: list[str] = []

    def noted(model: Any, **_: Any) -> None:
        asked.append(model.name)

    events_of = connection().client.meta.events
    events_of.register("before-call.dynamodb", noted)
    counts = []
    for url in urls:
        asked.clear()
        assert reader(url).status_code == 200
        counts.append(len(asked))
    events_of.unregister("before-call.dynamodb", noted)

    of_driver, of_station = counts
    assert of_driver <= 7, counts
    assert of_station <= 12, counts

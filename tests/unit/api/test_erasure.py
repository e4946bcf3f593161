"""The end of an account: what goes, what stays, and that it is finished whoever dies on the way."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends

from chalicelib.accounts.erasing import SWEPT_AFTER, Erasure
from chalicelib.accounts.items import AccountItem
from chalicelib.accounts.passwords import Passwords
from chalicelib.accounts.store import account_key
from chalicelib.bookings.store import DynamoBookings
from chalicelib.jobs import PARTS
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import DomainError, NotLoggedIn, Refused
from chalicelib.kernel.period import Period
from chalicelib.kernel.slices import WHOLE
from infra.tables import TABLES
from tests.unit.api.circle import CONNECTOR, HERE, TARIFF, Circle
from tests.unit.networks.world import Answer, Person
from tests.unit.pretended_aws import REGION

PASSWORD = "correct horse"
BOB = Caller("Bob")
PERSON = ("bob@x.org", "Robert", "+491701234567", "FR B 1", "0A1B2C3D", "argon2id")
"""What tells who Bob is."""
WRITES = ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems")


@pytest.fixture
def lived(circle: Circle) -> Circle:
    """Bob has one of everything. Cleo owns the network too, and waits for what Bob has booked."""
    bob = circle.bob
    with_password(bob)
    bob.patch("/me", {"name": "Robert", "phone": "+491701234567"})
    circle.agree(max_active=None)
    begun = bob.post(f"/chargers/{circle.right}/sessions")
    circle.world.later(minutes=30)
    assert bob.post(f"/sessions/{begun.body['session_id']}/stop", {"energy_kwh": 7}).status == 200
    assert bob.post("/me/cars", {"name": "Zoe", "plate": "FR B 1"}).status == 201
    assert bob.post("/me/tokens", {"uid": "0A1B2C3D", "name": "Key ring"}).status == 201
    assert bob.post("/me/feed").status == 200
    circle.booked(bob, 2, 4)
    other = circle.eve.creates(name="Eve's")
    circle.eve.post(f"/networks/{other['network_id']}/invitations", {"emails": [bob.email]})
    circle.booked(circle.cleo, 2, 4, circle.right)
    assert waits(circle, bob, circle.right).status == 201
    assert waits(circle, circle.cleo, circle.left).status == 201
    return circle


@pytest.fixture
def ready(circle: Circle) -> Circle:
    """Bob has a password, and nothing else."""
    with_password(circle.bob)
    return circle


def with_password(person: Person) -> None:
    hashed = Passwords(memory_kib=64).hashed(PASSWORD)
    AccountItem(*account_key(person.account_id or "")).update([AccountItem.password_hash.set(hashed)])


def waits(circle: Circle, who: Person, charger_id: str) -> Answer:
    wish = circle.time(2, 4) | {"duration_minutes": 120, "charger_ids": [charger_id]}
    return who.post(f"/stations/{circle.station['station_id']}/waitlist", wish)


def erase(who: Person, password: str = PASSWORD) -> Answer:
    return who.post("/me/erase", {"password": password})


def tick(circle: Circle) -> None:
    PARTS["erasures"](circle.services, circle.world.now, WHOLE)


def kept() -> str:
    """Every item of every table."""
    client = boto3.client("dynamodb")
    prefix = AccountItem.Meta.table_name.removesuffix("accounts")
    return json.dumps([client.scan(TableName=prefix + table.area)["Items"] for table in TABLES], default=str)


def coming(who: str = "Bob") -> list[str]:
    """What somebody has still booked."""
    store = DynamoBookings()
    ids = [entry.booking_id for agenda in store.agendas_of(who) for entry in agenda.entries]
    return [one.booking_id for one in store.bookings(ids).values() if one.is_open] if ids else []


def assert_erased(circle: Circle) -> None:
    """Nothing tells who Bob was, and nothing is to come of him."""
    everything = kept()
    assert [word for word in PERSON if word in everything] == []
    assert coming() == []
    services = circle.services
    assert services.tokens.tokens("Bob") == []
    assert services.networks.memberships_of("Bob") == []
    assert services.waitlist_reader.mine(BOB) == []
    assert services.accounts.cars("Bob") == []


def assert_time_is_given_back(circle: Circle) -> None:
    """Cleo, who waits for what Bob had booked, is offered it."""
    places = circle.services.waitlist_reader.mine(Caller("Cleo"))
    assert [place.offer is not None for place in places] == [True]


def test_the_person_goes_with_all_that_is_to_come(lived: Circle) -> None:
    answer = erase(lived.bob)

    assert (answer.status, answer.body) == (204, None)
    assert_erased(lived)
    assert_time_is_given_back(lived)
    assert lived.bob.get("/me").status == 401
    assert erase(lived.bob).code == "not_logged_in"


def test_what_was_stays_without_the_person(lived: Circle) -> None:
    booked = lived.bob.get("/me/bookings").body["items"][0]["booking_id"]
    erase(lived.bob)
    network = f"/networks/{lived.network_id}"

    booking = lived.ann.get(f"/bookings/{booked}").body
    (session,) = lived.ann.get(f"{network}/sessions").body["items"]
    members = lived.ann.get(f"{network}/fairness").body["members"]

    assert (booking["driver_id"], booking["driver_name"], booking["state"]) == ("Bob", None, "CANCELED")
    assert (session["driver_id"], session["driver_name"], session["driver_is_erased"]) == ("Bob", None, True)
    assert (session["energy_kwh"], session["token_uid"]) == (7, None)
    assert {member["account_id"]: member["name"] for member in members}["Bob"] is None
    assert "Bob" not in {one["account_id"] for one in lived.ann.get(f"{network}/members").body["items"]}


def test_a_fee_for_cancelling_late_stays_owed_by_nobody_known(lived: Circle) -> None:
    lived.agree(cancel_until_minutes=600, fees={"late_cancel": {"amount": "2", "currency": "EUR"}})
    lived.booked(lived.bob, 6, 7)

    erase(lived.bob)

    (charge,) = lived.ann.get(f"/networks/{lived.network_id}/charges").body["items"]
    assert (charge["driver_id"], charge["driver_name"], charge["amount"]["amount"]) == ("Bob", None, "2.00")


def test_bookings_that_wait_and_series_are_cancelled_too(lived: Circle) -> None:
    lived.agree(approval="manager")
    lived.booked(lived.bob, 30, 31)
    weekly = lived.time(50, 51) | {"rrule": "FREQ=WEEKLY;COUNT=3"}
    series = lived.bob.post(f"/chargers/{lived.left}/series", weekly).body["series_id"]

    erase(lived.bob)

    assert lived.ann.get(f"/networks/{lived.network_id}/pending-bookings").body["items"] == []
    shown = lived.ann.get(f"/series/{series}").body
    assert (shown["driver_name"], {one["state"] for one in shown["bookings"]}) == (None, {"CANCELED"})


def test_the_address_signs_up_anew_as_a_stranger(lived: Circle) -> None:
    lived.booked(lived.bob, 6, 7)
    erase(lived.bob)

    person = lived.world.person("Bobby")  # opened as a sign-up would, at the address of before
    AccountItem(*account_key("Bobby")).update([AccountItem.email.set("bob@x.org")])

    assert lived.services.erasing.store.erasure("Bob").email is None  # type: ignore[union-attr]
    assert person.get("/me/bookings").body["items"] == person.get("/me/invitations").body["items"] == []
    lived.world.later(minutes=25)
    invited = lived.eve.creates(name="Later")
    lived.eve.post(f"/networks/{invited['network_id']}/invitations", {"emails": ["bob@x.org"]})
    tick(lived)
    assert [one["network_name"] for one in person.get("/me/invitations").body["items"]] == ["Later"]


def test_a_wrong_password_erases_nothing(lived: Circle) -> None:
    before = kept()

    answer = erase(lived.bob, "wrong horse")

    assert (answer.status, answer.code) == (401, "wrong_credentials")
    assert [word for word in PERSON if word in before and word not in kept()] == []
    assert len(coming()) == 1
    assert lived.services.erasing.store.erasure("Bob") is None


def test_who_charges_stops_first(ready: Circle) -> None:
    begun = ready.bob.post(f"/chargers/{ready.right}/sessions").body["session_id"]

    answer = erase(ready.bob)

    assert (answer.status, answer.code) == (409, "session_running")
    assert answer.body["session_ids"] == [begun]
    assert ready.bob.get("/me").body["name"] == "Bob"
    ready.bob.post(f"/sessions/{begun}/stop", {"energy_kwh": 1})
    assert erase(ready.bob).status == 204


def test_who_owns_a_network_alone_hands_it_over_first(ready: Circle) -> None:
    own = ready.bob.creates(name="Bob's")
    ready.cleo.joins(own)

    answer = erase(ready.bob)

    assert (answer.status, answer.code) == (409, "last_owner")
    assert answer.body["networks"] == [{"network_id": own["network_id"], "name": "Bob's"}]
    assert ready.bob.get("/me").body["name"] == "Bob"
    assert ready.bob.post(f"/networks/{own['network_id']}/owner", {"account_id": "Cleo"}).status == 200
    assert erase(ready.bob).status == 204
    assert ready.cleo.get(f"/networks/{own['network_id']}").body["my_role"] == "owner"


def test_a_network_in_which_nothing_is_left_goes_along(ready: Circle) -> None:
    own = ready.bob.creates(name="Bob's")
    network = f"/networks/{own['network_id']}"
    charger = {"name": "A", "connectors": [CONNECTOR], "tariff": TARIFF}
    station = ready.bob.post(f"{network}/stations", {"name": "Yard", "chargers": [charger]} | HERE)
    assert station.status == 201, station.body

    assert erase(ready.bob).code == "last_owner"
    assert ready.bob.delete(f"/stations/{station.body['station_id']}").status == 204
    assert erase(ready.bob).status == 204

    joined = ready.cleo.post("/networks/join", {"code": own["join_code"]["code"]})
    assert joined.status in (404, 409)
    assert ready.cleo.get(network).status == 404


def test_one_of_two_owners_goes_and_the_other_cannot(ready: Circle) -> None:
    network = f"/networks/{ready.network_id}"
    with_password(ready.ann)
    assert ready.ann.patch(f"{network}/members/Bob", {"role": "owner"}).status == 200

    assert erase(ready.bob).status == 204

    assert erase(ready.ann).code == "last_owner"
    assert ready.ann.delete(f"{network}/members/Ann").code == "last_owner"


def test_of_two_owners_who_go_at_once_one_stays(ready: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    with_password(ready.ann)
    ready.ann.patch(f"/networks/{ready.network_id}/members/Bob", {"role": "owner"})
    service = ready.services.erasing
    begin = service.store.begin
    met: list[int] = []

    def beside(*asked: Any) -> frozenset[str]:
        if not met:
            met.append(1)
            service.erase(Caller("Ann"), PASSWORD, "192.0.2.1")
        return begin(*asked)

    monkeypatch.setattr(service.store, "begin", beside)
    with pytest.raises(Refused) as told:
        service.erase(BOB, PASSWORD, "192.0.2.1")

    assert told.value.code == "last_owner"
    assert ready.bob.get("/me").body["name"] == "Bob"
    assert ready.ann.get("/me").status == 401


def test_an_access_token_that_is_still_out_makes_nothing_that_lasts(lived: Circle) -> None:
    erase(lived.bob)
    code = lived.network["join_code"]["code"]

    assert lived.bob.post("/networks", {"name": "Mine"}).status == 401
    assert lived.bob.post("/networks/join", {"code": code}).status == 404
    assert lived.book(lived.bob, 5, 6).status == 404
    assert lived.bob.post("/me/cars", {"plate": "FR B 1"}).status == 404
    assert lived.bob.post("/me/tokens", {"uid": "0A1B2C3D"}).status == 201
    lived.bob.post("/me/feed")
    lived.world.now += SWEPT_AFTER - timedelta(seconds=1)
    tick(lived)
    assert "0A1B2C3D" in kept()
    lived.world.later(seconds=1)
    tick(lived)

    assert_erased(lived)
    assert lived.services.erasing.store.due(lived.world.now + timedelta(days=9)) == []


class Died(BaseException):
    """The worker is gone: nothing of it catches this."""


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Any]:
    """`dying(n)`: whoever makes the n-th write to DynamoDB from now on dies when it has been answered."""
    call = BaseClient._make_api_call  # noqa: SLF001 - every client goes through it
    left: list[int] = []

    def watched(client: Any, operation: str, params: Any) -> Any:
        answer = call(client, operation, params)
        if left and operation in WRITES:
            left[0] -= 1
            if left[0] == 0:
                left.clear()
                raise Died
        return answer

    monkeypatch.setattr(BaseClient, "_make_api_call", watched)

    def dies_at(number: int) -> None:
        left[:] = [number]

    return dies_at


@pytest.fixture
def again(lived: Circle) -> Callable[[], None]:
    """Puts everything back to where it was."""
    tables = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables
    before, now = {name: deepcopy(table.items) for name, table in tables.items()}, lived.world.now

    def back() -> None:
        for name, table in tables.items():
            table.items = deepcopy(before[name])
        lived.world.now = now

    return back


def test_whoever_dies_after_any_write_is_made_up_for(
    lived: Circle, again: Callable[[], None], dying: Callable[[int], None]
) -> None:
    service, deaths = lived.services.erasing, 0
    for number in range(1, 200):
        again()
        dying(number)
        try:
            service.erase(BOB, PASSWORD, "192.0.2.1")
        except Died:
            deaths += 1
        else:
            break
        dying(0)
        begun = service.store.erasure("Bob")
        if begun is None or number % 2:  # asked for again; or left to the job of the minute
            try:
                service.erase(BOB, PASSWORD, "192.0.2.1")
            except NotLoggedIn:
                assert begun is not None
                assert begun.email is None
        else:
            lived.world.later(minutes=2)
            tick(lived)
        PARTS["waitlist"](lived.services, lived.world.now, WHOLE)
        assert_erased(lived)
        assert_time_is_given_back(lived)

    assert deaths > 15
    assert_erased(lived)


def test_the_job_of_the_minute_goes_on_when_a_step_works_again(lived: Circle) -> None:
    service = lived.services.erasing

    def breaks(_: Erasure) -> None:
        raise ZeroDivisionError

    broken = replace(service, steps=dict(service.steps) | {"tokens": breaks})

    with pytest.raises(ZeroDivisionError):
        broken.erase(BOB, PASSWORD, "192.0.2.1")
    tick(lived)  # the request may still be at work
    assert "Robert" in kept()
    lived.world.later(minutes=1)
    broken.tick(lived.world.now)
    assert "Robert" in kept()
    service.tick(lived.world.now)

    assert_erased(lived)


def test_a_booking_made_in_the_same_moment_is_before_the_end_or_not_at_all(
    lived: Circle, again: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of book and erase, each is brought to a stop before any of its transactions, and the other goes by."""

    def book() -> None:
        lived.services.bookings.book(lived.left, BOB, Period(lived.at(6), lived.at(7)))

    def go() -> None:
        lived.services.erasing.erase(BOB, PASSWORD, "192.0.2.1")

    commit, refused = DynamoBookings.commit, set()
    for first, second in ((book, go), (go, book)):
        for stop in range(4):
            again()
            met: list[int] = []

            def beside(
                store: Any, *parts: Any, met: Any = met, second: Any = second, stop: int = stop
            ) -> None:
                met.append(1)
                if len(met) == stop + 1:
                    attempted(second)
                commit(store, *parts)

            def attempted(do: Callable[[], None]) -> None:
                try:
                    do()
                except DomainError as error:
                    refused.add(error.code)

            with monkeypatch.context() as patch:
                patch.setattr(DynamoBookings, "commit", beside)
                attempted(first)
            if len(met) <= stop:
                break  # it has no such transaction
            assert_erased(lived)

    assert "booking_refused" in refused

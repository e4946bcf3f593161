"""An intent to erase an account, where accounts are kept."""

from datetime import timedelta

import pytest

from chalicelib.accounts.erasing import LEASE, Erasure
from chalicelib.accounts.erasure_store import MOST_WRITES, DynamoErasures
from chalicelib.accounts.items import CarItem
from chalicelib.kernel.errors import Forbidden, NotLoggedIn
from chalicelib.table import put
from tests.unit.accounts.conftest import PASSWORD, World

EMAIL = "ann@x.example"


@pytest.fixture
def erasure(world: World) -> Erasure:
    """Ann has asked for it, and is still there."""
    account = world.joins(EMAIL).account
    asked = Erasure(account.account_id, EMAIL, world.now, world.now + LEASE)
    assert DynamoErasures().begin(asked, []) == frozenset()
    return asked


def test_all_logins_end_with_the_intent(world: World) -> None:
    login = world.joins(EMAIL)
    asked = Erasure(login.account.account_id, EMAIL, world.now, world.now + LEASE)

    DynamoErasures().begin(asked, [])

    with pytest.raises(NotLoggedIn, match="over"):
        world.log_in.refresh(login.refresh_token)


def test_an_intent_is_kept_once_and_of_an_account_alone(world: World, erasure: Erasure) -> None:
    store = DynamoErasures()
    nobodys = Erasure("nobody", "nobody@x.example", world.now, world.now)

    assert store.begin(erasure, []) == {"erasure"}
    assert store.begin(nobodys, []) == {"account"}
    assert store.erasure(erasure.account_id) == erasure
    assert store.erasure("nobody") is None


def test_it_is_due_when_its_request_has_had_its_time_and_when_it_is_swept(
    world: World, erasure: Erasure
) -> None:
    store, second = DynamoErasures(), timedelta(seconds=1)

    assert store.due(erasure.due_at - second) == []
    assert store.due(erasure.due_at) == [erasure]
    store.forget_person(erasure)
    assert store.due(erasure.swept_at - second) == []
    (left,) = store.due(erasure.swept_at)
    assert left.email is None
    store.end(left)
    assert store.due(erasure.swept_at) == []


def test_once_the_person_is_gone_the_address_is_nobody_s_and_then_its_next_owner_s(
    world: World, erasure: Erasure
) -> None:
    store = DynamoErasures()

    store.forget_person(erasure)
    with pytest.raises(NotLoggedIn):
        world.log_in.log_in(EMAIL, PASSWORD, "192.0.2.1")
    anew = world.joins(EMAIL).account
    store.forget_person(erasure)

    assert anew.account_id != erasure.account_id
    assert world.log_in.log_in(EMAIL, PASSWORD, "192.0.2.1").account == anew


def test_a_second_sign_up_of_the_address_goes_with_the_person(world: World, erasure: Erasure) -> None:
    world.signs_up(EMAIL, "another horse")

    DynamoErasures().forget_person(erasure)

    with pytest.raises(NotLoggedIn):
        world.log_in.log_in(EMAIL, "another horse", "192.0.2.1")
    world.signs_up(EMAIL)
    with pytest.raises(Forbidden):
        world.log_in.log_in(EMAIL, PASSWORD, "192.0.2.1")


def test_more_is_given_up_than_a_transaction_takes(world: World) -> None:
    account = world.joins(EMAIL).account
    asked = Erasure(account.account_id, EMAIL, world.now, world.now + LEASE)
    writes = [
        put("car", CarItem(f"ACCOUNT#{n}", "CAR#1", connectors=[], version=1)) for n in range(2 * MOST_WRITES)
    ]

    assert DynamoErasures().begin(asked, writes) == frozenset()

    assert DynamoErasures().erasure(account.account_id) == asked
    assert len(list(CarItem.batch_get([(f"ACCOUNT#{n}", "CAR#1") for n in range(2 * MOST_WRITES)]))) == 200

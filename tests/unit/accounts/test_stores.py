"""What the stores promise on their own, whatever the services in front of them check already."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts.codes import MOST_TRIES, Code, Purpose
from chalicelib.accounts.credentials import Credentials, SignUp
from chalicelib.accounts.rules import Account

ANN = "ann@x.org"


@pytest.fixture
def store(world):
    return world.log_in.store


@pytest.fixture
def code(world):
    return Code(ANN, Purpose.VERIFY, "digest", "k1", world.now + timedelta(minutes=15), "192.0.2.1")


def wishes(world, store, code, account_id):
    """A sign-up with its code, and the account that it is to become."""
    store.add_sign_up(SignUp(ANN, "Ann", f"hash of {account_id}", "en", "UTC"), code)
    return Credentials(Account(account_id, ANN, "Ann", world.now), f"hash of {account_id}", epoch=1)


def test_an_address_belongs_to_one_account_even_with_a_sign_up_and_a_code_of_its_own(world, store, code):
    first = wishes(world, store, code, "a1")
    assert store.open_account(first, code)

    assert not store.open_account(wishes(world, store, code, "a2"), code)
    assert store.known(ANN).credentials == first
    assert store.credentials("a2") is None


def test_an_account_opens_only_from_the_sign_up_and_the_code_that_wait(world, store, code):
    earlier = wishes(world, store, code, "a1")
    newest = wishes(world, store, code, "a2")

    assert not store.open_account(earlier, code)
    assert not store.open_account(newest, replace(code, digest="another"))
    assert store.open_account(newest, code)


def test_a_code_is_read_no_oftener_than_it_may_be_tried(store, code):
    store.put_code(code)

    tries = [store.try_code(ANN, Purpose.VERIFY) for _ in range(MOST_TRIES + 1)]
    assert [found and found.tries for found in tries] == [1, 2, 3, 4, 5, None]
    assert store.try_code(ANN, Purpose.RESET) is None


def test_a_code_sets_a_password_once(world, store, code):
    store.open_account(wishes(world, store, code, "a1"), code)
    reset = replace(code, purpose=Purpose.RESET)
    store.put_code(reset)

    assert [store.set_password("a1", "new", reset), store.set_password("a1", "newer", reset)] == [True, False]
    assert (store.credentials("a1").password_hash, store.credentials("a1").epoch) == ("new", 2)


def test_a_rehash_never_undoes_a_change(world, store, code):
    store.open_account(wishes(world, store, code, "a1"), code)
    store.set_password("a1", "changed", None)
    store.save_hash("a1", "hash of a1", "the same, hashed anew")

    assert store.credentials("a1").password_hash == "changed"

from dataclasses import replace
from decimal import Decimal

import pytest

from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Changed, NotFound, NotLoggedIn, Refused, Stale

FIELDS = {
    "name": "Zoe",
    "battery_kwh": Decimal("52.5"),
    "connectors": ("IEC_62196_T2",),
    "max_ac_kw": Decimal(22),
}


@pytest.fixture
def ann(world):
    return Caller(world.joins("ann@x.org").account.account_id)


def test_a_changed_profile_is_kept_and_nothing_else_of_it_moves(world, ann):
    before = world.accounts.mine(ann)
    world.accounts.change_profile(
        ann, {"phone": "+491701234567", "notifications": {"soon": ("email",)}}, None
    )
    world.accounts.change_profile(ann, {"name": "Anna"}, 2)
    after = world.accounts.mine(ann)

    assert (after.name, after.phone, after.notifications) == ("Anna", "+491701234567", {"soon": ("email",)})
    assert (after.email, after.created_at, after.version) == (before.email, before.created_at, 3)
    assert world.accounts.change_profile(ann, {"phone": None}, None).phone is None
    assert world.accounts.mine(ann).phone is None


def test_who_saw_an_older_version_changes_nothing(world, ann):
    world.accounts.change_profile(ann, {"name": "Anna"}, 1)

    with pytest.raises(Changed):
        world.accounts.change_profile(ann, {"name": "Hanna"}, 1)
    assert world.accounts.mine(ann).name == "Anna"


def test_of_two_who_change_the_same_version_one_is_stale(world, ann):
    seen = world.accounts.mine(ann)
    world.accounts.change_profile(ann, {"name": "Anna"}, None)

    with pytest.raises(Stale):
        world.accounts.store.save(replace(seen, name="Hanna", version=2))


def test_accounts_are_found_many_at_once_and_those_that_are_not_are_left_out(world):
    ids = [world.joins(f"n{number}@x.org").account.account_id for number in range(3)]

    found = world.accounts.accounts_of([*ids, ids[0], "nobody"])

    assert {account_id: account.email for account_id, account in found.items()} == {
        account_id: f"n{number}@x.org" for number, account_id in enumerate(ids)
    }
    assert world.accounts.accounts_of([]) == {}


def test_an_account_that_is_no_more_is_not_found_by_others_and_not_logged_in_itself(world):
    with pytest.raises(NotFound):
        world.accounts.account("nobody")
    with pytest.raises(NotLoggedIn):
        world.accounts.mine(Caller("nobody"))


def test_a_car_is_kept_changed_and_removed(world, ann):
    car = world.accounts.add_car(ann.account_id, FIELDS)
    assert world.accounts.car(ann.account_id, car.car_id) == car
    assert (car.battery_kwh, car.connectors, car.max_dc_kw) == (Decimal("52.5"), ("IEC_62196_T2",), None)

    changed = world.accounts.change_car(ann.account_id, car.car_id, {"plate": "X 1"}, 1)
    assert world.accounts.cars(ann.account_id) == [changed]

    world.accounts.remove_car(ann.account_id, car.car_id)
    assert world.accounts.cars(ann.account_id) == []
    with pytest.raises(NotFound):
        world.accounts.remove_car(ann.account_id, car.car_id)


def test_anothers_car_is_not_there(world, ann):
    car_id = world.accounts.add_car(ann.account_id, FIELDS).car_id
    bob = world.joins("bob@x.org").account.account_id

    for ask in (
        lambda: world.accounts.car(bob, car_id),
        lambda: world.accounts.change_car(bob, car_id, {}, None),
        lambda: world.accounts.remove_car(bob, car_id),
    ):
        with pytest.raises(NotFound):
            ask()
    assert len(world.accounts.cars(ann.account_id)) == 1


def test_fifty_cars_fit_and_a_removed_one_makes_room(world, ann):
    cars = [world.accounts.add_car(ann.account_id, {}) for _ in range(50)]
    with pytest.raises(Refused) as refusal:
        world.accounts.add_car(ann.account_id, {})
    assert refusal.value.code == "too_many_cars"

    world.accounts.remove_car(ann.account_id, cars[0].car_id)
    world.accounts.add_car(ann.account_id, {})
    assert len(world.accounts.cars(ann.account_id)) == 50

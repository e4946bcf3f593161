"""Who says last: nearer places, and what is said of a class."""

import pytest
from hypothesis import given

from chalicelib.policies.resolving import at_place, resolved
from chalicelib.policies.rules import Policy
from tests.unit.policies.strategies import overrides, policies


def said(most, **classes):
    return ({} if most is None else {"max_active": most}) | (
        {"classes": {name: {"max_active": value} for name, value in classes.items()}} if classes else {}
    )


@pytest.mark.parametrize(
    ("network", "station", "charger", "member_class", "most"),
    [
        pytest.param(said(1), {}, {}, None, 1, id="the network alone"),
        pytest.param(said(1), said(2), {}, None, 2, id="the station before its network"),
        pytest.param(said(1), said(2), said(3), None, 3, id="the charger before its station"),
        pytest.param(said(1), {}, said(3), None, 3, id="the charger before its network"),
        pytest.param(said(1, a=9), said(2), said(3), "a", 9, id="a class before all, however far"),
        pytest.param(said(1, a=9), said(2), said(3), None, 3, id="not for those of no class"),
        pytest.param(said(1, a=9), said(2), said(3), "b", 3, id="not for those of another class"),
        pytest.param(said(1, a=9), said(2, a=8), said(3), "a", 8, id="the nearer class"),
        pytest.param(said(1, a=9), said(2, a=8), said(3, a=7), "a", 7, id="the nearest class"),
        pytest.param(said(1), said(None, a=8), {}, "a", 8, id="a class of the station alone"),
        pytest.param(said(1, a=9), said(None, b=8), {}, "a", 9, id="another class of the station"),
    ],
)
def test_who_says_last(network, station, charger, member_class, most):
    policy = resolved(Policy(**network), station, charger, member_class=member_class)

    assert policy.max_active == most
    assert policy.classes == {}


def test_no_limit_is_said_like_any_limit():
    assert resolved(Policy(max_active=1), {"max_active": None}).max_active is None


def test_a_class_keeps_farther_rules_that_nearer_ones_do_not_touch():
    network = Policy(classes={"a": {"max_active": 9, "walk_up": False}})

    policy = resolved(network, {"classes": {"a": {"max_active": 1}}}, member_class="a")

    assert (policy.max_active, policy.walk_up) == (1, False)


@given(policies, overrides, overrides)
def test_places_add_up_one_by_one(network, station, charger):
    assert at_place(network, station, charger) == at_place(at_place(network, station), charger)


@given(policies)
def test_where_nothing_is_said_the_network_holds(network):
    assert at_place(network, {}, {}) == network

"""Which rules hold for one member at one charger."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.bookings.terms import LONGEST_WALK_UP, BookingTerms, terms_of
from chalicelib.networks.rules import Membership, Role, Standing
from chalicelib.policies.rules import Policy
from tests.unit.bookings.scenes import CHARGER, NETWORK, NOON

HOUR = timedelta(hours=1)
POLICY = Policy(
    max_active=3,
    max_advance=7 * 24 * HOUR,
    classes={"residents": {"max_active": 5, "max_advance": 30 * 24 * HOUR}, "guests": {"walk_up": False}},
)


def found(member_class=None, station=None, charger=None):
    membership = Membership("n1", "ann", Role.MEMBER, NOON, member_class=member_class)
    standing = Standing(replace(NETWORK, policy=POLICY), membership)
    return terms_of(standing, replace(CHARGER, station_policy=station or {}, policy=charger or {}))


@pytest.mark.parametrize(
    ("member_class", "station", "charger", "expected"),
    [
        pytest.param(None, {}, {}, 3, id="the network's"),
        pytest.param("residents", {}, {}, 5, id="the class's"),
        pytest.param("guests", {}, {}, 3, id="a class that says nothing of it"),
        pytest.param("nobody knows", {}, {}, 3, id="a class that nothing is said of"),
        pytest.param(None, {"max_active": 2}, {}, 2, id="the station's"),
        pytest.param(None, {"max_active": 2}, {"max_active": 1}, 1, id="the charger's, nearer"),
        pytest.param(
            "residents", {"max_active": 2}, {"max_active": 1}, 5, id="a class beats what all are told"
        ),
        pytest.param(
            "residents", {"classes": {"residents": {"max_active": 9}}}, {}, 9, id="the class's at the station"
        ),
        pytest.param(None, {"max_active": None}, {}, None, id="no limit is said too"),
    ],
)
def test_the_nearest_and_the_classes_word_holds(member_class, station, charger, expected):
    assert found(member_class, station, charger).policy.max_active == expected


def test_what_a_nearer_place_says_of_a_class_leaves_the_rest_of_it():
    terms = found("residents", {"classes": {"residents": {"max_active": 9}}})

    assert (terms.policy.max_active, terms.policy.max_advance) == (9, 30 * 24 * HOUR)


def test_terms_have_a_class_and_no_classes():
    terms = found("guests")

    assert (terms.member_class, terms.is_member, terms.policy.walk_up) == ("guests", True, False)
    assert terms.policy.classes == {}


def test_who_is_no_member_has_the_terms_of_no_class():
    stranger = terms_of(Standing(replace(NETWORK, policy=POLICY), None), CHARGER)

    assert (stranger.is_member, stranger.member_class, stranger.policy.max_active) == (False, None, 3)


@pytest.mark.parametrize(
    ("longest", "expected"), [(2 * HOUR, 2 * HOUR), (None, LONGEST_WALK_UP), (48 * HOUR, LONGEST_WALK_UP)]
)
def test_how_long_one_may_charge_unbooked(longest, expected):
    assert BookingTerms(Policy(max_duration=longest)).longest_walk_up == expected


@pytest.mark.parametrize(
    ("early", "expected"), [(HOUR, HOUR), (timedelta(0), timedelta(0)), (None, LONGEST_WALK_UP)]
)
def test_how_early_one_may_begin(early, expected):
    assert BookingTerms(Policy(early_start=early)).earliest == expected

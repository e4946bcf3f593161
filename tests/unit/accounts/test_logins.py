from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.accounts.logins import GRACE, LASTS, begun, knows, login_id_of, new_token, refreshed

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
FIRST = begun("l1", "ann", 1, "a", NOON)


def test_each_token_brings_forth_the_next():
    second = refreshed(FIRST, "a", "b", NOON)
    third = refreshed(second, "b", "c", NOON)

    assert knows(third, "c", NOON)
    assert third.version == 3


@pytest.mark.parametrize(
    ("used", "after", "lives"),
    [
        pytest.param("b", timedelta(), True, id="the newest"),
        pytest.param("b", LASTS - INSTANT, True, id="the newest, just in time"),
        pytest.param("b", LASTS, False, id="the newest, too late"),
        pytest.param("a", GRACE, True, id="its predecessor, while the answer may have been lost"),
        pytest.param("a", GRACE + INSTANT, False, id="its predecessor, later"),
        pytest.param("z", timedelta(), False, id="made up"),
    ],
)
def test_a_token_keeps_its_family_alive(used, after, lives):
    family = refreshed(FIRST, "a", "b", NOON)

    assert (refreshed(family, used, "new", NOON + after) is not None) is lives


def test_the_grandparent_ends_the_family_even_within_the_grace():
    family = refreshed(refreshed(FIRST, "a", "b", NOON), "b", "c", NOON)

    assert refreshed(family, "a", "x", NOON) is None


def test_both_answers_to_a_repeated_refresh_are_good_until_one_is_used():
    family = refreshed(refreshed(FIRST, "a", "b", NOON), "a", "b2", NOON)

    used_b = refreshed(family, "b", "c", NOON + timedelta(hours=1))
    used_b2 = refreshed(family, "b2", "c", NOON + timedelta(hours=1))

    assert used_b is not None
    assert used_b2 is not None
    assert refreshed(used_b, "b2", "x", NOON + timedelta(hours=1) + GRACE + INSTANT) is None


def test_using_the_grace_does_not_prolong_it():
    family = refreshed(FIRST, "a", "b", NOON)
    again = refreshed(family, "a", "b2", NOON + GRACE)

    assert refreshed(again, "a", "b3", NOON + GRACE + INSTANT) is None


@given(
    st.lists(
        st.tuples(st.sampled_from(["thief", "driver"]), st.integers(11, 86_400)), min_size=2, max_size=20
    )
)
def test_a_stolen_token_never_serves_both_for_longer_than_the_grace(turns):
    family, now, held = FIRST, NOON, {"thief": "a", "driver": "a"}
    used_by = set()
    for number, (who, seconds) in enumerate(turns):
        now += timedelta(seconds=seconds)
        family = refreshed(family, held[who], f"t{number}", now)
        if family is None:
            break
        held[who] = f"t{number}"
        used_by.add(who)

    assert used_by != {"thief", "driver"}


def test_a_token_names_its_family_and_no_two_are_alike():
    one, other = new_token("l1"), new_token("l1")

    assert login_id_of(one) == login_id_of(other) == "l1"
    assert one != other
    assert len(one) > 40

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.accounts.login_store import DynamoCounters
from chalicelib.accounts.throttle import Count, Limit, attempt, source_of
from chalicelib.kernel.errors import TooMany

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
THREE = Limit("three", 3)
INSTANT = timedelta(microseconds=1)


@pytest.fixture
def counters(aws):
    return DynamoCounters()


def used_up(counters, count):
    for _ in range(count.limit.most):
        attempt(counters, [count])


def test_the_last_attempt_allowed_passes_and_the_next_is_told_how_long_to_wait(counters):
    used_up(counters, Count(THREE, "ann", NOON))

    with pytest.raises(TooMany) as refusal:
        attempt(counters, [Count(THREE, "ann", NOON + timedelta(minutes=14, seconds=30))])

    assert refusal.value.code == "too_many_attempts"
    assert refusal.value.facts == {"retry_after_seconds": 30}


@pytest.mark.parametrize(
    ("count", "passes"),
    [
        pytest.param(Count(THREE, "ann", NOON + timedelta(minutes=15) - INSTANT), False, id="same window"),
        pytest.param(Count(THREE, "ann", NOON + timedelta(minutes=15)), True, id="next window"),
        pytest.param(Count(THREE, "bob", NOON), True, id="somebody else"),
        pytest.param(Count(Limit("four", 3), "ann", NOON), True, id="something else"),
    ],
)
def test_a_used_up_limit_binds_its_subject_in_its_window(counters, count, passes):
    used_up(counters, Count(THREE, "ann", NOON))

    assert counters.add(count) is passes


def test_what_is_taken_back_can_be_tried_again_but_never_more_than_that(counters):
    count = Count(THREE, "ann", NOON)
    counters.take_back(count)
    used_up(counters, count)
    counters.take_back(count)

    assert [counters.add(count), counters.add(count)] == [True, False]


@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - bounds are naive
def test_an_attempt_lies_in_its_window(at):
    count = Count(THREE, "ann", at)

    assert timedelta() < count.ends_at - at <= THREE.window
    assert Count(THREE, "ann", count.ends_at - INSTANT).key == count.key
    assert Count(THREE, "ann", count.ends_at).key != count.key


def test_a_counter_does_not_show_whom_it_counts():
    assert "ann" not in Count(THREE, "ann@x.org", NOON).key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("192.0.2.1", "192.0.2.1", True, id="one IPv4 address"),
        pytest.param("192.0.2.1", "192.0.2.2", False, id="two IPv4 addresses"),
        pytest.param("2001:db8::1", "2001:db8::ffff:1", True, id="two addresses of one IPv6 subscriber"),
        pytest.param("2001:db8::1", "2001:db8:0:1::1", False, id="two IPv6 subscribers"),
    ],
)
def test_who_asks_is_told_by_network_address(one, other, same):
    assert (source_of(one) == source_of(other)) is same

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.accounts.codes import GOOD_FOR, Code, Purpose, digest, is_right, six_digits

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
KEY = b"k" * 32
RIGHT = digest(KEY, Purpose.VERIFY, "ann@x.org", "123456")
SENT_AT_NOON = Code("ann@x.org", Purpose.VERIFY, RIGHT, "k1", NOON + GOOD_FOR, "192.0.2.1", tries=1)
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("given", "now", "tries", "right"),
    [
        pytest.param("123456", NOON, 1, True, id="at once"),
        pytest.param("123457", NOON, 1, False, id="wrong"),
        pytest.param("123456", NOON + GOOD_FOR - INSTANT, 1, True, id="just in time"),
        pytest.param("123456", NOON + GOOD_FOR, 1, False, id="too late"),
        pytest.param("123456", NOON, 5, True, id="after four wrong ones"),
        pytest.param("123456", NOON, 6, False, id="after five wrong ones"),
    ],
)
def test_a_code_is_right(given, now, tries, right):
    guess = digest(KEY, Purpose.VERIFY, "ann@x.org", given)

    assert is_right(replace(SENT_AT_NOON, tries=tries), guess, now) is right


@pytest.mark.parametrize(
    ("key", "purpose", "email"),
    [
        pytest.param(b"j" * 32, Purpose.VERIFY, "ann@x.org", id="another key"),
        pytest.param(KEY, Purpose.RESET, "ann@x.org", id="another purpose"),
        pytest.param(KEY, Purpose.VERIFY, "bob@x.org", id="another address"),
    ],
)
def test_the_same_digits_mean_nothing_elsewhere(key, purpose, email):
    assert digest(key, purpose, email, "123456") != RIGHT


def test_codes_have_six_digits_and_differ():
    codes = {six_digits() for _ in range(200)}

    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len(codes) > 190

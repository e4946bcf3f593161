import base64
import json
from datetime import UTC, datetime, timedelta

import jwt
import pytest

from chalicelib.accounts.access_tokens import ALGORITHM, AUDIENCE, LASTS, AccessTokens
from chalicelib.accounts.signing_keys import SigningKeys
from chalicelib.kernel.errors import NotLoggedIn

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Vault:
    """A secret that can be changed, and a clock that can be turned."""

    def __init__(self):
        self.now, self.fetched = NOON, 0
        self.rotate("old", "old")

    def rotate(self, current, *kids):
        keys = {kid: base64.b64encode(kid.ljust(32).encode()).decode() for kid in kids}
        self.secret = json.dumps({"current": current, "keys": keys})

    def fetch(self):
        self.fetched += 1
        return self.secret

    def clock(self):
        return self.now


@pytest.fixture
def vault():
    return Vault()


@pytest.fixture
def keys(vault):
    return SigningKeys(vault.fetch, vault.clock)


@pytest.fixture
def tokens(vault, keys):
    return AccessTokens(keys, "plugnexus-test", vault.clock)


def refused(tokens, token):
    with pytest.raises(NotLoggedIn) as refusal:
        tokens.caller_of(token)
    return refusal.value.code == "not_logged_in"


def test_a_token_tells_who_it_was_issued_to(tokens):
    assert tokens.caller_of(tokens.issue("ann")).account_id == "ann"


def test_a_token_is_good_for_a_quarter_of_an_hour(vault, tokens):
    token = tokens.issue("ann")

    vault.now = NOON + LASTS - SECOND
    assert tokens.caller_of(token).account_id == "ann"
    vault.now = NOON + LASTS
    assert refused(tokens, token)


GOOD = {"sub": "ann", "iat": NOON, "exp": NOON + LASTS, "iss": "plugnexus-test", "aud": AUDIENCE}
KEY = b"old".ljust(32)


@pytest.mark.parametrize(
    ("claims", "key", "algorithm", "headers"),
    [
        pytest.param(GOOD, b"x" * 32, ALGORITHM, {"kid": "old"}, id="another's signature"),
        pytest.param(GOOD, KEY, ALGORITHM, {"kid": "new"}, id="an unknown key"),
        pytest.param(GOOD, KEY, ALGORITHM, {}, id="no key named"),
        pytest.param(GOOD, None, "none", {"kid": "old"}, id="unsigned"),
        pytest.param(GOOD | {"iss": "plugnexus-prod"}, KEY, ALGORITHM, {"kid": "old"}, id="another stage's"),
        pytest.param(GOOD | {"aud": "else"}, KEY, ALGORITHM, {"kid": "old"}, id="for something else"),
        pytest.param(
            {name: GOOD[name] for name in GOOD if name != "exp"},
            KEY,
            ALGORITHM,
            {"kid": "old"},
            id="without end",
        ),
    ],
)
def test_what_we_did_not_issue_is_refused(tokens, claims, key, algorithm, headers):
    assert refused(tokens, jwt.encode(claims, key, algorithm, headers=headers))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "\u00e9.\u00e9.\u00e9"])
def test_what_is_no_token_is_refused(tokens, token):
    assert refused(tokens, token)


def test_after_a_rotation_old_tokens_still_verify_and_new_ones_are_known_everywhere_at_once(vault, keys):
    here = AccessTokens(keys, "plugnexus-test", vault.clock)
    before = here.issue("ann")
    vault.rotate("new", "old", "new")
    elsewhere = AccessTokens(SigningKeys(vault.fetch, vault.clock), "plugnexus-test", vault.clock)
    after = elsewhere.issue("bob")
    vault.now += timedelta(minutes=1)

    assert here.caller_of(after).account_id == "bob"
    assert here.caller_of(before).account_id == "ann"
    assert jwt.get_unverified_header(here.issue("ann"))["kid"] == "new"


def test_unknown_keys_are_asked_for_once_a_minute_at_most(vault, keys):
    keys.current()
    for _ in range(100):
        assert keys.key("made up") is None
    assert vault.fetched == 1

    vault.now += timedelta(minutes=1)
    for _ in range(100):
        assert keys.key("made up") is None
    assert vault.fetched == 2


def test_known_keys_are_kept_for_five_minutes(vault, keys):
    keys.current()
    vault.now += timedelta(minutes=5) - SECOND
    keys.current()
    assert vault.fetched == 1

    vault.now += SECOND
    keys.current()
    assert vault.fetched == 2

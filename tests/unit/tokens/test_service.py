from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.kernel.errors import Changed, Invalid, NotFound, Refused
from chalicelib.table import look
from chalicelib.tokens.rules import TokenType
from chalicelib.tokens.service import TokenService
from chalicelib.tokens.store import DynamoTokens

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def tokens(aws):
    return TokenService(DynamoTokens(), lambda: NOON)


def test_a_token_is_found_however_a_reader_writes_its_uid(tokens):
    token = tokens.add("ann", " 04a2b3c4 ", "Card")

    assert tokens.find("04A2b3C4") == token
    assert (token.uid, token.account_id, token.type, token.blocked) == (
        "04A2B3C4",
        "ann",
        TokenType.RFID,
        False,
    )


@pytest.mark.parametrize("uid", ["04a2b3c4", " 04 A2 B3 C4\n", "04A2B3C4\0\0", "04A2\tb3c4"])
def test_a_reader_may_write_blanks_and_fill_up_with_nul(tokens, uid):
    token = tokens.add("ann", "04A2B3C4", "Card")

    assert tokens.find(uid) == token
    assert look(DynamoTokens.presented(uid)) == (token,)


@pytest.mark.parametrize("uid", ["04A2B3C5", "", "x", "\u00e9" * 8, "04/A2/B3"])
def test_a_uid_that_nobody_has_finds_nothing(tokens, uid):
    assert tokens.find(uid) is None
    assert look(DynamoTokens.presented(uid)) == (None,)


@pytest.mark.parametrize("who", ["bob", "ann"])
def test_a_uid_belongs_to_one_account_once(tokens, who):
    tokens.add("ann", "04A2B3C4", "Card")

    with pytest.raises(Refused) as refusal:
        tokens.add(who, "04a2b3c4", "Card")
    assert refusal.value.code == "token_taken"
    assert tokens.find("04A2B3C4").account_id == "ann"


def test_of_many_who_add_the_same_uid_at_once_one_has_it(tokens):
    def add(who):
        try:
            return tokens.add(who, "04A2B3C4", "").account_id
        except Refused as refusal:
            return refusal.code

    with ThreadPoolExecutor(6) as threads:
        outcomes = list(threads.map(add, [f"n{number}" for number in range(6)]))

    assert outcomes.count("token_taken") == 5
    assert tokens.find("04A2B3C4").account_id in outcomes
    assert sum(len(tokens.tokens(f"n{number}")) for number in range(6)) == 1


def test_the_apps_token_is_made_once_however_many_ask_at_once(tokens):
    with ThreadPoolExecutor(6) as threads:
        made = set(threads.map(lambda _: tokens.app_token("ann"), range(6)))

    assert len(made) == 1
    (token,) = made
    assert tokens.app_token("ann") == token == tokens.find(token.uid)
    assert tokens.tokens("ann") == [token]
    assert tokens.app_token("bob").uid != token.uid


def test_a_second_token_for_the_app_is_not_kept(tokens):
    first = tokens.app_token("ann")
    second = replace(first, uid="APPSECOND")

    assert not tokens.store.add_app_token(second)
    assert tokens.app_token("ann") == first
    assert tokens.find("APPSECOND") is None


def test_a_blocked_token_is_still_known(tokens):
    tokens.add("ann", "04A2B3C4", "Card")
    tokens.change("ann", "04a2b3c4", {"blocked": True}, 1)

    found = tokens.find("04A2B3C4")
    assert (found.blocked, found.name, found.version) == (True, "Card", 2)
    with pytest.raises(Changed):
        tokens.change("ann", "04A2B3C4", {"blocked": False}, 1)


def test_a_removed_token_is_free_for_anyone(tokens):
    tokens.add("ann", "04A2B3C4", "Card")
    tokens.remove("ann", "04a2b3c4")

    assert tokens.find("04A2B3C4") is None
    assert tokens.tokens("ann") == []
    assert tokens.add("bob", "04A2B3C4", "").account_id == "bob"


def test_anothers_token_is_not_there(tokens):
    tokens.add("ann", "04A2B3C4", "Card")

    with pytest.raises(NotFound):
        tokens.change("bob", "04A2B3C4", {"blocked": True}, None)
    with pytest.raises(NotFound):
        tokens.remove("bob", "04A2B3C4")
    assert not tokens.find("04A2B3C4").blocked


def test_the_apps_token_can_be_blocked_but_not_removed(tokens):
    uid = tokens.app_token("ann").uid
    tokens.change("ann", uid, {"blocked": True}, None)

    with pytest.raises(Refused) as refusal:
        tokens.remove("ann", uid)
    assert refusal.value.code == "app_token_stays"
    assert tokens.app_token("ann").blocked


def test_fifty_tokens_fit_besides_the_apps_and_a_removed_one_makes_room(tokens):
    tokens.app_token("ann")
    for number in range(50):
        tokens.add("ann", f"0000{number:04}", "")
    with pytest.raises(Refused) as refusal:
        tokens.add("ann", "ONEMORE", "")
    assert refusal.value.code == "too_many_tokens"
    assert tokens.find("ONEMORE") is None

    tokens.remove("ann", "00000000")
    tokens.add("ann", "ONEMORE", "")
    assert len(tokens.tokens("ann")) == 51


def test_a_bad_uid_is_told(tokens):
    with pytest.raises(Invalid):
        tokens.add("ann", "x", "")


def test_a_token_is_good_until_it_expires(tokens):
    tokens.add("ann", "04A2B3C4", "Card", NOON)
    found = tokens.find("04A2B3C4")

    assert [found.is_usable(at) for at in (NOON - timedelta(seconds=1), NOON)] == [True, False]
    tokens.change("ann", "04A2B3C4", {"expires_at": None}, None)
    assert tokens.find("04A2B3C4").is_usable(NOON)


def test_the_apps_token_has_no_end(tokens):
    uid = tokens.app_token("ann").uid

    with pytest.raises(Refused) as refusal:
        tokens.change("ann", uid, {"expires_at": NOON}, None)
    assert refusal.value.code == "app_token_stays"

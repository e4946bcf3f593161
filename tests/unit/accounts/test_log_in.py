from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.accounts.passwords import Passwords
from chalicelib.kernel.errors import NotLoggedIn, TooMany

ANN = "ann@x.org"
HERE = "192.0.2.1"
PASSWORD = "correct horse"


@pytest.fixture
def ann(world):
    return world.joins(ANN)


def fails(world, email=ANN, source=HERE):
    with pytest.raises(NotLoggedIn) as refusal:
        world.log_in.log_in(email, "wrong horse", source)
    return refusal.value.code


def is_over(world, token):
    try:
        world.log_in.refresh(token)
    except NotLoggedIn as refusal:
        return refusal.code == "refresh_refused"
    return False


@pytest.mark.parametrize("email", [ANN, "nobody@x.org"])
def test_the_eleventh_guess_in_a_window_is_not_even_looked_at(world, ann, email):
    for _ in range(10):
        assert fails(world, email) == "wrong_credentials"

    with pytest.raises(TooMany) as refusal:
        world.log_in.log_in(email, PASSWORD, "192.0.2.2")
    assert refusal.value.facts == {"retry_after_seconds": 900}


@pytest.mark.parametrize("email", [ANN, "nobody@x.org", "waiting@x.org"])
def test_every_guess_costs_one_hash_whomever_it_is_at(world, ann, email, monkeypatch):
    world.signs_up("waiting@x.org")
    looked_at = []
    is_right = Passwords.is_right
    monkeypatch.setattr(Passwords, "is_right", lambda *given: looked_at.append(given) or is_right(*given))

    assert fails(world, email) == "wrong_credentials"
    assert len(looked_at) == 1


def test_when_the_window_is_over_one_may_log_in_again(world, ann):
    for _ in range(10):
        fails(world)
    world.later(minutes=15)

    assert world.log_in.log_in(ANN, PASSWORD, HERE).account == ann.account


def test_a_right_login_takes_back_itself_and_no_guess(world, ann):
    for _ in range(9):
        fails(world)
    for _ in range(3):
        world.log_in.log_in(ANN, PASSWORD, HERE)
    fails(world)

    with pytest.raises(TooMany):
        world.log_in.log_in(ANN, PASSWORD, HERE)


def test_fifty_guesses_come_from_one_source_in_a_window_whomever_they_are_at(world, ann):
    for number in range(50):
        fails(world, f"n{number}@x.org")

    with pytest.raises(TooMany):
        world.log_in.log_in(ANN, PASSWORD, HERE)
    assert world.log_in.log_in(ANN, PASSWORD, "192.0.2.2").account == ann.account


def test_a_password_hashed_with_old_parameters_is_hashed_anew_at_login(world, ann):
    world.log_in.passwords = stronger = Passwords(memory_kib=128)
    world.log_in.log_in(ANN, PASSWORD, HERE)

    kept = world.log_in.store.credentials(ann.account.account_id).password_hash
    assert not stronger.is_outdated(kept)
    assert stronger.is_right(kept, PASSWORD)


def test_a_refresh_gives_new_tokens_for_the_same_account(world, ann):
    fresh = world.log_in.refresh(ann.refresh_token)

    assert fresh.account == ann.account
    assert fresh.refresh_token != ann.refresh_token
    assert world.accounts.caller_of(fresh.access_token).account_id == ann.account.account_id


def test_a_token_used_twice_ends_its_login_and_no_other(world, ann):
    phone = world.log_in.log_in(ANN, PASSWORD, HERE)
    fresh = world.log_in.refresh(ann.refresh_token)
    world.later(seconds=11)

    assert is_over(world, ann.refresh_token)
    assert is_over(world, fresh.refresh_token)
    assert not is_over(world, phone.refresh_token)


def test_a_driver_whose_answer_was_lost_is_not_logged_out(world, ann):
    world.log_in.refresh(ann.refresh_token)
    world.later(seconds=10)
    second = world.log_in.refresh(ann.refresh_token)
    world.later(days=1)

    assert not is_over(world, second.refresh_token)


def test_eight_tabs_that_refresh_at_once_all_stay_logged_in(world, ann):
    with ThreadPoolExecutor(8) as threads:
        fresh = list(threads.map(lambda _: world.log_in.refresh(ann.refresh_token), range(8)))
    tokens = {tab.refresh_token for tab in fresh}

    assert len(tokens) == 8
    assert not any(is_over(world, token) for token in tokens)


@pytest.mark.parametrize(("days", "over"), [(29.9, False), (30, True)])
def test_a_login_not_used_for_thirty_days_is_over(world, ann, days, over):
    world.later(days=days)

    assert is_over(world, ann.refresh_token) is over


@pytest.mark.parametrize("token", ["", "made.up", "id0001", "\u00e9"])
def test_what_is_no_refresh_token_is_refused(world, ann, token):
    assert is_over(world, token)


def test_logging_out_ends_this_login_only(world, ann):
    phone = world.log_in.log_in(ANN, PASSWORD, HERE)
    world.log_in.log_out(ann.refresh_token, everywhere=False)
    world.log_in.log_out(ann.refresh_token, everywhere=False)

    assert is_over(world, ann.refresh_token)
    assert not is_over(world, phone.refresh_token)


def test_logging_out_everywhere_ends_all_logins_of_the_account_only(world, ann):
    phone, bob = world.log_in.log_in(ANN, PASSWORD, HERE), world.joins("bob@x.org")
    world.log_in.log_out(phone.refresh_token, everywhere=True)

    assert is_over(world, ann.refresh_token)
    assert is_over(world, phone.refresh_token)
    assert not is_over(world, bob.refresh_token)
    assert not is_over(world, world.log_in.log_in(ANN, PASSWORD, HERE).refresh_token)


def test_who_cannot_prove_a_login_ends_none(world, ann):
    made_up = f"{ann.refresh_token.partition('.')[0]}.made-up"
    world.log_in.log_out(None, everywhere=False)
    world.log_in.log_out(made_up, everywhere=False)
    with pytest.raises(NotLoggedIn):
        world.log_in.log_out(made_up, everywhere=True)

    assert not is_over(world, ann.refresh_token)


def test_a_reset_sets_the_password_once_and_ends_all_logins(world, ann):
    world.passwords.forgot(ANN, HERE)
    code = world.last_code()
    world.passwords.reset(ANN, code, "another horse", HERE)

    assert is_over(world, ann.refresh_token)
    assert fails_with(world, PASSWORD)
    world.log_in.log_in(ANN, "another horse", HERE)
    with pytest.raises(Exception, match="no longer, good"):
        world.passwords.reset(ANN, code, "third horse", HERE)


def test_a_code_to_verify_does_not_reset(world, ann):
    code = world.signs_up("bob@x.org")

    with pytest.raises(Exception, match="no longer, good"):
        world.passwords.reset("bob@x.org", code, "another horse", HERE)


def test_forgetting_an_address_that_is_not_registered_writes_to_it_too(world):
    world.passwords.forgot("nobody@x.org", HERE)

    assert world.templates() == ["not_registered"]


def test_changing_the_password_takes_the_old_one_and_ends_all_logins(world, ann):
    with pytest.raises(NotLoggedIn):
        world.passwords.change(ann.account.account_id, "wrong horse", "another horse", HERE)
    assert not is_over(world, (fresh := world.log_in.refresh(ann.refresh_token)).refresh_token)

    world.passwords.change(ann.account.account_id, PASSWORD, "another horse", HERE)

    assert is_over(world, fresh.refresh_token)
    world.log_in.log_in(ANN, "another horse", HERE)


def test_the_old_password_is_guessed_at_no_oftener_than_at_login(world, ann):
    for _ in range(10):
        with pytest.raises(NotLoggedIn):
            world.passwords.change(ann.account.account_id, "wrong horse", "another horse", HERE)

    with pytest.raises(TooMany):
        world.passwords.change(ann.account.account_id, PASSWORD, "another horse", HERE)


def fails_with(world, password):
    with pytest.raises(NotLoggedIn):
        world.log_in.log_in(ANN, password, HERE)
    return True

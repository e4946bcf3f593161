from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.kernel.errors import DomainError, Forbidden, Invalid, NotLoggedIn, TooMany

ANN = "ann@x.org"
HERE = "192.0.2.1"


def outcome(ask):
    try:
        ask()
    except DomainError as refusal:
        return refusal.code
    return "done"


def test_a_verified_sign_up_is_an_account_and_logged_in(world):
    code = world.signs_up(ANN)
    logged_in = world.sign_up.verify(ANN, code, HERE)

    assert (logged_in.account.email, logged_in.account.name) == (ANN, "Ann")
    assert world.accounts.caller_of(logged_in.access_token).account_id == logged_in.account.account_id
    assert world.log_in.log_in(ANN, "correct horse", HERE).account == logged_in.account


def test_before_it_is_verified_only_who_knows_the_password_is_told_so(world):
    world.signs_up(ANN)

    with pytest.raises(Forbidden) as to_ann:
        world.log_in.log_in(ANN, "correct horse", HERE)
    with pytest.raises(NotLoggedIn) as to_others:
        world.log_in.log_in(ANN, "wrong horse", HERE)
    assert (to_ann.value.code, to_others.value.code) == ("email_not_verified", "wrong_credentials")


def test_signing_up_again_with_a_registered_address_changes_nothing_but_the_mail(world):
    account = world.joins(ANN).account
    world.signs_up(ANN, "another horse")

    assert world.templates() == ["verify_code", "already_registered"]
    assert world.log_in.log_in(ANN, "correct horse", HERE).account == account
    with pytest.raises(NotLoggedIn):
        world.log_in.log_in(ANN, "another horse", HERE)


def test_a_code_belongs_to_the_sign_up_that_it_was_sent_for(world):
    first = world.signs_up(ANN, "a stranger's wish")
    second = world.signs_up(ANN, "correct horse")

    assert outcome(lambda: world.sign_up.verify(ANN, first, HERE)) == "wrong_code"
    world.sign_up.verify(ANN, second, HERE)
    assert outcome(lambda: world.log_in.log_in(ANN, "a stranger's wish", HERE)) == "wrong_credentials"


def test_a_new_code_voids_the_one_before_it_and_opens_the_same_sign_up(world):
    world.signs_up(ANN)
    world.sign_up.resend(ANN, HERE)

    assert world.sign_up.verify(ANN, world.last_code(), HERE).account.name == "Ann"


def test_asking_again_without_a_sign_up_writes_a_mail_that_helps(world):
    world.sign_up.resend("nobody@x.org", HERE)
    world.joins(ANN)
    world.sign_up.resend(ANN, HERE)

    assert world.templates() == ["not_registered", "verify_code", "already_registered"]


@pytest.mark.parametrize(("wrong", "then"), [(4, "done"), (5, "wrong_code")])
def test_a_code_takes_five_wrong_tries(world, other_than, wrong, then):
    code = world.signs_up(ANN)
    for _ in range(wrong):
        assert outcome(lambda: world.sign_up.verify(ANN, other_than(code), HERE)) == "wrong_code"

    assert outcome(lambda: world.sign_up.verify(ANN, code, HERE)) == then


@pytest.mark.parametrize(("minutes", "then"), [(14.9, "done"), (15, "wrong_code")])
def test_a_code_is_good_for_a_quarter_of_an_hour(world, minutes, then):
    code = world.signs_up(ANN)
    world.later(minutes=minutes)

    assert outcome(lambda: world.sign_up.verify(ANN, code, HERE)) == then


def test_of_many_who_enter_the_same_code_one_opens_the_account(world):
    code = world.signs_up(ANN)
    with ThreadPoolExecutor(5) as threads:
        outcomes = list(
            threads.map(lambda _: outcome(lambda: world.sign_up.verify(ANN, code, HERE)), range(5))
        )

    assert sorted(outcomes) == ["done", *["wrong_code"] * 4]


def test_five_mails_in_a_window_go_to_one_address_whether_registered_or_not(world):
    world.joins(ANN)
    world.later(minutes=15)
    for email in (ANN, "nobody@x.org"):
        for _ in range(5):
            world.passwords.forgot(email, HERE)
        with pytest.raises(TooMany):
            world.sign_up.resend(email, HERE)

    world.later(minutes=15)
    world.passwords.forgot(ANN, HERE)


def test_twenty_mails_a_day_go_to_one_address(world):
    for _ in range(4):
        for _ in range(5):
            world.sign_up.resend(ANN, HERE)
        world.later(minutes=15)

    with pytest.raises(TooMany) as refusal:
        world.sign_up.resend(ANN, HERE)
    assert refusal.value.facts == {"retry_after_seconds": 11 * 3600}


def test_fifty_mails_in_a_window_are_asked_for_from_one_source_unless_they_are_answered(world):
    world.joins("first@x.org")
    for number in range(50):
        world.sign_up.resend(f"n{number}@x.org", HERE)
    with pytest.raises(TooMany):
        world.sign_up.resend("one-more@x.org", HERE)

    world.sign_up.resend("one-more@x.org", "192.0.2.2")


def test_fifty_wrong_codes_in_a_window_come_from_one_source(world, other_than):
    code = world.signs_up(ANN)
    for number in range(50):
        with pytest.raises(Invalid):
            world.sign_up.verify(f"n{number}@x.org", other_than(code), "192.0.2.9")

    assert outcome(lambda: world.sign_up.verify(ANN, code, "192.0.2.9")) == "too_many_attempts"
    assert outcome(lambda: world.sign_up.verify(ANN, code, HERE)) == "done"


def test_a_sign_up_is_forgotten_after_a_week(world):
    world.signs_up(ANN)
    world.later(days=7)

    assert outcome(lambda: world.log_in.log_in(ANN, "correct horse", HERE)) == "wrong_credentials"

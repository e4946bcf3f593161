from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from chalicelib.charge_points.rules import ChargePoint, Passwords
from chalicelib.charge_points.security_store import DynamoSecurity
from chalicelib.kernel.errors import NotLoggedIn

PASSWORD = b"0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize("presented", [PASSWORD, bytes.fromhex(PASSWORD.decode())])
def test_a_password_is_its_text_or_the_bytes_of_its_digits(box, presented):
    assert box.authentication.authenticate("CP", presented).charge_point_id == "CP"


@pytest.mark.parametrize("presented", [None, b"", PASSWORD[:-1], PASSWORD.upper(), b"\xff\x00"])
def test_nothing_else_is(box, presented):
    with pytest.raises(NotLoggedIn):
        box.authentication.authenticate("CP", presented)


def test_the_password_itself_is_not_kept(box):
    _, passwords = box.store.credentials("CP")

    assert all(len(kept) == 64 and PASSWORD.decode() not in kept for kept in passwords.present)


@pytest.mark.parametrize(("user", "password"), [("CP", b"wrong"), ("NOBODY", PASSWORD)])
def test_a_client_that_tries_each_second_costs_a_read_in_ten_seconds(box, reads, user, password):
    for _ in range(60):
        with pytest.raises(NotLoggedIn):
            box.authentication.authenticate(user, password)
        box.later(seconds=1)

    assert len(reads) == 6


def test_no_number_of_wrong_tries_keeps_the_right_password_out(box):
    for number in range(100):
        with pytest.raises(NotLoggedIn):
            box.authentication.authenticate("CP", b"wrong %d" % number)

    assert box.authentication.authenticate("CP", PASSWORD)


def test_a_password_made_meanwhile_works_within_ten_seconds(box):
    with pytest.raises(NotLoggedIn):
        box.authentication.authenticate("CP", b"a new password 12")
    box.store.set_password("CP", box.authentication.hashes("a new password 12"))

    box.later(seconds=10)

    assert box.authentication.authenticate("CP", b"a new password 12")
    with pytest.raises(NotLoggedIn):
        box.authentication.authenticate("CP", PASSWORD)


def test_of_old_and_new_both_work_until_the_new_one_is_used(box):
    box.connect()
    box.ask("change_configuration", key="AuthorizationKey", value="f" * 40)

    assert box.authentication.authenticate("CP", PASSWORD)
    assert box.authentication.authenticate("CP", b"f" * 40)
    with pytest.raises(NotLoggedIn):
        box.authentication.authenticate("CP", PASSWORD)
    assert box.authentication.authenticate("CP", bytes.fromhex("f" * 40))


def test_an_id_that_nobody_can_have_is_not_looked_up(box, reads):
    for odd in ("", "A" * 5000, "a/b", "\0", "ü", "\ufffd"):
        with pytest.raises(NotLoggedIn):
            box.authentication.authenticate(odd, PASSWORD)

    assert reads == []


@pytest.mark.parametrize("answer", [None, {"status": "Rejected"}, {"status": "Accepted"}])
def test_whatever_it_was_told_before_it_was_told_another_works(box, answer):
    box.connect()
    taken = box.ask("change_configuration", key="AuthorizationKey", value="first-first-first")
    box.later(seconds=31)  # its answer is lost
    other = box.ask("change_configuration", key="AuthorizationKey", value="second-second-second")
    assert box.sent_ids == [taken, other]
    if answer:
        box.answered(other, answer)

    assert box.authentication.authenticate("CP", PASSWORD)
    assert box.authentication.authenticate("CP", b"first-first-first")
    with pytest.raises(NotLoggedIn):
        box.authentication.authenticate("CP", PASSWORD)


def test_a_password_that_waits_to_be_told_works_after_another_was_used(box):
    for value in ("first-first-first", "second-second-second"):
        box.ask("change_configuration", key="AuthorizationKey", value=value)

    for value in (b"first-first-first", b"second-second-second"):
        assert box.authentication.authenticate("CP", value)


CERTIFICATE = b"the DER of a certificate"
FINGERPRINT = sha256(CERTIFICATE).hexdigest()


@pytest.fixture
def certified(box):
    """CP is set to profile 3 and has a certificate for a day."""
    DynamoSecurity().trust("CP", FINGERPRINT, box.now_is + timedelta(days=1), box.now_is)
    charge_point, _ = box.store.credentials("CP")
    assert box.store.edit(replace(charge_point, security_profile=3, version=2), 1)
    return box


def test_a_certificate_is_enough_and_is_needed_in_profile_3(certified):
    assert certified.authentication.authenticate("CP", None, certificate=CERTIFICATE)
    for password, certificate in ((PASSWORD, None), (PASSWORD, b"another's"), (None, None)):
        with pytest.raises(NotLoggedIn):
            certified.authentication.authenticate("CP", password, certificate=certificate)
    assert certified.authentication.authenticate("CP", b"old", certificate=CERTIFICATE)


def test_it_is_needed_until_its_end_and_unless_it_was_revoked(certified):
    certified.later(days=1)
    with pytest.raises(NotLoggedIn):
        certified.authentication.authenticate("CP", None, certificate=CERTIFICATE)

    certified.now_is -= timedelta(days=1)
    certified.later(seconds=10)
    assert certified.authentication.authenticate("CP", None, certificate=CERTIFICATE)
    DynamoSecurity().distrust("CP", FINGERPRINT)
    with pytest.raises(NotLoggedIn):
        certified.authentication.authenticate("CP", None, certificate=CERTIFICATE)


def test_a_certificate_is_one_charge_points(certified):
    other = ChargePoint("OTHER", "station", "network", "Box", {1: "station-0003"}, security_profile=3)
    certified.store.add(other, Passwords(certified.authentication.hashes("p" * 20)))

    with pytest.raises(NotLoggedIn):
        certified.authentication.authenticate("OTHER", b"p" * 20, certificate=CERTIFICATE)


def test_what_has_ended_is_forgotten(certified):
    certified.later(days=2)
    DynamoSecurity().trust("CP", "new", certified.now_is + timedelta(days=1), certified.now_is)

    assert set(certified.store.credentials("CP")[1].certificates) == {"new"}


def test_without_tls_nobody_comes_unless_the_stage_allows_it(box):
    with pytest.raises(NotLoggedIn):
        box.authentication.authenticate("CP", PASSWORD, encrypted=False)

    box.authentication.plain_up_to = 2
    box.later(seconds=10)
    assert box.authentication.authenticate("CP", PASSWORD, encrypted=False)


def test_a_failing_certificate_is_remembered_like_a_wrong_password(certified, reads):
    for _ in range(60):
        with pytest.raises(NotLoggedIn):
            certified.authentication.authenticate("CP", None, certificate=b"another's")
        certified.later(seconds=1)
    assert len(reads) == 6

    assert certified.authentication.authenticate("CP", None, certificate=CERTIFICATE)


def test_an_address_that_guesses_ids_costs_few_reads_and_keeps_nobody_out_who_was_in(box, reads):
    box.authentication.authenticate("CP", PASSWORD, address="10.0.0.1")
    reads.clear()
    for number in range(1000):
        with pytest.raises(NotLoggedIn):
            box.authentication.authenticate(f"GUESS-{number}", PASSWORD, address="10.0.0.1")

    assert len(reads) == 60
    assert box.authentication.authenticate("CP", PASSWORD, address="10.0.0.1")
    assert box.authentication.authenticate("CP", PASSWORD, address="10.0.0.2")


def test_the_next_ten_seconds_an_address_is_looked_up_for_again(box):
    for number in range(100):
        with pytest.raises(NotLoggedIn):
            box.authentication.authenticate(f"GUESS-{number}", PASSWORD, address="10.0.0.1")
    with pytest.raises(NotLoggedIn):
        box.authentication.authenticate("CP", PASSWORD, address="10.0.0.1")

    box.later(seconds=10)

    assert box.authentication.authenticate("CP", PASSWORD, address="10.0.0.1")


def test_who_fails_ten_times_is_told_of_once_in_ten_minutes(box):
    told = []
    box.authentication.throttled = lambda charge_point, failures: told.append(
        (charge_point.charge_point_id, failures)
    )
    for second in range(1200):
        assert len(told) == (second > 9) + (second > 609), second
        with pytest.raises(NotLoggedIn):
            box.authentication.authenticate("CP", b"wrong")
        box.later(seconds=1)

    assert told == [("CP", 10)] * 2


def test_that_nobody_can_be_told_keeps_nothing_back(box):
    def broken(*_):
        raise RuntimeError

    box.authentication.throttled = broken
    for _ in range(12):
        with pytest.raises(NotLoggedIn):
            box.authentication.authenticate("CP", b"wrong")

    assert box.authentication.authenticate("CP", PASSWORD)

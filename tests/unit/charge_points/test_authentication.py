import pytest

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

import pytest

from chalicelib.accounts.passwords import NOBODYS, Passwords


@pytest.fixture(scope="module")
def passwords():
    return Passwords(memory_kib=64)


def test_a_hash_knows_its_password_and_no_other(passwords):
    hashed = passwords.hashed("correct horse")

    assert hashed.startswith("$argon2id$")
    assert passwords.is_right(hashed, "correct horse")
    assert not passwords.is_right(hashed, "correct horse ")
    assert passwords.hashed("correct horse") != hashed


def test_the_same_letters_typed_on_another_keyboard_are_the_same_password(passwords):
    assert passwords.is_right(passwords.hashed("cafe\u0301 \u212b"), "caf\u00e9 \u00c5")


def test_a_hash_made_with_other_parameters_still_opens_and_is_outdated(passwords):
    hashed = Passwords(memory_kib=128).hashed("correct horse")

    assert passwords.is_right(hashed, "correct horse")
    assert passwords.is_outdated(hashed)
    assert not passwords.is_outdated(passwords.hashed("correct horse"))


def test_nobodys_hash_costs_as_much_as_anybodys():
    assert not Passwords().is_outdated(NOBODYS)
    assert not Passwords().is_right(NOBODYS, "")

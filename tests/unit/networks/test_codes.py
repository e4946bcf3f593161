"""Join codes and invitation codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel.ids import ALPHABET
from chalicelib.networks import codes

join_codes = st.text(ALPHABET, min_size=8, max_size=8)


@given(join_codes)
def test_a_code_may_be_typed_as_it_is_shown_or_as_people_do(code):
    shown = codes.shown_join_code(code)

    for typed in (shown, shown.lower(), shown.replace("-", ""), f" {shown.replace('-', ' - ')} ", code):
        assert codes.typed_join_code(typed) == code


def test_lookalikes_are_read_as_what_was_meant():
    assert codes.typed_join_code("OIL0-1234") == "01101234"


@pytest.mark.parametrize("text", ["", "ABCD-EFG", "ABCD-EFGH-J", "ABCD_EFG", "ABCDEFGU", "ÄBCD-EFGH"])  # no u
def test_what_is_no_code_is_none(text):
    assert codes.typed_join_code(text) is None


def test_an_address_has_one_invitation_a_network():
    ids = {codes.invitation_id_for(network, email) for network in ("n", "m") for email in ("a@x", "b@x") * 2}

    assert len(ids) == 4
    assert all(len(one) == codes.INVITATION_ID_LENGTH for one in ids)


def test_a_code_gives_back_its_id_and_secret():
    invitation_id, secret = codes.invitation_id_for("n", "a@x.org"), codes.new_secret()

    assert codes.read_invitation_code(codes.invitation_code(invitation_id, secret)) == (invitation_id, secret)
    assert codes.is_secret_of(secret, codes.hashed(secret))
    assert not codes.is_secret_of("", codes.hashed(secret))
    assert not codes.is_secret_of("é", codes.hashed(secret))

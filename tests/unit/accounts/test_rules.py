import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.accounts.rules import email_of, is_time_zone
from chalicelib.kernel.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("ann@plugnexus.example", "ann@plugnexus.example", id="as it is"),
        pytest.param(" Ann.B@PlugNexus.EXAMPLE ", "ann.b@plugnexus.example", id="without case and blanks"),
        pytest.param("ann@people.test", "ann@people.test", id="a domain for tests"),
        pytest.param("a+home@x.org", "a+home@x.org", id="a plus is part of the address"),
        pytest.param("ann@b\u00fccher.example", "ann@b\u00fccher.example", id="a domain beyond ASCII"),
        pytest.param("ann@xn--bcher-kva.example", "ann@b\u00fccher.example", id="the same in its wire form"),
    ],
)
def test_an_address_has_one_form(typed, kept):
    assert email_of(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "ann", "ann@", "@x.org", "a b@x.org", "ann@x..org", "ann@localhost", "a@b\n.org"]
)
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(Invalid) as refusal:
        email_of(typed)

    assert refusal.value.code == "invalid_email"


@given(st.from_regex(r"[a-z0-9]{1,20}@[a-z]{1,10}\.(org|example|test)", fullmatch=True), st.randoms())
def test_case_never_makes_another_address(email, random):
    shouted = "".join(random.choice((sign.lower(), sign.upper())) for sign in email)

    assert email_of(shouted) == email_of(email)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Europe/Brussels", True),
        ("UTC", True),
        ("Mars/Base", False),
        ("", False),
        ("../etc", False),
        ("Europe", False),
    ],
)
def test_time_zones_are_those_of_iana(name, known):
    assert is_time_zone(name) is known

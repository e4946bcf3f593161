"""What people paste, and whom it invites."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.networks.addresses import addresses, hint


@pytest.mark.parametrize(
    ("text", "valid", "invalid"),
    [
        pytest.param("", [], [], id="nothing"),
        pytest.param("ann@x.org", ["ann@x.org"], [], id="one"),
        pytest.param(
            "ann@x.org, bob@x.org;cy@x.org\tdi@x.org", ["ann", "bob", "cy", "di"], [], id="one line"
        ),
        pytest.param("ann@x.org\r\n\r\nbob@x.org\n", ["ann", "bob"], [], id="one a line"),
        pytest.param("ann@x.org bob@x.org", ["ann", "bob"], [], id="between blanks"),
        pytest.param("Ann <ann@x.org>", ["ann"], [], id="with a name"),
        pytest.param(
            '"Lee, Ann" <ann@x.org>; "Ray, Bob" <bob@x.org>', ["ann", "bob"], [], id="surname first"
        ),
        pytest.param("Ann <ann@x.org>, Bob <bob@x.org>", ["ann", "bob"], [], id="names in a list"),
        pytest.param("Ann Lee,ann@x.org,Flat 3\nBob Ray,bob@x.org,", ["ann", "bob"], [], id="CSV"),
        pytest.param('name,e-mail\n"Lee, Ann",ann@x.org', ["ann"], [], id="CSV with headings"),
        pytest.param("Ann@X.org, ann@x.ORG", ["ann"], [], id="twice, in whatever case"),
        pytest.param("<mailto:ann@x.org>.", ["ann"], [], id="as mail programs copy it"),
        pytest.param("ann@x.org\nbob", ["ann"], ["bob"], id="a line that has none"),
        pytest.param("ann@x.org, bob, cy@x.org", ["ann", "cy"], ["bob"], id="an entry that is none"),
        pytest.param("ann@, @x.org, a@b@c", [], ["ann@", "@x.org", "a@b@c"], id="halves"),
        pytest.param("bob; bob", [], ["bob"], id="what is none is told once"),
    ],
)
def test_addresses(text, valid, invalid):
    found = addresses(text)

    assert [one.email for one in found if one.is_valid] == [
        name if "@" in name else f"{name}@x.org" for name in valid
    ]
    assert [one.email for one in found if not one.is_valid] == invalid


names = st.from_regex(r"[a-z]{1,8}", fullmatch=True)


@given(
    people=st.lists(names, min_size=1, max_size=30),
    separator=st.sampled_from([",", ";", "\n", "\r\n", ", ", " ;\n", "\t", " ", "\n\n"]),
    dress=st.sampled_from(
        ["{0}@x.org", "{0} <{0}@x.org>", "<{0}@x.org>", '"{0}" <{0}@X.ORG>', "'{0}@x.org'"]
    ),
)
def test_everybody_in_a_list_is_found_once_and_in_order(people, separator, dress):
    if separator == " " and "<" in dress:
        separator = ","

    found = addresses(separator.join(dress.format(name) for name in people))

    assert [one.email for one in found] == [f"{name}@x.org" for name in dict.fromkeys(people)]
    assert all(one.is_valid for one in found)


@given(st.text(max_size=200))
def test_no_paste_breaks_it_and_nobody_is_found_twice(text):
    found = [one.email.lower() for one in addresses(text)]

    assert len(found) == len(set(found))


def test_a_hint_tells_one_letter_and_the_domain():
    assert hint("ann@x.org") == "a***@x.org"

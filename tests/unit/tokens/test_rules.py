import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel.errors import Invalid
from chalicelib.kernel.ids import new_id
from chalicelib.tokens.rules import group_id, new_app_uid, normal_uid

SIGNS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "/%")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param(" 04a2b3c4\n", "04A2B3C4", id="trimmed, upper case"),
        pytest.param("04:a2:b3", "04:A2:B3", id="signs stay"),
        pytest.param("abcd", "ABCD", id="the shortest"),
        pytest.param("a" * 36, "A" * 36, id="the longest"),
    ],
)
def test_a_uid_has_one_form(typed, kept):
    assert normal_uid(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "a" * 37, "ab cd", "ab/cd", "ab%41cd", "abc\u00e9", "ab\x07cd", "\u0661\u0662\u0663\u0664"],
)
def test_what_cannot_be_a_uid_is_refused(typed):
    with pytest.raises(Invalid) as refusal:
        normal_uid(typed)

    assert refusal.value.code == "bad_token_uid"


@given(st.text(SIGNS, min_size=4, max_size=36))
def test_case_never_makes_another_uid_and_the_form_is_final(text):
    assert normal_uid(text.lower()) == normal_uid(text.upper()) == normal_uid(normal_uid(text))


def test_an_apps_uid_is_an_id_tag_and_in_normal_form():
    uids = {new_app_uid() for _ in range(100)}

    assert len(uids) == 100
    assert all(len(uid) <= 20 and uid.isalnum() and normal_uid(uid) == uid for uid in uids)


def test_a_group_is_an_id_tag_that_stays_and_does_not_tell_whose_it_is():
    accounts = [new_id() for _ in range(100)]
    groups = [group_id(account_id) for account_id in accounts]

    assert groups == [group_id(account_id) for account_id in accounts]
    assert len(set(groups)) == 100
    for account_id, group in zip(accounts, groups, strict=True):
        assert len(group) == 20
        assert group.isalnum()
        assert group.casefold() not in account_id.casefold()
        assert account_id.casefold()[10:] not in group.casefold()


def test_a_group_is_never_renamed():
    assert group_id("01jzaccount") == "EHSRJPF82ZDVVKW788X5"

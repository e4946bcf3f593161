from datetime import timedelta
from typing import Any

import pytest

from chalicelib.charge_points.rules import Command, CommandState
from chalicelib.kernel.paging import Page
from chalicelib.local_lists.roster import Roster
from chalicelib.local_lists.rules import told_with
from chalicelib.networks.rules import Membership, Role
from chalicelib.tokens.rules import Token, TokenType, group_id
from tests.unit.local_lists.box import NOON, Box


@pytest.fixture
def box(aws: None) -> Box:
    return Box()


def member(account_id: str, **about: Any) -> Membership:
    return Membership("network", account_id, Role.MEMBER, NOON, **about)


def token(
    uid: str, account_id: str, kind: TokenType = TokenType.RFID, *, blocked: bool = False, ends: Any = None
) -> Token:
    return Token(uid, account_id, kind, "", blocked=blocked, created_at=NOON, expires_at=ends)


def test_on_the_roster_are_unblocked_tokens_of_members_who_may_charge():
    members = [member("ann"), member("bob", blocked=True), member("cleo"), member("dan")]
    tokens = {
        "ann": [
            token("AAAA", "ann"),
            token("SOON", "ann", ends=NOON + timedelta(days=1)),
            token("APPA", "ann", TokenType.APP_USER),
            token("OVER", "ann", ends=NOON),
        ],
        "bob": [token("BBBB", "bob")],
        "cleo": [token("CCCC", "cleo")],
        "dan": [token("DDDD", "dan", blocked=True), token("DDD2", "dan")],
    }
    roster = Roster(lambda *_: Page(members), lambda *_: {"cleo"}, lambda account_id: tokens[account_id])

    assert roster.tokens("network", NOON) == [
        ("AAAA", group_id("ann")),
        ("SOON", told_with(group_id("ann"), NOON + timedelta(days=1))),
        ("DDD2", group_id("dan")),
    ]


def forgets(box: Box, uid: str, *, clear: bool = True) -> None:
    params = {"clear": clear, "token_uid": uid}
    command = Command(
        "x", "CP", "customer_information", params, CommandState.SENT, "ann", box.now_is, box.now_is
    )
    box.service.customer_cleared(command, {"status": "Accepted"}, CommandState.ACCEPTED)


def test_a_token_that_it_was_to_forget_leaves_its_list_at_once(box):
    box.switch(on=True)
    box.answer()
    box.tokens = box.tokens[:1]

    forgets(box, "BBBB")
    box.answer()

    assert box.sent[-1].params["entries"] == [{"token_uid": "BBBB", "status": None}]
    assert (box.holds, box.state) == ({"AAAA": "G1"}, "in_step")


def test_a_token_that_it_was_to_forget_is_told_anew_if_it_still_counts(box):
    box.switch(on=True)
    box.answer()
    del box.holds["BBBB"]

    forgets(box, "BBBB")
    box.answer()

    assert (box.holds, box.state) == ({"AAAA": "G1", "BBBB": "G2"}, "in_step")


@pytest.mark.parametrize(("uid", "clear"), [("BBBB", False), ("CCCC", True)])
def test_what_its_list_does_not_lose_is_not_told_again(box, uid, clear):
    box.switch(on=True)
    box.answer()
    before = len(box.sent)

    forgets(box, uid, clear=clear)

    assert len(box.sent) == before

"""A local list kept in step, against a charge point that holds one."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.charge_points.commands.rules import outcome
from chalicelib.charge_points.rules import ChargePoint, Command, CommandState
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Refused, not_found
from chalicelib.kernel.paging import Page
from chalicelib.local_lists.roster import Roster
from chalicelib.local_lists.rules import Limits, told_with
from chalicelib.local_lists.service import AGAIN, SOON, LocalListService
from chalicelib.local_lists.store import DynamoLocalLists
from chalicelib.networks.rules import Membership, Role
from chalicelib.tokens.rules import Token, TokenType, group_id

ANN = Caller("ann")
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@dataclass
class Box:
    """The charge point CP with a list; `tokens` is who may charge there."""

    tokens: list[tuple[str, str]] = field(default_factory=lambda: [("AAAA", "G1"), ("BBBB", "G2")])
    limits: Limits = field(default_factory=lambda: Limits(None, 2))
    protocol: str | None = "ocpp1.6"
    network_id: str = "network"
    removed: bool = False
    now_is: datetime = NOON
    version: int = 0
    holds: dict[str, str] = field(default_factory=dict)
    sent: list[Command] = field(default_factory=list)
    refuses: list[str] = field(default_factory=list)
    asked_for_tokens: int = 0

    def __post_init__(self) -> None:
        self.store = DynamoLocalLists()
        self.service = LocalListService(
            self.store,
            self.charge_point,
            lambda charge_point_id, _: self.charge_point(charge_point_id),
            lambda _: self.protocol,
            lambda _: self.limits,
            self.tokens_of,
            lambda _: ["network"],
            self.request,
            lambda _, command_id: any(one.command_id == command_id for one in self.waiting),
            lambda: self.now_is,
        )
        self.waiting: list[Command] = []

    def charge_point(self, charge_point_id: str) -> ChargePoint:
        if self.removed:
            raise not_found("charge point")
        return ChargePoint(charge_point_id, "station", self.network_id, "Box", {1: "c1"})

    def tokens_of(self, *_: object) -> list[tuple[str, str]]:
        self.asked_for_tokens += 1
        return self.tokens

    def request(self, charge_point_id: str, action: str, params: Any, by: str | None) -> Command:
        command = Command(
            f"c{len(self.sent)}",
            charge_point_id,
            action,
            params,
            CommandState.SENT,
            by,
            self.now_is,
            self.now_is,
        )
        self.sent.append(command)
        self.waiting.append(command)
        return command

    def answer(self) -> None:
        """It answers all that it is asked, and what is asked because of that."""
        while self.waiting:
            command = self.waiting.pop(0)
            answer = self._answer_to(command)
            state, _ = outcome(command.action, answer)
            effect = {
                "get_local_list_version": self.service.version_answered,
                "send_local_list": self.service.part_answered,
            }[command.action]
            effect(replace(command, answered_at=self.now_is), answer, state)

    def _answer_to(self, command: Command) -> dict[str, Any]:
        if command.action == "get_local_list_version":
            return {"version": self.version}
        if self.refuses:
            return {"status": self.refuses.pop(0)}
        params = command.params
        if params["differential"] and params["version"] <= self.version:
            return {"status": "VersionMismatch"}
        assert len(params["entries"]) <= (self.limits.per_message or 50)
        if not params["differential"]:
            self.holds = {}
        for entry in params["entries"]:
            self.holds.pop(entry["token_uid"], None)
            if entry["status"]:
                self.holds[entry["token_uid"]] = entry["group_id"]
        self.version = params["version"]
        return {"status": "Accepted"}

    def minute(self) -> None:
        self.now_is += timedelta(minutes=1)
        self.service.tick(self.now_is)
        self.answer()

    def switch(self, *, on: bool) -> None:
        self.service.enable("CP", ANN, enabled=on)

    @property
    def state(self) -> str:
        return self.seen.state.value

    @property
    def seen(self) -> Any:
        return self.service.local_list("CP", ANN)


@pytest.fixture
def box(aws: None) -> Box:
    return Box()


@pytest.fixture
def kept(box: Box) -> Box:
    """Its list is in step."""
    box.switch(on=True)
    box.minute()
    return box


def test_a_list_is_off_until_it_is_switched_on(box):
    box.minute()

    assert (box.state, box.sent) == ("off", [])


def test_switched_on_it_is_sent_at_once_in_parts(box):
    box.tokens = [(f"TOKEN{number}", "G") for number in range(5)]
    box.switch(on=True)
    assert box.state == "syncing"

    box.minute()

    assert box.holds == dict(box.tokens)
    assert [command.params.get("differential") for command in box.sent] == [None, False, True, True]
    seen = box.seen
    assert (seen.state.value, seen.version, len(seen.held), seen.synced_at) == ("in_step", 3, 5, box.now_is)


def test_who_is_gone_leaves_the_list_within_a_minute_of_the_change(kept):
    kept.sent.clear()
    kept.tokens = [("AAAA", "G1"), ("CCCC", "G3")]
    kept.service.account_changed("bob")

    kept.minute()

    assert kept.holds == {"AAAA": "G1", "CCCC": "G3"}
    (part,) = kept.sent
    assert [entry["status"] for entry in part.params["entries"]] == [None, "Accepted"]


def test_while_nothing_changes_nothing_is_read_or_sent(kept):
    kept.now_is += SOON
    kept.minute()
    kept.sent.clear()
    asked = kept.asked_for_tokens

    for _ in range(30):
        kept.minute()

    assert (kept.sent, kept.asked_for_tokens) == ([], asked)


def test_some_hours_later_it_is_looked_at_again(kept):
    kept.tokens = []
    kept.now_is += AGAIN

    kept.minute()

    assert kept.holds == {}


def test_one_that_is_offline_gets_it_when_it_comes(box):
    box.protocol = None
    box.switch(on=True)
    box.minute()
    assert (box.state, box.sent) == ("waiting", [])

    box.protocol = "ocpp1.6"
    box.service.booted("CP")
    box.answer()

    assert (box.state, box.holds) == ("in_step", dict(box.tokens))


def test_one_that_lost_its_list_in_a_restart_gets_all_anew(kept):
    kept.version, kept.holds = 0, {}

    kept.service.booted("CP")
    kept.answer()

    assert (kept.state, kept.holds) == ("in_step", dict(kept.tokens))


def test_one_that_kept_its_list_is_only_asked_for_the_version(kept):
    kept.sent.clear()

    kept.service.booted("CP")
    kept.answer()

    assert [command.action for command in kept.sent] == ["get_local_list_version"]
    assert kept.state == "in_step"


@pytest.mark.parametrize("status", ["Failed", "VersionMismatch"])
def test_after_a_failure_all_is_sent_anew(kept, status):
    kept.refuses = [status]
    kept.version = 9
    kept.tokens = [("CCCC", "G")]
    kept.service.network_changed("network")

    kept.minute()

    assert (kept.state, kept.holds, kept.seen.version) == ("in_step", {"CCCC": "G"}, 10)


def test_one_that_always_fails_is_left_alone_for_hours(box):
    box.refuses = ["Failed"] * 1000
    box.switch(on=True)

    for _ in range(30):
        box.minute()

    assert (box.state, box.seen.detail) == ("failed", "Failed")
    assert len(box.sent) == 6
    box.refuses = []
    box.now_is += AGAIN
    box.minute()
    assert box.state == "in_step"


def test_one_that_knows_no_lists_is_off_and_says_so(box):
    box.refuses = ["NotSupported"]
    box.switch(on=True)

    box.minute()

    assert (box.state, box.seen.enabled) == ("not_supported", False)


def test_switched_off_the_charge_point_forgets(kept):
    kept.switch(on=False)
    kept.answer()
    kept.minute()

    assert (kept.state, kept.holds) == ("off", {})


def test_what_does_not_fit_is_left_out_and_counted(box):
    box.limits = Limits(1, None)
    box.tokens = [("A" * 21, "G"), ("BBBB", "G"), ("CCCC", "G")]
    box.switch(on=True)

    box.minute()

    assert (box.holds, box.seen.too_long, box.seen.no_room) == ({"BBBB": "G"}, 1, 1)


def test_an_answer_that_never_came_makes_all_be_sent_anew(kept):
    kept.tokens = [("CCCC", "G")]
    kept.service.network_changed("network")
    kept.now_is += timedelta(minutes=1)
    kept.service.tick(kept.now_is)
    kept.waiting.clear()

    kept.service.network_changed("network")
    kept.minute()

    assert (kept.state, kept.holds) == ("in_step", {"CCCC": "G"})
    assert kept.sent[-1].params["differential"] is False


def test_while_a_part_is_under_way_nothing_else_is_sent(kept):
    kept.tokens = [("CCCC", "G")]
    kept.service.network_changed("network")
    kept.now_is += timedelta(minutes=1)
    kept.service.tick(kept.now_is)
    under_way = len(kept.sent)
    kept.service.network_changed("network")

    kept.service.tick(kept.now_is + timedelta(minutes=1))

    assert len(kept.sent) == under_way


def test_a_list_that_cannot_be_worked_on_keeps_no_other_back(kept, monkeypatch):
    kept.service.enable("OTHER", ANN, enabled=True)
    limits_of = kept.service.limits_of

    def limits(charge_point: ChargePoint) -> Limits:
        if charge_point.charge_point_id == "CP":
            raise RuntimeError("broken")
        return limits_of(charge_point)

    monkeypatch.setattr(kept.service, "limits_of", limits)

    kept.minute()

    assert kept.service.local_list("OTHER", ANN).held == dict(kept.tokens)


def test_sent_anew_by_hand(kept):
    kept.holds = {}

    kept.service.sync("CP", ANN)
    kept.answer()

    assert (kept.state, kept.holds) == ("in_step", dict(kept.tokens))


def test_what_is_off_cannot_be_sent(box):
    with pytest.raises(Refused) as refused:
        box.service.sync("CP", ANN)

    assert refused.value.code == "local_list_off"


@pytest.mark.parametrize("how", [{"removed": True}, {"network_id": "another"}])
def test_the_list_of_a_charge_point_that_is_gone_goes(kept, how):
    for name, value in how.items():
        setattr(kept, name, value)
    kept.service.network_changed("network")

    kept.minute()

    assert kept.store.of_network("network") == []
    assert kept.store.due(NOON + timedelta(days=1)) == []


def test_a_network_without_lists_is_not_written_of(aws):
    store = DynamoLocalLists()

    store.touch("network", NOON)

    assert store.due(NOON) == []


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

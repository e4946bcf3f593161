"""A local list kept in step, against a charge point that holds one."""

from datetime import timedelta

import pytest

from chalicelib.charge_points.rules import ChargePoint
from chalicelib.kernel.errors import Refused
from chalicelib.local_lists.rules import Limits
from chalicelib.local_lists.service import AGAIN, SOON
from chalicelib.local_lists.store import DynamoLocalLists
from tests.unit.local_lists.box import ANN, NOON, Box


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

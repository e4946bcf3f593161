"""Rollouts on real stores, to charge points that remember what they were asked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.charge_points.rules import CommandState
from chalicelib.kernel.errors import Refused
from chalicelib.rollouts.rules import StepState
from tests.unit.rollouts.fleet import OWNER, Fleet


@pytest.fixture
def fleet(aws):
    return Fleet()


def test_everyone_is_asked_at_once_and_it_ends_when_all_have_answered(fleet):
    rollout = fleet.begin(name="Clear")

    assert (rollout.state, rollout.counts) == ("RUNNING", {"ASKED": 20})
    fleet.answer(*fleet.asked)
    fleet.minute()

    ended = fleet.seen(rollout)
    assert (ended.state, ended.counts, ended.ended_at) == ("ENDED", {"ACCEPTED": 20}, fleet.now_is)
    assert sorted(fleet.asked) == sorted(one.charge_point_id for one in fleet.all)
    assert fleet.store.at_work() == []


def test_no_more_are_outstanding_than_may_be(fleet):
    rollout = fleet.begin(max_outstanding=8)
    assert len(fleet.asked) == 8

    fleet.answer(*fleet.asked[:5])
    fleet.minute(0)

    assert len(fleet.asked) == 13
    assert fleet.counts(rollout) == {"ACCEPTED": 5, "ASKED": 8, "WAITING": 7}


def test_the_next_stage_begins_when_the_first_has_answered(fleet):
    rollout = fleet.begin(stages=(10, 100))
    first = list(fleet.asked)
    assert len(first) == 2

    fleet.answer(first[0])
    fleet.minute(0)
    assert fleet.asked == first, "one of the first has not answered"

    fleet.answer(first[1])
    fleet.minute(0)

    assert len(fleet.asked) == 20
    assert fleet.seen(rollout).stage == 1


def test_too_many_failures_in_the_first_stage_keep_the_others_from_it(fleet):
    rollout = fleet.begin(stages=(10, 100), max_failures=1)
    fleet.answer(*fleet.asked, state=CommandState.REJECTED, detail="NotSupported")

    fleet.minute()
    fleet.minute()

    stopped = fleet.seen(rollout)
    assert (stopped.state, stopped.detail, len(fleet.asked)) == ("STOPPED", "Too many failed.", 2)
    step = fleet.steps(rollout)[fleet.asked[0]]
    assert (step.state, step.detail) == ("REJECTED", "NotSupported")
    assert fleet.store.at_work() == []


def test_what_was_resumed_is_forgiven_what_failed_before(fleet):
    rollout = fleet.begin(stages=(10, 100), max_failures=0)
    fleet.answer(*fleet.asked, state=CommandState.FAILED)
    fleet.minute()
    assert fleet.seen(rollout).state == "STOPPED"

    resumed = fleet.service.resume(rollout.rollout_id, OWNER)

    assert (resumed.state, len(fleet.asked)) == ("RUNNING", 20)


def test_an_unanswered_one_has_timed_out(fleet):
    rollout = fleet.begin()
    fleet.answer(*fleet.asked[1:])

    fleet.minute()

    assert fleet.counts(rollout) == {"ACCEPTED": 19, "TIMED_OUT": 1}


def test_one_that_is_offline_is_asked_when_it_comes(fleet):
    fleet.there.discard("CP3")
    rollout = fleet.begin()
    fleet.answer(*fleet.asked)
    fleet.minute()
    assert fleet.counts(rollout) == {"ACCEPTED": 19, "WAITING": 1}

    fleet.there.add("CP3")
    fleet.minute()

    assert fleet.steps(rollout)["CP3"].state == "ASKED"


def test_one_that_stays_offline_is_given_up_at_the_deadline_and_is_no_failure(fleet):
    fleet.there.discard("CP3")
    rollout = fleet.begin(deadline_at=fleet.now_is + timedelta(hours=1), max_failures=0)
    fleet.answer(*fleet.asked)

    fleet.minute(61)

    assert (fleet.seen(rollout).state, fleet.counts(rollout)) == ("ENDED", {"ACCEPTED": 19, "FAILED": 1})
    assert fleet.steps(rollout)["CP3"].detail == "offline"


def test_what_may_not_wait_does_not(fleet):
    fleet.there.discard("CP3")
    rollout = fleet.begin(action="reset", params={"type": "Soft"}, max_failures=0)

    assert fleet.steps(rollout)["CP3"].detail == "offline"
    assert fleet.counts(rollout) == {"ASKED": 19, "FAILED": 1}


def test_offline_ones_of_the_first_stage_hold_nobody_up_once_it_went_well_somewhere(fleet):
    fleet.there = set()
    rollout = fleet.begin(stages=(10, 100))
    assert (fleet.asked, fleet.counts(rollout)) == ([], {"WAITING": 20})
    fleet.there = {one.charge_point_id for one in fleet.all}
    first = [step.charge_point_id for step in fleet.steps(rollout).values() if step.stage == 0]
    fleet.there.discard(first[0])

    fleet.minute()
    assert fleet.asked == first[1:]
    fleet.answer(first[1])
    fleet.minute()

    assert len(fleet.asked) == 19


def test_one_whose_command_was_never_sent_is_asked_again(fleet):
    rollout = fleet.begin()
    fleet.answer(*fleet.asked[1:])
    lost = fleet.asked[0]
    fleet.answer(lost, state=CommandState.QUEUED, sent_at=None)
    fleet.asked.clear()

    fleet.minute()

    assert fleet.asked == [lost]
    assert fleet.steps(rollout)[lost].state == "ASKED"


def test_a_rollout_that_was_stopped_asks_nobody_else_but_hears_the_answers(fleet):
    rollout = fleet.begin(max_outstanding=5)

    assert fleet.service.stop(rollout.rollout_id, OWNER).state == "STOPPED"
    assert fleet.service.stop(rollout.rollout_id, OWNER).state == "STOPPED", "twice is once"
    fleet.answer(*fleet.asked)
    fleet.minute()

    assert (len(fleet.asked), fleet.counts(rollout)) == (5, {"ACCEPTED": 5, "WAITING": 15})
    fleet.service.resume(rollout.rollout_id, OWNER)
    assert len(fleet.asked) == 10


def test_what_is_over_cannot_be_stopped(fleet):
    rollout = fleet.begin(charge_point_ids=["CP1"])
    fleet.answer("CP1")
    fleet.minute()

    with pytest.raises(Refused):
        fleet.service.stop(rollout.rollout_id, OWNER)


def test_two_who_work_at_once_ask_nobody_twice(fleet):
    rollout = fleet.begin(max_outstanding=5)
    fleet.answer(*fleet.asked)
    claimed = fleet.store.claim(rollout.rollout_id, fleet.now_is, fleet.now_is + timedelta(minutes=3))
    fleet.minute()
    assert (claimed is not None, len(fleet.asked)) == (True, 5)

    fleet.minute(3)

    assert len(fleet.asked) == 10, "the other was lost, and its claim is over"


def test_one_that_was_perhaps_asked_is_not_asked_again(fleet):
    rollout = fleet.begin(charge_point_ids=["CP1", "CP2"], max_outstanding=1)
    step = fleet.steps(rollout)[fleet.asked[0]]
    fleet.store.put_step(rollout, replace(step, command_id=None))
    fleet.minute()
    assert fleet.counts(rollout) == {"ASKED": 1, "WAITING": 1}

    fleet.minute(5)

    assert fleet.steps(rollout)[step.charge_point_id].state == "FAILED"
    assert len(set(fleet.asked)) == len(fleet.asked) == 2


def test_what_is_each_charge_points_own_is_made_for_it_and_followed_to_its_end(fleet):
    told = {}

    def maker(rollout, charge_point_id):
        if charge_point_id == "CP2":
            raise Refused("wrong_model", "Not for this one.")
        return fleet.request(charge_point_id, rollout.action, {"url": f"x/{charge_point_id}"}, rollout.by)

    fleet.makers["update_firmware"] = maker
    fleet.followers["update_firmware"] = lambda charge_point_id, _: told.get(charge_point_id)
    ids = ["CP1", "CP2", "CP3"]
    rollout = fleet.begin(action="update_firmware", params={"firmware_id": "f"}, charge_point_ids=ids)
    fleet.answer("CP1", "CP3")
    fleet.minute()
    steps = fleet.steps(rollout)
    assert (steps["CP2"].state, steps["CP2"].detail) == ("FAILED", "Not for this one.")
    assert steps["CP2"].problem_code == "wrong_model"
    assert (steps["CP1"].state, steps["CP3"].state) == ("ASKED", "ASKED"), "accepted is not installed"

    told |= {"CP1": (StepState.ACCEPTED, None), "CP3": (StepState.FAILED, "InstallationFailed")}
    fleet.minute()

    steps = fleet.steps(rollout)
    assert (steps["CP1"].state, steps["CP3"].detail) == ("ACCEPTED", "InstallationFailed")
    assert fleet.commands["CP1"].params == {"url": "x/CP1"}
    assert fleet.seen(rollout).state == "ENDED"


def test_a_fault_of_ours_at_one_keeps_no_other_back(fleet, monkeypatch):
    request = fleet.request

    def broken(charge_point_id, *rest, **more):
        if charge_point_id == "CP1":
            raise ConnectionError
        return request(charge_point_id, *rest, **more)

    monkeypatch.setattr(fleet, "request", broken)
    fleet.__dict__["service"] = replace(fleet.service, work=replace(fleet.service.work, request=broken))

    rollout = fleet.begin()

    assert fleet.counts(rollout) == {"ASKED": 19, "FAILED": 1}

from datetime import UTC, datetime

import pytest

from chalicelib.kernel.errors import Forbidden, Invalid, NotFound, Unfit
from tests.unit.rollouts.fleet import CLEAR, MEMBER, OWNER, STRANGER, Fleet


@pytest.fixture
def fleet(aws):
    return Fleet()


@pytest.mark.parametrize(
    ("changes", "chosen"),
    [
        ({}, 20),
        ({"station_ids": ["station-1"]}, 10),
        ({"charge_point_ids": ["CP1", "CP2", "CP1"]}, 2),
    ],
)
def test_whom_it_is_for(fleet, changes, chosen):
    assert sum(fleet.begin(**changes).counts.values()) == chosen


@pytest.mark.parametrize(
    ("changes", "refusal", "code"),
    [
        ({"charge_point_ids": ["CP1", "FOREIGN"]}, NotFound, "not_found"),
        ({"charge_point_ids": ["NOBODY"]}, NotFound, "not_found"),
        ({"station_ids": ["elsewhere"]}, Invalid, "no_charge_points"),
        ({"stages": (5, 50)}, Invalid, "bad_stages"),
        ({"deadline_at": datetime(2026, 5, 1, tzinfo=UTC)}, Invalid, "bad_period"),
        ({"deadline_at": datetime(2027, 5, 1, tzinfo=UTC)}, Invalid, "bad_period"),
        (
            {"action": "change_configuration", "params": {"key": "AuthorizationKey", "value": "s" * 20}},
            Unfit,
            "guarded_message",
        ),
    ],
)
def test_what_cannot_be_rolled_out(fleet, changes, refusal, code):
    with pytest.raises(refusal) as refused:
        fleet.begin(**changes)

    assert refused.value.code == code
    assert fleet.asked == []


def test_others_see_and_do_nothing(fleet):
    rollout = fleet.begin(max_outstanding=1)
    uses = (fleet.service.rollout, fleet.service.stop, fleet.service.resume)

    for caller, refusal in ((STRANGER, NotFound), (MEMBER, Forbidden)):
        for use in uses:
            with pytest.raises(refusal):
                use(rollout.rollout_id, caller)
        with pytest.raises(refusal):
            fleet.service.steps(rollout.rollout_id, caller, None, 10)
        with pytest.raises(refusal):
            fleet.service.create("network", caller, CLEAR)
    assert fleet.seen(rollout).state == "RUNNING"


def test_a_network_has_its_rollouts_newest_first(fleet):
    made = [fleet.begin(charge_point_ids=["CP1"]).rollout_id for _ in range(3)]

    page = fleet.service.of("network", OWNER, None, 2)
    rest = fleet.service.of("network", OWNER, page.next_cursor, 2)

    assert [one.rollout_id for one in (*page.items, *rest.items)] == made[::-1]


def test_a_thousand_charge_points_are_kept_and_asked_hundred_by_hundred(aws):
    fleet = Fleet(size=1000)

    rollout = fleet.begin()

    assert fleet.counts(rollout) == {"ASKED": 100, "WAITING": 900}
    fleet.answer(*fleet.asked)
    fleet.minute()
    assert fleet.counts(rollout) == {"ACCEPTED": 100, "ASKED": 100, "WAITING": 800}

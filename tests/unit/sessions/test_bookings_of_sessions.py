"""What a session tells its booking, and what a driver is told who is sent away."""

from datetime import timedelta
from decimal import Decimal

import pytest

from chalicelib.kernel.errors import Violation
from chalicelib.sessions.refusals import Refusals, refusal
from tests.unit.sessions.world import DRIVER, NOON, World, minutes

PASSES_AT = NOON + timedelta(hours=1)
NOT_YOURS = Violation("not_your_turn", "Somebody else has booked this time.", passes_at=PASSES_AT)
QUOTA = Violation("quota_exceeded", "At most 4 hours a day.", passes_at=NOON + timedelta(hours=12))


@pytest.fixture
def world(aws: None) -> World:
    return World()


def test_a_booking_is_given_the_energy_of_its_session_once(world):
    transaction_id = world.start()
    world.later(60)

    world.stop(transaction_id, 8000)
    world.stop(transaction_id, 8000)

    assert world.energies == [Decimal(7000)]


def test_a_visit_has_the_car_of_its_booking_unless_it_is_known(world):
    assert world.session(world.start()).car_id == "leaf"
    assert world.visits.start_at(world.plain.charger_id, DRIVER, "zoe").session.car_id == "zoe"


def test_who_is_refused_is_told_why_and_when_it_passes(world):
    world.refusals["max"] = NOT_YOURS

    world.start(token_uid="MAX")

    (notice,) = world.notices
    assert (notice.account_id, notice.event) == ("max", "refused_at_plug")
    assert notice.facts == {
        "station_name": "Courtyard",
        "charger_name": "aaaa",
        "reason": "not_your_turn",
        "passes_at": PASSES_AT.isoformat(),
    }
    notice.check()


def test_authorize_and_start_within_ten_minutes_are_one_notice(world):
    world.refusals["max"] = NOT_YOURS

    world.sessions.authorize(world.cp, "MAX", 1, world.now)
    world.later(2)
    world.start(token_uid="MAX")
    world.later(10)
    world.start(token_uid="MAX")

    first, second, third = (notice.key for notice in world.notices)
    assert first == second
    assert second != third


def test_who_may_charge_is_told_nothing(world):
    world.sessions.authorize(world.cp, "DORA", 1, world.now)
    world.start()

    assert world.notices == []


@pytest.mark.parametrize("token", ["NOBODY", "SAM"])
def test_strangers_are_told_nothing(world, token):
    world.sessions.authorize(world.cp, token, 1, world.now)
    world.start(token_uid=token)

    assert world.notices == []


def test_of_a_refusal_long_ago_nothing_is_told(world):
    world.refusals["max"] = NOT_YOURS

    world.start(token_uid="MAX", at=NOON - minutes(11))

    assert world.notices == []


def test_a_notice_that_cannot_be_owed_loses_no_fact(world):
    world.refusals["max"] = NOT_YOURS
    told = []

    def fails(notice):
        told.append(notice)
        raise RuntimeError("no storage")

    Refusals(fails, lambda: NOON).tell(world.networked, "max", (NOT_YOURS,), NOON)

    assert len(told) == 1


@pytest.mark.parametrize(
    ("violations", "reason", "passes_at"),
    [
        pytest.param((NOT_YOURS,), "not_your_turn", PASSES_AT.isoformat(), id="a code that has words"),
        pytest.param(
            (QUOTA, NOT_YOURS), "quota_exceeded", QUOTA.passes_at.isoformat(), id="the last to pass"
        ),
        pytest.param((Violation("account_erased", "Erased."),), "Erased.", "", id="a code without words"),
        pytest.param(
            (NOT_YOURS, Violation("out_of_service", "Broken.")),
            "not_your_turn",
            "",
            id="for good",
        ),
    ],
)
def test_the_reason_in_words(world, violations, reason, passes_at):
    facts = refusal(world.networked, "max", violations, NOON).facts

    assert (facts["reason"], facts["passes_at"]) == (reason, passes_at)

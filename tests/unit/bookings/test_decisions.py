"""Two who decide at once: managers on one booking, a pardon and a booking, a block and a booking."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.bookings.agenda import Agenda, Strike
from chalicelib.bookings.approvals import ApprovalService
from chalicelib.bookings.blocks import BlockService, BlockWish
from chalicelib.bookings.booking import State
from chalicelib.bookings.life import CHARGER_REMOVED
from chalicelib.bookings.records import RecordService
from chalicelib.bookings.store import DynamoBookings
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Refused
from chalicelib.networks.rules import Role
from chalicelib.policies.rules import Approval, Policy
from chalicelib.table import Look
from tests.unit.bookings.desk import Desk
from tests.unit.bookings.scenes import CHARGER, NOON, hours

ANN, BOB, BOSS, CHIEF = Caller("ann"), Caller("bob"), Caller("boss"), Caller("chief")


@dataclass
class Interrupted(DynamoBookings):
    """Just before the first commit, somebody else does something."""

    meanwhile: list[Callable[[], Any]] = field(default_factory=list)

    def commit(self, *parts: Any) -> None:
        while self.meanwhile:
            self.meanwhile.pop()()
        super().commit(*parts)


@dataclass
class Office:
    desk: Desk

    def standing(self, _: str, account_id: str | None) -> Any:
        standing = self.desk.standing(account_id)
        role = Role.MANAGER if account_id in ("boss", "chief") else Role.MEMBER
        assert standing.membership is not None
        return replace(standing, membership=replace(standing.membership, role=role))

    def approvals(self, store: DynamoBookings | None = None) -> ApprovalService:
        return ApprovalService(
            store or self.desk.store,
            lambda: self.desk.now,
            self.desk.owe,
            self.standing,
            lambda network_id, caller: self.standing(network_id, caller.account_id),
            self.desk.freed.append,
        )

    def blocks(self, store: DynamoBookings | None = None) -> BlockService:
        refs = iter(f"block0{number}" for number in range(9))
        return BlockService(
            store or self.desk.store,
            lambda: self.desk.now,
            lambda: next(refs),
            lambda _, caller: (self.desk.charger, self.standing("n1", caller.account_id)),
            lambda *_: pytest.fail("nobody asks for a station here"),
            self.desk.clock.settle,
            replace(self.desk.bookings, freed=lambda _: None).canceled,
            self.desk.freed.append,
            lambda _: {},
        )

    def records(self, store: DynamoBookings) -> RecordService:
        facts = self.desk.bookings.facts
        managed = Look((), lambda _: self.standing("n1", "boss"))
        boss = replace(facts, standing_of=lambda *_: managed)
        return RecordService(store, boss, lambda: self.desk.now, self.desk.owe)


@pytest.fixture
def desk(aws: None) -> Desk:
    return Desk(NOON - timedelta(days=1), policy=Policy(approval=Approval.MANAGER))


@pytest.fixture
def office(desk: Desk) -> Office:
    return Office(desk)


def events(desk: Desk) -> list[str]:
    return [notice.event for notice in desk.notices]


def test_of_two_managers_at_once_the_first_decides(desk: Desk, office: Office) -> None:
    asked = desk.bookings.book(CHARGER.charger_id, ANN, hours(1, 2)).booking_id
    store = Interrupted(meanwhile=[lambda: office.approvals().approve(asked, CHIEF)])

    with pytest.raises(Refused) as refused:
        office.approvals(store).reject(asked, BOSS)

    assert refused.value.code == "not_pending"
    kept = desk.store.booking(asked)
    assert kept is not None
    assert (kept.state, [step.by for step in kept.history]) == (State.RESERVED, ["ann", "chief"])
    assert desk.booked_by(ANN) == [kept]


def test_the_same_decision_twice_at_once_is_one(desk: Desk, office: Office) -> None:
    asked = desk.bookings.book(CHARGER.charger_id, ANN, hours(1, 2)).booking_id
    store = Interrupted(meanwhile=[lambda: office.approvals().reject(asked, CHIEF)])

    rejected = office.approvals(store).reject(asked, BOSS)

    assert [step.by for step in rejected.history] == ["ann", "chief"]
    assert [booking.booking_id for booking in desk.freed] == [asked]
    assert desk.booked_by(ANN) == []


def test_who_gives_a_booking_back_meanwhile_is_not_approved(desk: Desk, office: Office) -> None:
    asked = desk.bookings.book(CHARGER.charger_id, ANN, hours(1, 2)).booking_id
    store = Interrupted(meanwhile=[lambda: desk.bookings.cancel(asked, ANN)])

    with pytest.raises(Refused) as refused:
        office.approvals(store).approve(asked, BOSS)

    assert (refused.value.code, refused.value.facts["state"]) == ("not_pending", State.CANCELED)


def test_a_booking_made_while_a_block_is_decided_on_stands(desk: Desk, office: Office) -> None:
    store = Interrupted(meanwhile=[lambda: desk.bookings.book(CHARGER.charger_id, ANN, hours(1, 2))])

    with pytest.raises(Refused) as refused:
        office.blocks(store).block(CHARGER.charger_id, BOSS, BlockWish(hours(0, 4)))

    (booked,) = desk.booked_by(ANN)
    assert [one["booking_id"] for one in refused.value.facts["in_the_way"]] == [booked.booking_id]  # type: ignore[attr-defined]


def test_a_booking_made_meanwhile_goes_too_where_bookings_shall_go(desk: Desk, office: Office) -> None:
    first = desk.bookings.book(CHARGER.charger_id, ANN, hours(1, 2))
    store = Interrupted(meanwhile=[lambda: desk.bookings.book(CHARGER.charger_id, BOB, hours(2, 3))])
    service = office.blocks(store)

    block = service.block(CHARGER.charger_id, BOSS, BlockWish(hours(0, 4), cancels=True))

    assert desk.booked_by(ANN) == desk.booked_by(BOB) == []
    held = desk.store.occupancy(CHARGER.charger_id, hours(0, 4)).taken(hours(0, 4))
    assert [taken.ref for taken in held] == [block.ref]
    assert len(desk.freed) == 2
    assert first in desk.freed
    assert events(desk).count("booking_canceled") == 2


@pytest.mark.parametrize(
    ("reason", "told"), [(CHARGER_REMOVED, "charger_removed"), ("Roof repair", "Roof repair")]
)
def test_of_a_charger_that_goes_it_is_told_by_a_code_and_else_in_who_said_its_words(
    desk: Desk, reason: str, told: str
) -> None:
    booking = desk.bookings.book(CHARGER.charger_id, ANN, hours(1, 2))
    desk.notices.clear()

    desk.bookings.withdraw(CHARGER.charger_id, "boss", reason)

    assert [(one.event, one.facts["reason"]) for one in desk.notices] == [("booking_canceled", told)]
    ended = desk.store.booking(booking.booking_id)
    assert ended is not None
    assert ended.history[-1].reason == reason


def test_a_pardon_loses_no_booking_made_meanwhile(desk: Desk, office: Office) -> None:
    agenda = Agenda("ann", "n1", strikes=(Strike(desk.now, "no_show", "s1-c1-x"),))
    desk.store.commit(desk.store.moving(agenda))
    store = Interrupted(meanwhile=[lambda: desk.bookings.book(CHARGER.charger_id, ANN, hours(1, 2))])

    record = office.records(store).pardon("n1", "ann", BOSS)

    (kept,) = desk.store.agendas_of("ann")
    assert (record.strikes, record.active) == ((), 1)
    assert (len(kept.entries), kept.strikes) == (1, ())
    assert events(desk) == ["pardoned", "pardoned"]  # owed once: the first was not committed

"""What is odd is held, looked at by a manager, and corrected by records that follow."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel.errors import Forbidden, NotFound, Refused, Stale
from chalicelib.kernel.money import Money
from chalicelib.sessions import flags
from chalicelib.sessions.flag_words import WORDS
from chalicelib.sessions.items import SessionItem
from chalicelib.sessions.review_store import DynamoReviews
from chalicelib.sessions.reviewing import Decision, Review, follow, standing_record
from chalicelib.sessions.reviews import ReviewService
from chalicelib.sessions.rules import Cdr, Moment, State
from chalicelib.sessions.usage import Use, total
from chalicelib.sessions.usage_store import DynamoUsage
from chalicelib.table import check
from tests.unit.sessions.world import DRIVER, MANAGER, MEMBER, NOON, STRANGER, TARIFF, World

ACCEPT, CORRECT, VOID = Decision


class Desk(World):
    """The world with a manager's desk in it."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.kept = DynamoReviews()
        ids = (f"record {number}" for number in range(100))
        self.reviews = ReviewService(
            self.kept, lambda: self.now, lambda: next(ids), self.standing, self._managed, self._accounts,
            self._recount,
        )  # fmt: skip
        self.recounted: list[tuple[str, Decimal, Decimal]] = []
        self.recount_writes: tuple[object, ...] = ()

    def _recount(self, booking_id: str, before_wh: Decimal, after_wh: Decimal) -> tuple[object, ...]:
        self.recounted.append((booking_id, before_wh, after_wh))
        return self.recount_writes

    def ended(self, wh: float | None = 901_000) -> str:
        """An hour with this at its end; its session."""
        transaction_id = self.start()
        self.read(transaction_id, 4000)
        self.later(60)
        self.stop(transaction_id, wh)
        return self.session(transaction_id).session_id

    def waiting(self) -> list[str]:
        return [held.session.session_id for held in self.reviews.held("n1", MANAGER, self.wanted()).items]

    def decide(self, session_id: str, decision: Decision, kwh: float | None = None):
        energy_wh = None if kwh is None else Decimal(kwh) * 1000
        return self.reviews.review(session_id, MANAGER, decision, "Seen on site", energy_wh)

    def all_sessions(self):
        return self.kept.of_network("n1", self.wanted()).items

    def used(self) -> Use:
        """What is kept of all months."""
        return total(use for _, use in DynamoUsage().of_network("n1", "2000-01", "2100-12"))

    def records(self, session_id: str):
        session = self.kept.session(session_id)
        return self.kept.records(session), session


@pytest.fixture
def desk(aws: None) -> Desk:
    return Desk()


def figures(records) -> list[tuple[bool, Decimal, str]]:
    return [(one.is_credit, one.total_energy_wh / 1000, f"{one.total_cost.amount:.2f}") for one in records]


def test_what_is_odd_waits_and_what_is_not_does_not(desk):
    odd, _ = desk.ended(), desk.later(1)
    desk.ended(8000)

    (held,) = desk.reviews.held("n1", MANAGER, desk.wanted()).items
    assert held.session.session_id == odd
    assert (held.session.flags, held.messages, held.driver_name) == ({flags.IMPOSSIBLE_POWER}, 1, "Dora")


def test_the_messages_counted_are_all_in_which_the_charger_told_of_its_meter(desk):
    desk.tell(Moment.STARTED, 1000, token_uid="DORA")
    desk.later(1)
    desk.tell(Moment.UPDATED, 2000)
    desk.later(1)
    desk.tell(Moment.ENDED, 901_000)

    (held,) = desk.reviews.held("n1", MANAGER, desk.wanted()).items
    assert held.messages == 3


def test_what_is_accepted_stands(desk):
    session_id = desk.ended()
    before = desk.kept.session(session_id)
    done = desk.decide(session_id, ACCEPT)

    records, session = desk.records(session_id)
    assert (done.added, desk.waiting(), len(records)) == ((), [], 1)
    assert (session.energy_wh, session.cost, session.cdr_id) == (before.energy_wh, before.cost, before.cdr_id)
    (kept,) = desk.kept.reviews(session)
    assert (kept.decision, kept.by, kept.at, kept.reason) == (ACCEPT, "mia", desk.now, "Seen on site")


def test_a_correction_follows_the_first_record_which_stays_as_it_is(desk):
    session_id = desk.ended()
    (first,), _ = desk.records(session_id)
    desk.decide(session_id, CORRECT, 7)

    records, session = desk.records(session_id)
    assert records[0] == first
    assert figures(records) == [
        (False, 900, f"{first.total_cost.amount:.2f}"),
        (True, 900, f"-{first.total_cost.amount:.2f}"),
        (False, 7, "3.80"),
    ]
    assert records[1].credit_reference_id == first.cdr_id
    assert (session.energy_wh, session.cost.amount, session.cdr_id) == (7000, Decimal("3.80"), "record 1")
    assert (session.state, desk.waiting()) == (State.COMPLETED, [])


def test_what_is_void_is_taken_back_and_nothing_follows(desk):
    session_id = desk.ended()
    desk.decide(session_id, VOID)

    records, session = desk.records(session_id)
    assert [one.is_credit for one in records] == [False, True]
    assert standing_record(records) is None
    assert (session.state, session.energy_wh, session.cost.amount) == (State.INVALID, 0, 0)


def test_what_is_decided_counts_in_the_month_of_the_session(desk):
    session_id = desk.ended()
    desk.ended(8000)
    at_first = desk.used()
    desk.decide(session_id, CORRECT, 7)
    corrected = desk.used()
    desk.decide(session_id, CORRECT, 0)
    nothing = desk.used()

    others = sum(one.energy_wh for one in desk.all_sessions() if one.session_id != session_id)
    assert [(use.sessions, use.energy_wh - others) for use in (at_first, corrected, nothing)] == [
        (2, 900_000),
        (2, 7000),
        (2, 0),
    ]
    assert nothing.revenue == [sum((one.cost for one in desk.all_sessions()), Money(Decimal(0), "EUR"))]


def test_what_is_void_counts_in_no_month(desk):
    desk.decide(desk.ended(), VOID)

    assert desk.used().is_nothing


def test_what_is_decided_counts_for_the_drivers_quotas(desk):
    session_id = desk.ended()
    booking_id = desk.kept.session(session_id).booking_id
    desk.decide(session_id, CORRECT, 7)
    desk.decide(session_id, CORRECT, 6)
    other = desk.ended()
    desk.decide(other, ACCEPT)

    assert desk.recounted == [(booking_id, 900_000, 7000), (booking_id, 7000, 6000)]


def test_nothing_is_decided_where_the_quotas_have_changed_meanwhile(desk):
    session_id = desk.ended()
    before = desk.records(session_id)
    desk.recount_writes = (check("agenda", SessionItem("nowhere", "SESSION"), SessionItem.pk.exists()),)

    with pytest.raises(Stale):
        desk.decide(session_id, VOID)
    assert desk.records(session_id) == before


@pytest.mark.parametrize("first", [ACCEPT, VOID, CORRECT])
@pytest.mark.parametrize("second", [ACCEPT, VOID])
def test_a_second_decision_is_refused(desk, first, second):
    session_id = desk.ended()
    desk.decide(session_id, first, 7 if first is CORRECT else None)

    with pytest.raises(Refused) as refused:
        desk.decide(session_id, second)
    assert refused.value.code == "reviewed_already"


@pytest.mark.parametrize("first", list(Decision))
def test_a_correction_may_always_be_corrected_again(desk, first):
    session_id = desk.ended()
    desk.decide(session_id, first, 7 if first is CORRECT else None)
    desk.decide(session_id, CORRECT, 8)

    records, session = desk.records(session_id)
    assert standing_record(records) == records[-1]
    assert (session.energy_wh, len(desk.kept.reviews(session))) == (8000, 2)
    assert sum(one.total_cost.amount for one in records) == session.cost.amount


def test_there_must_be_something_to_review(desk):
    going_on = desk.session(desk.start()).session_id
    desk.later(1)
    fine = desk.ended(8000)

    for session_id in (going_on, fine):
        with pytest.raises(Refused) as refused:
            desk.decide(session_id, CORRECT, 7)
        assert refused.value.code == "nothing_to_review"


@pytest.mark.parametrize(("caller", "kind"), [(DRIVER, Forbidden), (MEMBER, NotFound), (STRANGER, NotFound)])
def test_only_managers_review(desk, caller, kind):
    session_id = desk.ended()

    with pytest.raises(kind):
        desk.reviews.review(session_id, caller, ACCEPT, "Mine", None)
    assert desk.waiting() == [session_id]


def test_a_second_end_told_otherwise_waits_too(desk):
    transaction_id = desk.start()
    desk.later(60)
    desk.stop(transaction_id, 8000)
    desk.stop(transaction_id, 9000)

    assert desk.waiting() == [desk.session(transaction_id).session_id]


def test_energy_of_nobody_corrected_is_nobodys_still(desk):
    desk.tell(Moment.STARTED, 1000)
    desk.later(60)
    desk.tell(Moment.ENDED, 8000)
    session_id = desk.session("T").session_id
    desk.decide(session_id, CORRECT, 5)

    records, session = desk.records(session_id)
    assert (session.state, session.energy_wh, session.cost.amount) == (State.INVALID, 5000, 0)
    assert records[-1].total_cost.amount == 0


def test_two_managers_at_once_are_one_review(desk):
    session_id = desk.ended()
    seen = desk.kept.session(session_id)
    desk.decide(session_id, CORRECT, 7)
    desk.kept.session = lambda _: seen

    with pytest.raises(Exception, match="meanwhile"):
        desk.decide(session_id, VOID)
    del desk.kept.session
    assert len(desk.records(session_id)[0]) == 3


def test_every_flag_has_its_words():
    named = {value for name, value in vars(flags).items() if name.isupper() and isinstance(value, str)}

    assert named == set(WORDS)
    assert all(words.endswith(".") for words in WORDS.values())


@given(st.lists(st.sampled_from([ACCEPT, VOID, CORRECT]), max_size=5), st.integers(0, 10**6))
def test_what_counts_in_the_end_is_the_last_decision(decisions, wh):
    hour = NOON.replace(hour=13)
    first = Cdr(
        "0", "s", "dora", "n1", "c", NOON, hour, TARIFF, Decimal(1), Decimal(1),
        Money(Decimal("9.99"), "EUR"), (), held_for_review=True, created_at=hour,
    )  # fmt: skip
    ids = (str(number) for number in range(1, 99))
    records = [first]
    for number, decision in enumerate(decisions, 1):
        review = Review(number, decision, "mia", hour, "", Decimal(wh) if decision is CORRECT else None)
        records += follow(records, review, lambda: next(ids))

    assert records[0] == replace(first)
    counts = standing_record(records)
    owed = sum((one.total_cost.amount for one in records), Decimal(0))
    assert owed == (counts.total_cost.amount if counts else 0)

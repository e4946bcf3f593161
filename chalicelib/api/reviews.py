"""Sessions that wait for a manager's review, and what is decided of them."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import AwareDatetime, Field, model_validator

from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import In, Items, MoneyOut, Out, Paging
from chalicelib.api.sessions import SessionOut, kilo, session_out
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.paging import Wanted
from chalicelib.sessions.figures import Shown
from chalicelib.sessions.flag_words import WORDS
from chalicelib.sessions.reviewing import Decision
from chalicelib.sessions.reviews import Held
from chalicelib.sessions.rules import Cdr
from chalicelib.wiring import services

api = Api(__name__)


class NewReview(In):
    """What is right, and why. `energy_kwh` comes with a correction, and only with one."""

    decision: Decision
    energy_kwh: Annotated[Decimal, Field(ge=0, le=10_000, decimal_places=3)] | None = None
    reason: Annotated[str, Field(min_length=1, max_length=500)]

    @model_validator(mode="after")
    def _energy_when_corrected(self) -> Self:
        if (self.energy_kwh is not None) != (self.decision is Decision.CORRECT):
            raise ValueError("energy_kwh is told with a correction, and only with one")
        return self


class OddityOut(Out):
    """Something odd: its flag, and what that means."""

    flag: str
    detail: str


class HeldOut(Out):
    """A session that waits: what is odd about it, and the figures to judge it by.

    `readings` counts the messages in which the charger told of its meter.
    """

    session: SessionOut
    oddities: list[OddityOut]
    meter_start_kwh: float | None
    meter_stop_kwh: float | None
    readings: int


class RecordOut(Out):
    """A record that a review added. A credit takes back another record, at a negative cost."""

    cdr_id: str
    is_credit: bool
    credit_reference_id: str | None
    energy_kwh: float
    cost: MoneyOut


class ReviewOut(Out):
    """What was decided, the session as it is now, and the records that were added."""

    session: SessionOut
    decision: Decision
    reason: str
    by_account_id: str
    at: AwareDatetime
    records: list[RecordOut]


@api.route("/networks/{network_id}/reviews", methods=["GET"], who=Who.MANAGER)
def list_reviews(network_id: str, caller: Caller, query: Paging) -> Items[HeldOut]:
    """The sessions of a network that wait for a review, the latest end first."""
    found = services().reviews.held(network_id, caller, Wanted(query.limit, query.cursor))
    return Items[HeldOut](items=[_held_out(held) for held in found.items], next_cursor=found.next_cursor)


@api.route("/sessions/{session_id}/review", methods=["POST"], who=Who.MANAGER)
def review_session(session_id: str, caller: Caller, body: NewReview) -> ReviewOut:
    """Let a session's record stand, correct its energy, or void it.

    A record is never changed: a correction takes it back by a credit and adds a new one. A session that was
    reviewed can only be corrected again.
    """
    energy_wh = None if body.energy_kwh is None else body.energy_kwh * 1000
    done = services().reviews.review(session_id, caller, body.decision, body.reason, energy_wh)
    return ReviewOut(
        session=session_out(Shown(done.session, None)),
        decision=done.review.decision,
        reason=done.review.reason,
        by_account_id=done.review.by,
        at=done.review.at,
        records=[_record_out(record) for record in done.added],
    )


def _shown(held: Held) -> Shown:
    return Shown(held.session, None, driver_name=held.driver_name, driver_is_erased=held.driver_is_erased)


def _held_out(held: Held) -> HeldOut:
    session = held.session
    return HeldOut(
        session=session_out(_shown(held)),
        oddities=[OddityOut(flag=flag, detail=WORDS[flag]) for flag in sorted(session.flags)],
        meter_start_kwh=kilo(session.meter_start_wh),
        meter_stop_kwh=kilo(session.meter_stop_wh),
        readings=held.messages,
    )


def _record_out(record: Cdr) -> RecordOut:
    return RecordOut(
        cdr_id=record.cdr_id,
        is_credit=record.is_credit,
        credit_reference_id=record.credit_reference_id,
        energy_kwh=kilo(record.total_energy_wh) or 0.0,
        cost=MoneyOut.of(record.total_cost),
    )

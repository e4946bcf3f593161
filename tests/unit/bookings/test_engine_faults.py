"""A worker that dies at any request to DynamoDB leaves nothing half done; asked again, all is done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.bookings.booking import Booking
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.money import Money
from chalicelib.kernel.paging import Wanted
from chalicelib.kernel.period import Period
from chalicelib.policies.rules import Approval, Fees, Measure, Policy, Quota, Span
from chalicelib.table import transact
from tests.load.audit import IN_STEP, faults, near
from tests.unit.bookings.desk import Desk
from tests.unit.bookings.scenes import CHARGER, NOON, hours

HOUR = timedelta(hours=1)
ALL = Period(NOON - 24 * HOUR, NOON + 120 * HOUR)
FEE = Money(Decimal(2), "EUR")
POLICY = Policy(
    buffer=HOUR / 4,
    cancel_until=2 * HOUR,
    change_until=2 * HOUR,
    noshow_timeout=HOUR / 4,
    fees=Fees(no_show=FEE, late_cancel=FEE),
    quotas=(Quota(Measure.HOURS, Decimal(20), Span.DAY), Quota(Measure.COUNT, Decimal(9), Span.WEEK)),
)
WANTED = Wanted(50)
Do = Callable[[], object]


class Died(BaseException):
    """The worker is gone: nothing of it catches this."""


@dataclass
class Requests:
    """Counts this process's requests to DynamoDB, and dies at one of them."""

    seen: int = 0
    dies_at: int | None = None
    is_sent: bool = False
    """Whether it dies when the request has been answered, or before it is sent."""


@contextmanager
def requests(monkeypatch: pytest.MonkeyPatch, **at: Any) -> Iterator[Requests]:
    """While it lasts."""
    counted, call = Requests(**at), BaseClient._make_api_call  # noqa: SLF001 - every client goes through it

    def watched(client: Any, operation: str, params: Any) -> Any:
        if client.meta.service_model.service_name != "dynamodb":
            return call(client, operation, params)
        counted.seen += 1
        if counted.seen != counted.dies_at:
            return call(client, operation, params)
        if counted.is_sent:
            call(client, operation, params)
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(BaseClient, "_make_api_call", watched)
        yield counted


@dataclass
class Scene:
    """A charger and a driver of its own, so that scenes do not know of each other."""

    desk: Desk
    ann: Caller
    bob: Caller

    @property
    def charger_id(self) -> str:
        return self.desk.charger.charger_id

    def left(self) -> Any:
        return near([self.charger_id], [self.ann.account_id, self.bob.account_id], ALL)


def scene(**other: Any) -> Scene:
    name = new_id().lower()[-10:]
    desk = Desk(policy=replace(POLICY, **other))
    desk.charger = replace(CHARGER, charger_id=f"{name}-c1", station_id=name)
    desk.status, desk.online = "Available", True
    return Scene(desk, Caller(f"ann-{name}"), Caller(f"bob-{name}"))


def booked(here: Scene, start: float, end: float, who: Caller | None = None) -> Booking:
    return here.desk.bookings.book(here.charger_id, who or here.ann, hours(start, end), key=f"{start}")


def book(here: Scene) -> Do:
    booked(here, 1, 2)
    return lambda: booked(here, 2.5, 3.75)


def book_over_an_edge(here: Scene) -> Do:
    return lambda: booked(here, 3, 5)


def book_where_one_has_lapsed(here: Scene) -> Do:
    booked(here, 0, 2, here.bob)
    here.desk.now = NOON + HOUR
    return lambda: booked(here, 1, 3)


def change(here: Scene) -> Do:
    before = booked(here, 1, 2)
    return lambda: here.desk.bookings.change(
        before.booking_id, here.ann, NOON + 3 * HOUR, NOON + 5 * HOUR, None
    )


def extend(here: Scene) -> Do:
    before = booked(here, 3, 4)
    return lambda: here.desk.bookings.change(before.booking_id, here.ann, None, NOON + 5 * HOUR, None)


def cancel(here: Scene) -> Do:
    before = booked(here, 1, 2)
    return lambda: here.desk.bookings.cancel(before.booking_id, here.ann, "ill")


def withdraw(here: Scene) -> Do:
    for number in range(2):
        booked(here, number, number + 0.5, here.bob if number % 2 else here.ann)
    return lambda: here.desk.bookings.withdraw(here.charger_id, "station", "The charger was removed.")


def begin(here: Scene) -> Do:
    return lambda: walk_up(here)


def walk_up(here: Scene) -> None:
    turn = here.desk.plug.turn(
        here.desk.charger, here.desk.standing(here.ann.account_id), here.ann.account_id, here.desk.now
    )
    assert turn.may
    assert turn.booking
    if turn.booking.session_id is None:  # else it has begun, and who asks again is told so
        transact(here.desk.plug.begin(turn, "session", here.desk.now))


def begin_early(here: Scene) -> Do:
    booked(here, 0.25, 1)
    here.desk.now = NOON + HOUR / 12
    return lambda: walk_up(here)


def finish(here: Scene) -> Do:
    walk_up(here)
    (going_on,) = here.left().bookings
    here.desk.now = NOON + HOUR
    return lambda: transact(
        here.desk.plug.finish(going_on.booking_id, here.desk.now, "session", energy_wh=7000)
    )


def no_show(here: Scene) -> Do:
    missed = booked(here, 0, 2)
    here.desk.now = NOON + HOUR
    return lambda: settle(here, missed)


def lapse(here: Scene) -> Do:
    waiting = booked(here, 48, 50)
    here.desk.now = NOON + 25 * HOUR
    return lambda: settle(here, waiting)


def settle(here: Scene, booking: Booking) -> None:
    current = here.desk.store.booking(booking.booking_id)
    assert current
    here.desk.clock.settle(current, here.desk.now)


USE_CASES = [
    (book, {}),
    (book_over_an_edge, {}),
    (book_where_one_has_lapsed, {}),
    (change, {}),
    (extend, {}),
    (cancel, {}),
    (withdraw, {}),
    (begin, {}),
    (begin_early, {}),
    (finish, {}),
    (no_show, {}),
    (lapse, {"approval": Approval.MANAGER}),
]


@pytest.mark.parametrize(
    ("use_case", "policy"), [pytest.param(*one, id=one[0].__name__) for one in USE_CASES]
)
def test_dying_at_any_request_leaves_nothing_half_done(aws, monkeypatch, use_case, policy):
    whole = scene(**policy)
    do = use_case(whole)
    before = told(whole.left())
    with requests(monkeypatch) as counted:
        do()
    after = told(whole.left())
    assert after != before
    assert counted.seen > 0

    for number in [1, *range(max(2, counted.seen - FEW), counted.seen + 1)]:
        for is_sent in (False, True):
            here = scene(**policy)
            do = use_case(here)
            with pytest.raises(Died), requests(monkeypatch, dies_at=number, is_sent=is_sent):
                do()
            left = here.left()
            assert faults(left) == IN_STEP, f"request {number} of {counted.seen}, sent: {is_sent}"
            assert use_case in IN_STEPS or told(left) in (before, after)
            do()
            left = here.left()
            assert faults(left) == IN_STEP
            assert told(left) == after


FEW = 7
"""Who takes more requests than this reads page by page before."""
IN_STEPS = (withdraw, book_where_one_has_lapsed)
"""These do one whole thing after the other."""


def told(left):
    """What there is, but for ids."""
    return sorted((b.period, b.kind.value, b.state.value, str(b.held)) for b in left.bookings)


def test_charges_and_strikes_come_with_the_fact_and_once(aws, monkeypatch):
    for use_case, reason in ((no_show, "no_show"), (cancel, "late_cancel")):
        for number in range(1, 7):
            here = scene()
            do = use_case(here)
            try:
                with requests(monkeypatch, dies_at=number, is_sent=True):
                    do()
            except Died:
                do()
            ((agenda),) = here.left().agendas
            charges = here.desk.store.charges_of_driver(here.ann.account_id, WANTED).items
            assert [charge.reason.value for charge in charges] == [reason]
            assert [strike.why for strike in agenda.strikes] == ["no_show"] * (reason == "no_show")

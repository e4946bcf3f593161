"""The engine and its oracle side by side: every step has the same outcome, and everything stays in step."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from chalicelib.bookings.booking import Booking
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Refused
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.period import Period
from chalicelib.policies.rules import Measure, Policy, Quota, Span
from chalicelib.table import transact
from tests.load.audit import IN_STEP, faults, near
from tests.unit.bookings.desk import Desk
from tests.unit.bookings.oracle import OPEN, QUARTER, SLOT, Oracle, Row
from tests.unit.bookings.scenes import CHARGER, NOON

HOUR = timedelta(hours=1)
ALL = Period(NOON - 24 * HOUR, NOON + 120 * HOUR)
DRIVERS = ("ann", "bob", "eve")
numbers = count()


def maybe(*lengths: float) -> Any:
    """None, or one of so many hours."""
    return st.sampled_from([None, *(HOUR * length for length in lengths)])


quotas = st.builds(
    Quota,
    st.sampled_from([Measure.HOURS, Measure.COUNT]),
    st.integers(1, 5).map(Decimal),
    st.just(Span.DAY),
)
policies = st.builds(
    Policy,
    min_duration=maybe(0.25, 0.5),
    max_duration=maybe(1, 2, 4),
    max_advance=maybe(12, 48),
    min_notice=maybe(0.5),
    max_active=st.sampled_from([None, 1, 2, 4]),
    quotas=st.lists(quotas, max_size=2).map(tuple),
    cooldown=maybe(0.5, 2),
    buffer=maybe(0.25, 1 / 12),
    noshow_timeout=maybe(0.25),
    change_until=maybe(0, 1),
    cancel_until=maybe(0, 1),
    walk_up=st.sampled_from([True, True, False]),
)
drivers = st.sampled_from(DRIVERS)
chargers = st.sampled_from([0, 1])
starts = st.integers(-2, 40)
lengths = st.integers(1, 10)
picks = st.integers(0, 30)
moves = st.sampled_from([-2, -1, 0, 0, 0, 1, 2])


class EngineMachine(RuleBasedStateMachine):
    """One station with two chargers and three drivers, around a Monday noon; ids nobody else has."""

    @initialize(policy=policies)
    def open(self, policy: Policy) -> None:
        """A new community."""
        name = f"{new_id().lower()[-8:]}{next(numbers)}"
        self.chargers = [
            replace(CHARGER, charger_id=f"{name}-c{number}", station_id=name) for number in range(2)
        ]
        self.drivers = {driver: f"{driver}-{name}" for driver in DRIVERS}
        self.desk = Desk(policy=policy)
        self.oracle = Oracle(NOON, policy)
        self.sessions = count()
        self.last: tuple[Any, ...] | None = None

    @rule(policy=policies)
    def agree(self, policy: Policy) -> None:
        """Another policy from now on."""
        self.desk.policy = self.oracle.policy = policy

    @rule(charger=chargers, driver=drivers, start=starts, length=lengths)
    def book(self, charger: int, driver: str, start: int, length: int) -> None:
        """Refused for the same reasons, or booked."""
        first = NOON + (self.oracle.now - NOON) // QUARTER * QUARTER + start * QUARTER
        period, chosen = Period(first, first + length * QUARTER), self._at(charger)
        expected = self.oracle.book(chosen, driver, period.start, period.end)
        key = new_id()

        made = self._outcome(lambda: self._book(chosen, driver, period, key), expected)

        if made:
            row = Row(chosen, driver, period.start, period.end, self.oracle.policy)
            self.oracle.rows[made.booking_id] = row
            self.last = (chosen, driver, period, key, made.booking_id)

    @precondition(lambda self: self.last)
    @rule()
    def book_the_last_again(self) -> None:
        """The same key is the same booking, whatever became of it."""
        assert self.last
        *asked, booking_id = self.last

        assert self._book(*asked).booking_id == booking_id

    def _book(self, charger: str, driver: str, period: Period, key: str) -> Booking:
        return self.desk.bookings.book(charger, Caller(self.drivers[driver]), period, key=key)

    @precondition(lambda self: self.oracle.rows)
    @rule(pick=picks, start=moves, end=moves)
    def change(self, pick: int, start: int, end: int) -> None:
        """Moved, extended or shortened; open ones twice as often as those that are over."""
        name = self._pick(pick)
        row = self.oracle.rows[name]
        wanted = (row.start + start * QUARTER, row.end + end * QUARTER)
        if wanted[0] >= wanted[1] or wanted == (row.start, row.end):
            return
        self._stand_at(row)
        caller = Caller(self.drivers[row.driver])
        if row.state != OPEN:
            with pytest.raises(Refused, match="What is over cannot be moved"):
                self.desk.bookings.change(name, caller, *wanted, None)
            return
        expected = self.oracle.change(name, *wanted)

        if self._outcome(lambda: self.desk.bookings.change(name, caller, *wanted, None), expected):
            self.oracle.changed(name, *wanted)

    @precondition(lambda self: self.oracle.rows)
    @rule(pick=picks)
    def cancel(self, pick: int) -> None:
        """Given back; twice is as good as once."""
        name = self._pick(pick)
        row = self.oracle.rows[name]
        if row.state == "CANCELED":
            return
        self._stand_at(row)

        canceled = self._outcome(
            lambda: self.desk.bookings.cancel(name, Caller(self.drivers[row.driver])),
            self.oracle.cancel(name),
        )

        if canceled:
            row.state = "CANCELED"

    @rule(charger=chargers, driver=drivers)
    def plug_in(self, charger: int, driver: str) -> None:
        """Under the own booking, or unbooked as long as it goes, or refused for the same reasons."""
        chosen, plug = self._at(charger), self.desk.plug
        expected, booked, until = self.oracle.turn(chosen, driver)
        if booked and self.oracle.rows[booked].session:
            return
        account = self.drivers[driver]

        turn = plug.turn(self.desk.charger, self.desk.standing(account), account, self.oracle.now)

        assert sorted(violation.code for violation in turn.violations) == expected
        if expected:
            return
        assert turn.booking is not None
        session = f"s{next(self.sessions)}"
        transact(plug.begin(turn, session, self.oracle.now))
        if booked:
            assert turn.booking.booking_id == booked
            row = self.oracle.rows[booked]
            row.began = self.oracle.now if self.oracle.now < row.start else None
        else:
            assert turn.walk_up is not None
            assert turn.walk_up == Period(self.oracle.now, until or self.oracle.now)
            row = Row(chosen, driver, turn.walk_up.start, turn.walk_up.end, self.oracle.policy, walk_up=True)
            self.oracle.rows[turn.booking.booking_id] = row
        row.session = session

    @precondition(lambda self: self._charging())
    @rule(pick=picks)
    def leave(self, pick: int) -> None:
        """A session ends."""
        charging = self._charging()
        self._finish(charging[pick % len(charging)])

    @rule(slots=st.sampled_from([1, 1, 3, 6, 12, 36]))
    def wait(self, slots: int) -> None:
        """Time passes: sessions end by the end of their time, and what is due is worked off."""
        until = self.oracle.now + slots * SLOT
        while self.oracle.now < until:
            ends = [self.oracle.rows[name].end for name in self._charging()]
            self.desk.now = self.oracle.now = min([until, *ends])
            for name in self._charging():
                if self.oracle.rows[name].end <= self.oracle.now:
                    self._finish(name)
            self._settle()

    def _settle(self) -> None:
        for name, row in self.oracle.rows.items():
            if row.state == OPEN:
                self._stand_at(row)
                booking = self.desk.store.booking(name)
                assert booking
                self.desk.clock.settle(booking, self.oracle.now)
        self.oracle.settled()

    @invariant()
    def both_have_the_same(self) -> None:
        """Each booking as the oracle has it, and all slots and agendas as the bookings are."""
        if not hasattr(self, "oracle"):
            return
        left = near([charger.charger_id for charger in self.chargers], self.drivers.values(), ALL)
        assert {
            booking.booking_id: (
                booking.period.start,
                booking.period.end,
                booking.state.value,
                booking.held and (booking.held.start, booking.held.end),
            )
            for booking in left.bookings
        } == {name: (row.start, row.end, row.state, row.held) for name, row in self.oracle.rows.items()}
        assert faults(left) == IN_STEP

    def _at(self, charger: int) -> str:
        self.desk.charger = self.chargers[charger]
        return self.desk.charger.charger_id

    def _stand_at(self, row: Row) -> None:
        self._at([charger.charger_id for charger in self.chargers].index(row.charger))

    def _pick(self, pick: int) -> str:
        rows = self.oracle.rows
        among = [name for name, row in rows.items() if row.state == OPEN or pick % 3 == 0] or list(rows)
        return among[pick % len(among)]

    def _charging(self) -> list[str]:
        rows = self.oracle.rows.items()
        return [name for name, row in rows if row.session and row.state == OPEN]

    def _finish(self, name: str) -> None:
        row = self.oracle.rows[name]
        transact(self.desk.plug.finish(name, self.oracle.now, row.session))
        row.state, row.left = "FULFILLED", max(self.oracle.now, row.began or row.start)

    @staticmethod
    def _outcome(do: Any, expected: list[str]) -> Booking | None:
        try:
            done: Booking = do()
        except Refused as refused:
            found: Any = refused.facts["violations"]
            assert sorted(violation.code for violation in found) == expected
            return None
        assert expected == []
        return done


def play(examples: int, steps: int) -> dict[str, int]:
    """So many communities, each for so many steps. Raises AssertionError where the two differ."""
    profile = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    run_state_machine_as_test(EngineMachine, settings=profile)
    return {"examples": examples}

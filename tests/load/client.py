"""One member of a crowd, who calls the services as the API and the chargers do."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.bookings.booking import Booking
from chalicelib.bookings.items import BookingItem
from chalicelib.bookings.recurrence import Recurrence
from chalicelib.bookings.series import SeriesWish
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import DomainError, Refused, Stale
from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.kernel.period import Period
from chalicelib.table import ConditionFailed, check, transact
from chalicelib.wiring import Services

QUARTER = timedelta(minutes=15)
WALK_UP_TRIES = 8
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)


class Client:
    """Remembers what it booked and where it charges, so that it can extend, cancel and leave."""

    def __init__(self, services: Services, meters: Any, number: int) -> None:
        self.services = services
        self.meters = meters
        self.number = number
        self.mine: list[Booking] = []
        self.charging: list[tuple[str, str]] = []
        """Booking and session."""

    def warm_up(self, step: Mapping[str, Any]) -> None:
        """Make every client and connection that a booking needs, by one that is refused as past."""
        long_ago = Period(datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, 1, tzinfo=UTC))
        try:
            self.services.bookings.book(step["charger"], Caller(step["driver"]), long_ago)
        except Refused:
            nothing = BookingItem.keyed(f"{step['charger']}-nothing")
            try:
                transact([check("there", nothing, BookingItem.pk.exists())])
            except ConditionFailed:
                return

    def timed(self, step: Mapping[str, Any]) -> list[Any]:
        """What was done, milliseconds, code and cost."""
        before, began = self.meters.mine.copy(), time.perf_counter()
        code = self._coded(getattr(self, step["do"]), step)
        spent = self.meters.mine.since(before)
        return [step["do"], (time.perf_counter() - began) * 1000, code, vars(spent)]

    def _coded(self, do: Callable[[Mapping[str, Any]], str], step: Mapping[str, Any]) -> str:
        try:
            return do(step)
        except DomainError as error:
            found = error.facts.get("violations")
            if isinstance(found, list):
                return "+".join(violation.code for violation in found)
            return error.code
        except Exception as error:  # noqa: BLE001 - counted, and told
            return f"error: {type(error).__name__}: {error}"

    def book(self, step: Mapping[str, Any]) -> str:
        """A new booking."""
        period = Period(datetime.fromisoformat(step["start"]), datetime.fromisoformat(step["end"]))
        caller, key = Caller(step["driver"]), step.get("key")
        made = self.services.bookings.book(step["charger"], caller, period, key=key)
        self.mine.append(made)
        return "done"

    def series(self, step: Mapping[str, Any]) -> str:
        """The same time on three days, every other client's whole or not at all."""
        period = Period(datetime.fromisoformat(step["start"]), datetime.fromisoformat(step["end"]))
        rule = Recurrence(EVERY_DAY, count=3)
        wish = SeriesWish(step["charger"], period, rule, all_or_none=self.number % 2 == 0)
        self.mine += self.services.series.book(wish, Caller(step["driver"])).bookings
        return "done"

    def extend(self, _: Mapping[str, Any]) -> str:
        """A quarter more of the booking made last."""
        return self._changed(QUARTER)

    def shorten(self, _: Mapping[str, Any]) -> str:
        """A quarter less of it."""
        return self._changed(-QUARTER)

    def _changed(self, more: timedelta) -> str:
        if not self.mine:
            return "nothing to change"
        last = self.mine[-1]
        caller = Caller(last.driver_id)
        end = last.period.end + more
        self.mine[-1] = self.services.bookings.change(last.booking_id, caller, None, end, None)
        return "done"

    def cancel(self, _: Mapping[str, Any]) -> str:
        """The booking made first, and still there."""
        if not self.mine:
            return "nothing to cancel"
        first = self.mine.pop(0)
        self.services.bookings.cancel(first.booking_id, Caller(first.driver_id))
        return "done"

    def walk_up(self, step: Mapping[str, Any]) -> str:
        """Charge now, unbooked, as the gate does it: ask, write; when somebody was faster, ask again."""
        plug, facts, now = self.services.plug, self.services.bookings.facts, utc_now()
        around, driver = Period(now, now + QUARTER), step["driver"]
        place = facts.place(step["charger"], around, f"{step['charger']}-none", None)
        assert place.charger is not None
        standing, _ = facts.member(place.charger.network_id, driver)
        assert standing is not None
        for _ in range(WALK_UP_TRIES):
            turn = plug.turn(place.charger, standing, driver, now)
            if not turn.may:
                return "+".join(violation.code for violation in turn.violations)
            session_id = new_id()
            try:
                transact(plug.begin(turn, session_id, now))
            except ConditionFailed:
                continue
            assert turn.booking is not None
            self.charging.append((turn.booking.booking_id, session_id))
            return "done"
        return "error: too many tries"

    def finish(self, _: Mapping[str, Any]) -> str:
        """Leave the charger."""
        if not self.charging:
            return "nothing to finish"
        booking_id, session_id = self.charging.pop()
        for _ in range(WALK_UP_TRIES):
            try:
                transact(self.services.plug.finish(booking_id, utc_now(), session_id))
            except (ConditionFailed, Stale):
                continue
            return "done"
        return "error: too many tries"

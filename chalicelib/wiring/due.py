"""How what is due of bookings, and what happens at the plug, is put together."""

# ruff: noqa: PLC0415 - see __init__.py
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.ids import utc_now
from chalicelib.wiring.waiting import Waiting

if TYPE_CHECKING:
    from chalicelib.bookings.at_charger import AtCharger, Visit
    from chalicelib.bookings.booking import Booking
    from chalicelib.bookings.clock import BookingClock
    from chalicelib.bookings.finishing import Finishing
    from chalicelib.bookings.keeping import Keeping
    from chalicelib.bookings.plug import PlugService
    from chalicelib.networks.rules import Standing
    from chalicelib.sessions.rules import Session
    from chalicelib.stations.rules import Charger


class Due(Waiting):
    """Services of due moments and of the plug."""

    @cached_property
    def plug(self) -> "PlugService":
        """Whose turn it is, and what a session does to its booking."""
        from chalicelib.bookings.plug import PlugService
        from chalicelib.bookings.store import DynamoBookings

        return PlugService(DynamoBookings(), utc_now, self.booking_clock.settle, self.finishing)

    @cached_property
    def finishing(self) -> "Finishing":
        """What the end of a session makes of its booking."""
        from chalicelib.bookings.finishing import Finishing
        from chalicelib.bookings.store import DynamoBookings

        return Finishing(DynamoBookings(), self.post.owed)

    @cached_property
    def keeping(self) -> "Keeping":
        """Chargers kept for who has booked them."""
        from chalicelib.bookings.keeping import Keeping
        from chalicelib.bookings.store import DynamoBookings

        points = self.charge_points
        return Keeping(
            self.tokens.app_token,
            points.reserve,
            points.unreserve,
            self._charger,
            DynamoBookings().booking,
        )

    @cached_property
    def booking_clock(self) -> "BookingClock":
        """What is due in bookings' lives."""
        from chalicelib.bookings.clock import BookingClock
        from chalicelib.bookings.clock_store import DynamoClock
        from chalicelib.bookings.no_shows import NoShows
        from chalicelib.bookings.putting_on_the_clock import Opening
        from chalicelib.bookings.store import DynamoBookings
        from chalicelib.bookings.strikes import Strikes
        from chalicelib.bookings.window_end import WindowEnd

        store, owe, freed = DynamoBookings(), self.post.owed, self.gave_back
        strikes = Strikes(store, owe, self._standing)
        no_shows = NoShows(store, owe, strikes, self.at_charger, self.keeping, self.nearest_free, freed)
        window_end = WindowEnd(
            store, owe, strikes, self.finishing, self.at_charger, self.visit, self.stop_visit, freed
        )
        dues = DynamoClock()
        return BookingClock(store, dues, Opening(dues), owe, no_shows, window_end, freed)

    def nearest_free(self, booking: "Booking") -> tuple[str, str]:
        """The nearest charger that is free for the same time: name and path; empty where there is none."""
        from chalicelib.logs import logger
        from chalicelib.wiring.grounds import above

        try:
            return above().nearby.nearest(booking)
        except Exception:  # noqa: BLE001 - its driver must know all the same that the charger broke
            logger.exception("nearest_not_found", booking_id=booking.booking_id)
            return "", ""

    def gave_back(self, booking: "Booking") -> None:
        """A booking gave time back. Whatever goes wrong in telling so, the booking did."""
        from chalicelib.logs import logger

        try:
            self.time_freed(booking)
        except Exception:  # noqa: BLE001 - it is looked for every minute too
            logger.exception("time_freed_untold", booking_id=booking.booking_id)

    def let_go(self, booking: "Booking") -> None:
        """A booking (as it was before) was cancelled or changed: its charger, and who waits, are told."""
        from chalicelib.logs import logger

        try:
            self.keeping.changed(booking)
        except Exception:  # noqa: BLE001 - it is cancelled all the same; what is kept ends by itself
            logger.exception("still_kept", booking_id=booking.booking_id)
        self.gave_back(booking)

    def at_charger(self, charger_id: str) -> "AtCharger":
        """What goes on at a charger: 1 read, of a networked one 2, and 1 or 2 for a session."""
        from chalicelib.bookings.at_charger import AtCharger
        from chalicelib.sessions.store import DynamoSessions
        from chalicelib.stations.live import connection

        charger = self._charger(charger_id)
        if charger is None:
            return AtCharger(None)
        session = DynamoSessions().going_on(charger_id, charger.charge_point_id, charger.connector_id)
        visit, key = _visit(session) if session else None, connection(charger)
        if key is None:
            return AtCharger(charger, visit=visit)
        told, online = self.charge_points.lines.statuses([key]).get(key, (None, False))
        return AtCharger(charger, told.status if told else None, online, visit, told.at if told else None)

    def visit(self, session_id: str) -> "Visit | None":
        """A session by its id."""
        from chalicelib.sessions.store import DynamoSessions

        session = DynamoSessions().session(session_id)
        return _visit(session) if session else None

    def stop_visit(self, visit: "Visit") -> None:
        """Ask a session's charger to stop it."""
        from chalicelib.logs import logger

        params = {"transaction_id": visit.transaction_id}
        try:
            self.charge_points.request(visit.charge_point_id or "", "remote_stop", params, None)
        except Exception:  # noqa: BLE001 - it is asked again while the session goes on
            logger.exception("not_stopped", session_id=visit.session_id)

    def _charger(self, charger_id: str) -> "Charger | None":
        try:
            return self.stations.charger(charger_id)
        except NotFound:
            return None

    def _standing(self, network_id: str, account_id: str) -> "Standing | None":
        try:
            return self.networks.standing(network_id, account_id)
        except NotFound:
            return None


def _visit(session: "Session") -> "Visit":
    from chalicelib.bookings.at_charger import Visit
    from chalicelib.sessions.again import told_name

    return Visit(
        session.session_id,
        session.driver_id,
        session.start,
        session.end,
        session.energy_wh,
        session.charge_point_id,
        session.transaction_id and told_name(session.transaction_id),
    )

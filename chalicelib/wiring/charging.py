"""How the services of bookings and sessions are put together."""

# ruff: noqa: PLC0415 - see __init__.py
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.wiring.due import Due
from chalicelib.wiring.grounds import above

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.bookings.booking import Booking
    from chalicelib.bookings.facts_store import DynamoFacts
    from chalicelib.bookings.reading import BookingReader
    from chalicelib.bookings.series_service import SeriesService
    from chalicelib.bookings.service import BookingService
    from chalicelib.sessions.closing import Closing
    from chalicelib.sessions.reviews import ReviewService
    from chalicelib.sessions.rules import Session
    from chalicelib.sessions.service import SessionService
    from chalicelib.sessions.visits import VisitService


class Charging(Due):
    """Services of bookings and sessions."""

    @cached_property
    def facts(self) -> "DynamoFacts":
        """What several concepts know, asked at once."""
        from chalicelib.accounts.store import DynamoAccounts
        from chalicelib.bookings.facts_store import DynamoFacts
        from chalicelib.bookings.store import DynamoBookings
        from chalicelib.networks.store import standing_of
        from chalicelib.stations.store import DynamoStations

        return DynamoFacts(DynamoStations.charger_of, DynamoAccounts.has_car, standing_of, DynamoBookings())

    @cached_property
    def bookings(self) -> "BookingService":
        """Bookings of members."""
        from chalicelib.bookings.service import BookingService
        from chalicelib.bookings.store import DynamoBookings

        return BookingService(
            DynamoBookings(),
            self.facts,
            utc_now,
            self.post.owed,
            self.booking_clock.settle,
            self.ask_managers,
            self.let_go,
        )

    def ask_managers(self, booking: "Booking", _: "datetime") -> None:
        """A booking waits for one of its network's managers: all of them but its driver are told."""
        from chalicelib.bookings.telling import told
        from chalicelib.networks.member_store import DynamoMembers

        driver = self.accounts.account(booking.driver_id).name
        until = booking.lapses_at
        for manager in DynamoMembers().managers(booking.network_id):
            if manager.account_id != booking.driver_id:
                facts = {"driver_name": driver, "approve_until_at": until.isoformat()}
                notice = told("booking_asked", booking, to=manager.account_id, not_after=until, **facts)
                self.post.owe(notice)

    @cached_property
    def booking_reader(self) -> "BookingReader":
        """Bookings as people look at them."""
        from chalicelib.bookings.reading import BookingReader
        from chalicelib.bookings.store import DynamoBookings

        return BookingReader(DynamoBookings(), utc_now, self.stations.visible_charger, self.networks.standing)

    @cached_property
    def series(self) -> "SeriesService":
        """Bookings week by week."""
        from chalicelib.accounts.store import DynamoAccounts
        from chalicelib.bookings.series_service import SeriesService
        from chalicelib.bookings.series_store import DynamoSeries
        from chalicelib.stations.store import DynamoStations

        return SeriesService(DynamoSeries(DynamoStations.charger_of, DynamoAccounts.has_car), self.bookings)

    @cached_property
    def closing(self) -> "Closing":
        """How visits end."""
        from chalicelib.sessions.closing import Closing
        from chalicelib.sessions.store import DynamoSessions

        def unpaid(session: "Session") -> None:
            above().energy_unpaid(session)

        return Closing(DynamoSessions(), new_id, self.plug.finish, unpaid)

    @cached_property
    def sessions(self) -> "SessionService":
        """What chargers ask and tell of visits."""
        from chalicelib.bookings.store import DynamoBookings
        from chalicelib.charge_points.store import DynamoChargePoints
        from chalicelib.networks.store import standing_of
        from chalicelib.sessions.gate import Gate
        from chalicelib.sessions.ground_store import DynamoGround
        from chalicelib.sessions.refusals import Refusals
        from chalicelib.sessions.service import joined
        from chalicelib.sessions.store import DynamoSessions
        from chalicelib.stations.store import DynamoStations
        from chalicelib.tokens.store import DynamoTokens

        ground = DynamoGround(
            DynamoChargePoints.charge_point_of,
            DynamoTokens.presented,
            DynamoStations.chargers_of,
            standing_of,
            DynamoBookings.agenda_of,
            DynamoBookings.occupancy_of,
            DynamoBookings.booking_of,
        )
        gate = Gate(ground, self.plug.turn, Refusals(self.post.owe, utc_now).tell)
        return joined(DynamoSessions(), utc_now, new_id, gate, self.plug.begin, self.closing)

    @cached_property
    def reviews(self) -> "ReviewService":
        """Sessions that wait for a manager."""
        from chalicelib.sessions.review_store import DynamoReviews
        from chalicelib.sessions.reviews import ReviewService

        return ReviewService(
            DynamoReviews(),
            utc_now,
            new_id,
            self.networks.standing,
            self.networks.managed,
            self.accounts.accounts_of,
            self.plug.recount,
        )

    @cached_property
    def visits(self) -> "VisitService":
        """What people do with visits."""
        from chalicelib.sessions.store import DynamoSessions
        from chalicelib.sessions.visits import VisitService

        return VisitService(
            DynamoSessions(),
            utc_now,
            new_id,
            self.stations.visible_charger,
            self.networks.standing,
            self.networks.managed,
            self.tokens.app_token,
            self.plug.turn,
            self.plug.begin,
            self.live,
            self.charge_points.request,
            self.accounts.car,
            self.accounts.accounts_of,
            self.closing,
        )

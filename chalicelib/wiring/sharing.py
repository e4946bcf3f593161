"""How the services of terms, approvals, blocks and availability are put together."""

# ruff: noqa: PLC0415 - see __init__.py
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.kernel.ids import secret_code, utc_now
from chalicelib.wiring.operating import Operating

if TYPE_CHECKING:
    from chalicelib.bookings.approvals import ApprovalService
    from chalicelib.bookings.availability import AvailabilityService
    from chalicelib.bookings.blocks import BlockService
    from chalicelib.bookings.calendar import CalendarReader
    from chalicelib.bookings.charge_list import ChargeList
    from chalicelib.bookings.nearby import NearbyService
    from chalicelib.bookings.records import RecordService
    from chalicelib.bookings.terms_shown import TermsReader


class Sharing(Operating):
    """Services of what members are told of their share, and of what managers decide."""

    @cached_property
    def terms(self) -> "TermsReader":
        """What holds for somebody at a charger."""
        from chalicelib.bookings.store import DynamoBookings
        from chalicelib.bookings.terms_shown import TermsReader

        return TermsReader(DynamoBookings(), self.facts, utc_now)

    @cached_property
    def approvals(self) -> "ApprovalService":
        """Bookings that wait for a manager."""
        from chalicelib.bookings.approvals import ApprovalService
        from chalicelib.bookings.store import DynamoBookings

        return ApprovalService(
            DynamoBookings(),
            utc_now,
            self.post.owed,
            self.networks.standing,
            self.networks.managed,
            self.gave_back,
        )

    @cached_property
    def records(self) -> "RecordService":
        """How members have kept to the rules."""
        from chalicelib.bookings.records import RecordService
        from chalicelib.bookings.store import DynamoBookings

        return RecordService(DynamoBookings(), self.facts, utc_now, self.post.owed)

    @cached_property
    def charges(self) -> "ChargeList":
        """What drivers owe."""
        from chalicelib.bookings.charge_list import ChargeList
        from chalicelib.bookings.store import DynamoBookings

        return ChargeList(DynamoBookings(), utc_now, self.networks.managed, self.networks.standing)

    @cached_property
    def blocks(self) -> "BlockService":
        """Times at which nobody can book."""
        from chalicelib.bookings.blocks import BlockService
        from chalicelib.bookings.life import REF_LENGTH
        from chalicelib.bookings.store import DynamoBookings

        quietly = replace(self.bookings, freed=lambda _: None)
        return BlockService(
            DynamoBookings(),
            utc_now,
            lambda: secret_code(REF_LENGTH),
            self.stations.managed_charger,
            self.stations.managed_station,
            self.booking_clock.settle,
            quietly.canceled,
            self.let_go,
            self.accounts.accounts_of,
        )

    @cached_property
    def calendar(self) -> "CalendarReader":
        """Who has which charger when."""
        from chalicelib.bookings.calendar import CalendarReader
        from chalicelib.bookings.store import DynamoBookings

        return CalendarReader(DynamoBookings(), utc_now, self.stations.managed_station)

    @cached_property
    def availability(self) -> "AvailabilityService":
        """When chargers are free."""
        from chalicelib.bookings.availability import AvailabilityService
        from chalicelib.bookings.store import DynamoBookings

        stations = self.stations
        return AvailabilityService(
            DynamoBookings(), utc_now, stations.visible_charger, stations.visible_station
        )

    @cached_property
    def nearby(self) -> "NearbyService":
        """Free chargers near a place."""
        from chalicelib.bookings.nearby import NearbyService
        from chalicelib.bookings.store import DynamoBookings

        return NearbyService(
            DynamoBookings(), self.facts, utc_now, self.station_map.stations_in, self.stations.station
        )

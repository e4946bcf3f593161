"""How the services that show what has been, feeds and reports, are put together."""

# ruff: noqa: PLC0415 - see __init__.py
from email.utils import parseaddr
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.kernel.ids import utc_now
from chalicelib.kernel.settings import settings
from chalicelib.wiring.sharing import Sharing

if TYPE_CHECKING:
    from chalicelib.feeds.reading import FeedReader
    from chalicelib.feeds.service import FeedService
    from chalicelib.reports.driving_service import DrivingService
    from chalicelib.reports.refusals import RefusalCounter
    from chalicelib.reports.service import FairnessService
    from chalicelib.reports.usage_service import UsageService


class Views(Sharing):
    """Services of feeds and reports."""

    @cached_property
    def feeds(self) -> "FeedService":
        """Private calendars, as their owners handle them."""
        from chalicelib.feeds.service import FeedService
        from chalicelib.feeds.store import DynamoFeeds

        return FeedService(DynamoFeeds(), utc_now, self.stations.managed_station)

    @cached_property
    def feed_reader(self) -> "FeedReader":
        """The same, as calendars read them."""
        from chalicelib.bookings.store import DynamoBookings
        from chalicelib.feeds.reading import FeedReader
        from chalicelib.feeds.store import DynamoFeeds
        from chalicelib.stations.store import DynamoStations

        return FeedReader(
            DynamoFeeds(),
            DynamoBookings(),
            DynamoStations().stations,
            self.networks.standing,
            self.networks.memberships_of,
            self.accounts.accounts_of,
            utc_now,
            settings().web_origin,
            parseaddr(settings().mail_from)[1],
        )

    @cached_property
    def refusals(self) -> "RefusalCounter":
        """Which rules say no, how often."""
        from chalicelib.reports.refusals import RefusalCounter
        from chalicelib.reports.store import DynamoRefusals

        return RefusalCounter(DynamoRefusals(), self.stations.station, utc_now)

    @cached_property
    def network_usage(self) -> "UsageService":
        """What networks are used for, month by month."""
        from chalicelib.bookings.usage_store import DynamoHeld
        from chalicelib.reports.usage_service import UsageService
        from chalicelib.sessions.usage_store import DynamoUsage
        from chalicelib.stations.store import DynamoStations

        return UsageService(
            self.networks.managed,
            DynamoUsage().of_network,
            DynamoHeld().of_network,
            DynamoStations().of_network,
            utc_now,
        )

    @cached_property
    def fairness(self) -> "FairnessService":
        """How fairly networks share."""
        from chalicelib.bookings.store import DynamoBookings
        from chalicelib.networks.member_store import DynamoMembers
        from chalicelib.reports.service import FairnessService
        from chalicelib.reports.store import DynamoRefusals, DynamoWaits
        from chalicelib.sessions.store import DynamoSessions
        from chalicelib.stations.store import DynamoStations

        return FairnessService(
            self.networks.managed,
            DynamoMembers().members,
            DynamoStations().of_network,
            DynamoBookings().past_of_network,
            DynamoSessions().of_network_begun,
            DynamoRefusals(),
            DynamoWaits().waits,
            self.accounts.accounts_of,
            utc_now,
        )

    @cached_property
    def driving(self) -> "DrivingService":
        """What drivers used."""
        from chalicelib.reports.driving_service import DrivingService
        from chalicelib.sessions.store import DynamoSessions

        return DrivingService(self.accounts.mine, DynamoSessions().of_driver_over, utc_now)

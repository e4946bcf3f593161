"""How the services of the waitlist are put together."""

# ruff: noqa: PLC0415 - see __init__.py
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.kernel.ids import secret_code, utc_now
from chalicelib.wiring.grounds import Grounds, above

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.bookings.booking import Booking
    from chalicelib.table import Write
    from chalicelib.waitlist.answers import OfferService
    from chalicelib.waitlist.entry import WaitlistEntry
    from chalicelib.waitlist.facts_store import DynamoWaitlistFacts
    from chalicelib.waitlist.offering import Offering
    from chalicelib.waitlist.queue import Queues
    from chalicelib.waitlist.reading import WaitlistReader
    from chalicelib.waitlist.service import WaitlistService


class Waiting(Grounds):
    """Services of the waitlist."""

    @cached_property
    def waitlist(self) -> "Offering":
        """Who is offered what is free."""
        from chalicelib.bookings.life import OFFERED, REF_LENGTH
        from chalicelib.bookings.store import DynamoBookings
        from chalicelib.waitlist.offering import Offering
        from chalicelib.waitlist.store import DynamoWaitlist

        return Offering(
            DynamoWaitlist(),
            self.waitlist_queues,
            DynamoBookings(),
            self.post.owed,
            lambda: OFFERED + secret_code(REF_LENGTH - 1),
        )

    @cached_property
    def waits(self) -> "WaitlistService":
        """Joining and leaving."""
        from chalicelib.bookings.store import DynamoBookings
        from chalicelib.waitlist.entry import REF_LENGTH
        from chalicelib.waitlist.service import WaitlistService
        from chalicelib.waitlist.store import DynamoWaitlist

        return WaitlistService(
            DynamoWaitlist(),
            self.waitlist_queues,
            self.waitlist_facts,
            DynamoBookings(),
            utc_now,
            lambda: secret_code(REF_LENGTH),
            self.stations.visible_station,
            self.waitlist.moved,
        )

    @cached_property
    def offers(self) -> "OfferService":
        """Answers to offers."""
        from chalicelib.bookings.store import DynamoBookings
        from chalicelib.reports.store import DynamoWaits
        from chalicelib.reports.waits import Wait
        from chalicelib.waitlist.answers import OfferService
        from chalicelib.waitlist.store import DynamoWaitlist

        def ask_managers(booking: "Booking", now: "datetime") -> None:
            above().ask_managers(booking, now)

        def waited(entry: "WaitlistEntry", booking: "Booking", now: "datetime") -> "tuple[Write, ...]":
            wait = Wait(booking.booking_id, entry.network_id, entry.time_zone, entry.joined_at, now)
            return DynamoWaits().recording(wait)

        return OfferService(
            DynamoWaitlist(),
            self.waitlist_facts,
            DynamoBookings(),
            utc_now,
            self.stations.station,
            ask_managers,
            self.waitlist.moved,
            waited,
        )

    @cached_property
    def waitlist_reader(self) -> "WaitlistReader":
        """The waitlist as people look at it."""
        from chalicelib.waitlist.reading import WaitlistReader
        from chalicelib.waitlist.store import DynamoWaitlist

        return WaitlistReader(DynamoWaitlist(), self.waitlist_queues, utc_now, self.stations.visible_station)

    @cached_property
    def waitlist_queues(self) -> "Queues":
        """Who waits where."""
        from chalicelib.waitlist.queue import Queues
        from chalicelib.waitlist.store import DynamoWaitlist

        return Queues(DynamoWaitlist(), self.waitlist_facts, self.stations.station)

    @cached_property
    def waitlist_facts(self) -> "DynamoWaitlistFacts":
        """What several concepts know of those who wait."""
        from chalicelib.accounts.store import DynamoAccounts
        from chalicelib.bookings.store import DynamoBookings
        from chalicelib.networks.store import standing_of
        from chalicelib.waitlist.facts_store import DynamoWaitlistFacts

        return DynamoWaitlistFacts(
            standing_of,
            DynamoBookings.agenda_of,
            DynamoBookings.booking_of,
            DynamoBookings.occupancy_of,
            DynamoAccounts.has_car,
        )

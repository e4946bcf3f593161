"""How the services that watch over charge points, uptime and alarms, are put together."""

# ruff: noqa: PLC0415 - see __init__.py
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.kernel.sayings import filled
from chalicelib.wiring.charging import Charging

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.alarms.fault_service import FaultService
    from chalicelib.alarms.offline_watch import OfflineWatch
    from chalicelib.alarms.security_events import SecurityEvents
    from chalicelib.alarms.service import AlarmService
    from chalicelib.charge_points.message_search import MessageSearch
    from chalicelib.charge_points.presence import Link, Presence
    from chalicelib.charge_points.rules import Boot, StatusChange
    from chalicelib.kernel.period import Period
    from chalicelib.sessions.rules import Session
    from chalicelib.uptime.service import UptimeService


class Watching(Charging):
    """Services of how charge points fare, and of what is wrong with them."""

    @cached_property
    def alarms(self) -> "AlarmService":
        """What is wrong at charge points."""
        from chalicelib.alarms.service import AlarmService
        from chalicelib.alarms.store import DynamoAlarms
        from chalicelib.charge_points.store import DynamoChargePoints
        from chalicelib.networks.member_store import DynamoMembers

        charge_point = DynamoChargePoints().charge_point

        def names_of(station_id: str, charge_point_id: str) -> tuple[str, str]:
            found = charge_point(charge_point_id)
            return self.stations.station(station_id).name, found.name if found else charge_point_id

        def managers_of(network_id: str) -> list[str]:
            return [manager.account_id for manager in DynamoMembers().managers(network_id)]

        return AlarmService(
            DynamoAlarms(),
            utc_now,
            new_id,
            charge_point,
            names_of,
            managers_of,
            self.post.owed,
            self.post.owe,
            self.networks.managed,
        )

    @cached_property
    def faults(self) -> "FaultService":
        """What people report of chargers."""
        from chalicelib.accounts.login_store import DynamoCounters
        from chalicelib.alarms.fault_service import FaultService
        from chalicelib.alarms.fault_store import DynamoFaults

        return FaultService(
            DynamoFaults(),
            utc_now,
            new_id,
            DynamoCounters(),
            self.stations.visible_charger,
            self.alarms.raise_named,
        )

    @cached_property
    def offline_watch(self) -> "OfflineWatch":
        """Charge points that stay offline."""
        from chalicelib.alarms.offline_watch import OfflineWatch
        from chalicelib.alarms.store import DynamoAlarms
        from chalicelib.alarms.watch_store import DynamoWatch
        from chalicelib.charge_points.store import DynamoChargePoints

        return OfflineWatch(
            DynamoWatch(DynamoChargePoints.charge_point_of, DynamoChargePoints.presence_of),
            utc_now,
            self.alarms.raise_,
            self.alarms.clear,
            DynamoAlarms().settings,
        )

    @cached_property
    def security_events(self) -> "SecurityEvents":
        """What charge points tell of their security."""
        from chalicelib.alarms.security_event_store import DynamoSecurityEvents
        from chalicelib.alarms.security_events import SecurityEvents

        return SecurityEvents(
            DynamoSecurityEvents(), utc_now, self.charge_points.managed, self.alarms.raise_at
        )

    @cached_property
    def uptime(self) -> "UptimeService":
        """How reliably charge points serve."""
        from chalicelib.bookings.store import DynamoBookings
        from chalicelib.charge_points.store import DynamoChargePoints
        from chalicelib.kernel.period import Period
        from chalicelib.uptime.service import UptimeService
        from chalicelib.uptime.store import DynamoUptime

        def closures(charger_id: str, since: "datetime") -> "list[Period]":
            blocks = DynamoBookings().blocks_of(charger_id, since)
            return [
                Period(block.period.start, block.over_at)
                for block in blocks
                if block.over_at > block.period.start
            ]

        points = self.charge_points
        return UptimeService(
            DynamoUptime(), utc_now, points.managed, points.detail, DynamoChargePoints().presence, closures
        )

    @cached_property
    def message_search(self) -> "MessageSearch":
        """What charge points said and heard."""
        from chalicelib.charge_points import message_store
        from chalicelib.charge_points.message_search import MessageSearch

        return MessageSearch(self.charge_points.managed, message_store.read, message_store.cursor_after)

    def after_connect(self, charge_point_id: str, link: "Link", before: "Presence") -> None:
        """A charge point has connected; `before` is how it was."""
        self.offline_watch.connected(charge_point_id, link, before)
        self.uptime.connected(charge_point_id, link, before)

    def after_turn(self, charge_point_id: str, change: "StatusChange") -> None:
        """A connector broke, broke in another way, or came right."""
        from chalicelib.alarms.faults import fault_told

        self.uptime.turned(charge_point_id, change)
        fault_told(self.alarms, charge_point_id, change)

    def energy_unpaid(self, session: "Session") -> None:
        """A session ended with energy that nobody was allowed to take."""
        from chalicelib.alarms.reasons import ENERGY
        from chalicelib.alarms.rules import AlarmKind

        if session.charge_point_id is not None:
            told = filled(ENERGY, connector=session.connector_id, kwh=f"{session.energy_wh / 1000:.2f}")
            at, connector = session.end or session.start, str(session.connector_id)
            kind = AlarmKind.ENERGY_WITHOUT_SESSION
            self.alarms.raise_at(kind, session.charge_point_id, told, at, connector)

    def boot_judged(self, charge_point_id: str, boot: "Boot", status: str) -> None:
        """A charge point has started; that it is refused is an alarm, until it starts and is not."""
        from chalicelib.alarms.rules import AlarmKind
        from chalicelib.charge_points.rules import REJECTED

        if status == REJECTED:
            detail = " ".join(part for part in (boot.vendor, boot.model) if part)
            self.alarms.raise_at(AlarmKind.BOOT_REFUSED, charge_point_id, detail, boot.at)
        else:
            self.alarms.clear(AlarmKind.BOOT_REFUSED, charge_point_id)

"""How the services of stations, chargers and charge points are put together."""

# ruff: noqa: PLC0415 - see __init__.py
from functools import cache, cached_property
from typing import TYPE_CHECKING

from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.kernel.settings import settings
from chalicelib.wiring.circles import Circles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.bookings.booking import Booking
    from chalicelib.charge_points.authentication import Authentication
    from chalicelib.charge_points.message_log import MessageLog
    from chalicelib.charge_points.service import ChargePointService
    from chalicelib.kernel.caller import Caller
    from chalicelib.policies.changes import PolicyChange
    from chalicelib.stations.importing import StationFiles
    from chalicelib.stations.live import LiveStates
    from chalicelib.stations.map import StationMap
    from chalicelib.stations.place_policies import PlacePolicyService
    from chalicelib.stations.places import Places
    from chalicelib.stations.rules import Charger
    from chalicelib.stations.service import StationService
    from chalicelib.wiring import Services


def above() -> "Services":
    """All services: for the few that are asked later by what lies below them."""
    from chalicelib.wiring import services

    return services()


class Grounds(Circles):
    """Services of stations, chargers and charge points."""

    @cached_property
    def stations(self) -> "StationService":
        """Stations and chargers."""
        from chalicelib.charge_points.removals import Removals
        from chalicelib.charge_points.store import DynamoChargePoints
        from chalicelib.ocpp.outbound import hang_up
        from chalicelib.stations.service import StationService
        from chalicelib.stations.store import DynamoStations

        networks = self.networks
        removals = Removals(
            DynamoChargePoints(),
            hang_up,
            on_removed=lambda charge_point: above().alarms.removed(charge_point),  # noqa: PLW0108 - made later
        )

        def charger_removed(charger: "Charger") -> None:
            from chalicelib.bookings.life import CHARGER_REMOVED

            removals.charger_removed(charger)
            above().alarms.charger_removed(charger.charger_id)
            above().bookings.withdraw(charger.charger_id, "station", CHARGER_REMOVED)

        return StationService(
            DynamoStations(),
            new_id,
            networks.visible,
            networks.managed,
            networks.standing,
            self.live,
            charger_removed,
            removals.station_removed,
        )

    @cached_property
    def station_files(self) -> "StationFiles":
        """Stations that come and go by files."""
        from chalicelib.stations.importing import StationFiles
        from chalicelib.stations.store import DynamoStations

        networks, stations = self.networks, self.stations
        return StationFiles(
            DynamoStations(),
            networks.managed,
            stations.follow,
            lambda network_id: networks.standing(network_id, None).network,
            stations.new_charger_id,
        )

    @cached_property
    def place_policies(self) -> "PlacePolicyService":
        """What stations and chargers say instead of their network's policy."""
        from chalicelib.networks.policy_store import recorded
        from chalicelib.stations.place_policies import PlacePolicyService
        from chalicelib.stations.store import DynamoStations

        def writes(change: "PolicyChange") -> tuple[object, ...]:
            return tuple(recorded(change))

        stations = self.stations
        return PlacePolicyService(
            DynamoStations(), stations.visible_station, stations.visible_station_of, writes, utc_now, new_id
        )

    @cached_property
    def live(self) -> "LiveStates":
        """What chargers are doing."""
        from chalicelib.stations.live import Connection, LiveStates

        def statuses(connections: "Sequence[Connection]") -> "dict[Connection, tuple[str | None, bool]]":
            told = self.charge_points.lines.statuses(connections)
            return {
                key: (status.status if status else None, online) for key, (status, online) in told.items()
            }

        return LiveStates(
            statuses,
            taken=above().plug.taken,
            charging=lambda charger_ids: above().sessions.charging(charger_ids),  # noqa: PLW0108 - made later
            in_session=lambda connectors: above().sessions.in_session(connectors),  # noqa: PLW0108 - likewise
            now=utc_now,
        )

    @cached_property
    def station_map(self) -> "StationMap":
        """Stations by place."""
        from chalicelib.stations.map import StationMap
        from chalicelib.stations.store import DynamoStations

        networks = self.networks
        return StationMap(
            DynamoStations(), networks.visible, networks.memberships_of, self.live, above().plug.taken
        )

    @cached_property
    def places(self) -> "Places":
        """Address look-up, where one is configured."""
        from chalicelib.stations.places import AmazonPlaces, NoPlaces

        index = settings().place_index
        if index is None:
            return NoPlaces()
        from chalicelib.clients import client

        return AmazonPlaces(client("location"), index)

    @cached_property
    def authentication(self) -> "Authentication":
        """Who may connect as a charge point."""
        from chalicelib.accounts.secret import secret_text
        from chalicelib.charge_points.authentication import Authentication
        from chalicelib.charge_points.store import DynamoChargePoints

        return Authentication(
            DynamoChargePoints(),
            cache(lambda: secret_text(settings().password_pepper_secret)),
            utc_now,
            settings().ocpp_plain_up_to,
            lambda *used: above().security_profiles.used(*used),  # noqa: PLW0108 - made later
            lambda *failing: above().password_throttled(*failing),
        )

    @cached_property
    def charge_points(self) -> "ChargePointService":
        """Networked boxes, their sockets and commands."""
        from chalicelib.charge_points.commands.service import Commands
        from chalicelib.charge_points.commands.store import DynamoCommands
        from chalicelib.charge_points.lines import Lines
        from chalicelib.charge_points.note_store import DynamoNotes
        from chalicelib.charge_points.service import ChargePointService
        from chalicelib.charge_points.store import DynamoChargePoints
        from chalicelib.ocpp import calls
        from chalicelib.ocpp.outbound import Outbound, hang_up

        store = DynamoChargePoints()
        send = Outbound(self.message_log.note).send

        def transaction_of(session_id: str, caller: "Caller") -> tuple[str | None, str | None]:
            return above().visits.transaction_of(session_id, caller)

        commands = Commands(
            store, DynamoCommands(), send, self.authentication.hashes, utc_now, new_id, above().effects()
        )
        return ChargePointService(
            store,
            Lines(
                store,
                hang_up,
                commands.deliver,
                utc_now,
                on_connected=above().after_connect,
                on_booted=above().after_boot,
                on_turned=above().after_turn,
                on_reported=above().after_report,
            ),
            commands,
            self.authentication,
            managed_station=lambda station_id, caller: self.stations.managed_station(station_id, caller),  # noqa: PLW0108 - stations need the statuses of here
            bind=lambda *binding: self.stations.bind(*binding),  # noqa: PLW0108 - likewise
            hang_up=hang_up,
            transaction_of=transaction_of,
            misfits=calls.misfits,
            is_guarded=calls.is_guarded,
            cost_of=lambda *of: above().visits.cost_of(*of),  # noqa: PLW0108 - made later
            note_store=DynamoNotes(),
            security_event=lambda *told: above().security_events.told(*told),  # noqa: PLW0108 - made later
            on_removed=lambda charge_point: above().alarms.removed(charge_point),  # noqa: PLW0108 - likewise
            most_at_once=lambda *of: above().variables.most_at_once(*of),  # noqa: PLW0108 - likewise
        )

    @cached_property
    def message_log(self) -> "MessageLog":
        """Every frame of every charge point."""
        from chalicelib.charge_points import message_store
        from chalicelib.charge_points.message_log import MessageLog
        from chalicelib.logs import logger

        def broken(lost: int) -> None:
            logger.warning("messages not logged", lost=lost)

        return MessageLog(message_store.write, broken, utc_now)

    def time_freed(self, booking: "Booking") -> None:
        """A booking gave time back: who waits for it may have it."""
        above().waitlist.moved(booking.station_id, utc_now())

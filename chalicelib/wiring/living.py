"""How the service that tells pages what changed is put together, and who may watch what."""

# ruff: noqa: PLC0415 - see __init__.py
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.kernel.errors import NotLoggedIn, not_found
from chalicelib.kernel.ids import utc_now
from chalicelib.wiring.views import Views

if TYPE_CHECKING:
    from chalicelib.kernel.caller import Caller
    from chalicelib.live.rules import Connection, Subject
    from chalicelib.live.service import LiveService, Resolve


class Living(Views):
    """The service that tells who watches, and the channels that topics are made of."""

    @cached_property
    def watched(self) -> "LiveService":
        """Who looks at what."""
        from chalicelib import connections
        from chalicelib.live.cells import Cells
        from chalicelib.live.service import LiveService
        from chalicelib.live.store import DynamoWatchers

        def tell(endpoint: str, connection_id: str, topics: Sequence[str]) -> bool:
            return connections.post(
                endpoint, connection_id, json.dumps({"changed": topics}, separators=(",", ":"))
            )

        def hang_up(connection: "Connection") -> None:
            connections.hang_up(connection.endpoint, connection.connection_id)

        cells = Cells(self._stations_of, self._places_of, utc_now)
        return LiveService(
            DynamoWatchers(utc_now),
            tell,
            hang_up,
            lambda token: self.access_tokens.caller_of(token),  # noqa: PLW0108 - made later
            self._topics(),
            cells.showing,
            utc_now,
        )

    def _topics(self) -> "Mapping[Subject, Resolve]":
        from chalicelib.live.rules import Subject

        return {
            Subject.ME: self._of_me,
            Subject.STATION: self._of_station,
            Subject.SESSION: self._of_session,
            Subject.CHARGE_POINT: self._of_charge_point,
            Subject.NETWORK: self._of_network,
            Subject.ROLLOUT: self._of_rollout,
            Subject.MAP: self._of_map,
        }

    @staticmethod
    def _of_me(_: str, caller: "Caller | None") -> Iterable[str]:
        from chalicelib.live import changes

        yield changes.account(_known(caller).account_id)

    def _of_station(self, station_id: str, caller: "Caller | None") -> Iterable[str]:
        from chalicelib.live import changes

        found, _ = self.stations.visible_station(station_id, caller)
        yield changes.station(station_id)
        for charger in found.chargers:
            if charger.charge_point_id:
                yield changes.charge_point(charger.charge_point_id)

    def _of_session(self, session_id: str, caller: "Caller | None") -> Iterable[str]:
        from chalicelib.live import changes

        charge_point_id, _ = self.visits.transaction_of(session_id, _known(caller))
        yield changes.charging(charge_point_id) if charge_point_id else changes.session(session_id)

    def _of_charge_point(self, charge_point_id: str, caller: "Caller | None") -> Iterable[str]:
        from chalicelib.live import changes

        self.charge_points.managed(charge_point_id, _known(caller))
        yield changes.charge_point(charge_point_id)
        yield changes.charging(charge_point_id)

    def _of_network(self, network_id: str, caller: "Caller | None") -> Iterable[str]:
        """For members: what others see of a public network does not change while they look."""
        from chalicelib.live import changes

        if self.networks.visible(network_id, _known(caller)).role is None:
            raise not_found("network")
        yield changes.network(network_id)

    def _of_rollout(self, rollout_id: str, caller: "Caller | None") -> Iterable[str]:
        from chalicelib.live import changes

        self.rollouts.rollout(rollout_id, _known(caller))
        yield changes.rollout(rollout_id)

    def _of_map(self, cell: str, caller: "Caller | None") -> Iterable[str]:
        """Public stations there, and all those of the caller's private networks."""
        from chalicelib.live import changes
        from chalicelib.stations.tiles import CELL_LEVEL

        if len(cell) != CELL_LEVEL or not set(cell) <= set("0123"):
            raise not_found("cell of the map")
        yield changes.on_the_map(cell)
        for membership in self.networks.memberships_of(caller.account_id) if caller else ():
            yield changes.on_the_map(membership.network_id)

    @staticmethod
    def _stations_of(charge_point_ids: Collection[str]) -> Mapping[str, str]:
        from chalicelib.charge_points.store import DynamoChargePoints

        found = DynamoChargePoints().charge_points(list(charge_point_ids))
        return {one.charge_point_id: one.station_id for one in found}

    @staticmethod
    def _places_of(station_ids: Collection[str]) -> Mapping[str, str]:
        from chalicelib.stations.store import DynamoStations
        from chalicelib.stations.tiles import CELL_LEVEL, quadkey

        return {
            name: quadkey(one.latitude, one.longitude)[:CELL_LEVEL] if one.is_public else one.network_id
            for name, one in DynamoStations().stations(station_ids).items()
        }


def _known(caller: "Caller | None") -> "Caller":
    if caller is None:
        raise NotLoggedIn("not_logged_in", "Log in first: strangers watch public stations and the map.")
    return caller

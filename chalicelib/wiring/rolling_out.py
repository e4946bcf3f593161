"""How the services of one command to many charge points are put together."""

# ruff: noqa: PLC0415 - see __init__.py
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.wiring.configuring import Configuring

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chalicelib.charge_points.rules import ChargePoint, Command
    from chalicelib.rollouts.needs import Follower, Maker
    from chalicelib.rollouts.rules import Rollout, StepState
    from chalicelib.rollouts.service import RolloutService

STATIONS_AT_ONCE = 16
PAGE = 100


class RollingOut(Configuring):
    """Services of rollouts."""

    @cached_property
    def rollouts(self) -> "RolloutService":
        """One command to many charge points."""
        from chalicelib.rollouts.service import RolloutService
        from chalicelib.rollouts.store import DynamoRollouts
        from chalicelib.rollouts.work import Work

        boxes = self.charge_points

        def online(charge_point_ids: "Sequence[str]") -> frozenset[str]:
            told = boxes.lines.statuses([(charge_point_id, 0) for charge_point_id in charge_point_ids])
            return frozenset(charge_point_id for (charge_point_id, _), (_, there) in told.items() if there)

        work = Work(
            DynamoRollouts(),
            utc_now,
            online,
            boxes.request,
            boxes.commands.command,
            self.rollout_makers(),
            self.rollout_followers(),
        )
        return RolloutService(
            DynamoRollouts(),
            work,
            utc_now,
            new_id,
            self.networks.managed,
            self._charge_points_of,
            self._charge_points_named,
        )

    def rollout_makers(self) -> "Mapping[str, Maker]":
        """By action: who asks, where each charge point is asked for something of its own."""
        return {"update_firmware": self._update_firmware}

    def rollout_followers(self) -> "Mapping[str, Follower]":
        """By action: who knows how what was accepted went on."""
        return {"update_firmware": self._firmware_updated}

    def _update_firmware(self, rollout: "Rollout", charge_point_id: str) -> "Command":
        from datetime import datetime

        from chalicelib.rollouts.rules import ASKED_WITHIN

        given = rollout.params
        times = (
            datetime.fromisoformat(given[name]) if given.get(name) else None
            for name in ("retrieve_at", "install_at")
        )
        _, params = self.updates.prepared(charge_point_id, given["firmware_id"], rollout.by, *times)
        until = min(rollout.deadline_at, utc_now() + ASKED_WITHIN)  # the address does not wait for long
        return self.charge_points.request(
            charge_point_id, rollout.action, params, rollout.by, deadline_at=until
        )

    def _firmware_updated(
        self, charge_point_id: str, command: "Command"
    ) -> "tuple[StepState, str | None] | None":
        from chalicelib.firmware.rules import Progress
        from chalicelib.rollouts.rules import UPDATE_FAILED, StepState

        match self.updates.progress(charge_point_id, command.params["request_id"]):
            case Progress.UNDER_WAY:
                return None
            case Progress.DONE:
                return StepState.ACCEPTED, None
            case Progress.FAILED:
                return StepState.FAILED, UPDATE_FAILED

    @staticmethod
    def _charge_points_of(network_id: str) -> "list[ChargePoint]":
        from chalicelib.charge_points.store import DynamoChargePoints
        from chalicelib.kernel.shards import in_shards
        from chalicelib.stations.store import DynamoStations

        station_ids: list[str] = []
        cursor = None
        while True:
            page = DynamoStations().of_network(network_id, cursor, PAGE)
            station_ids += [station.station_id for station in page.items]
            cursor = page.next_cursor
            if cursor is None:
                break

        def of_stations(shard: int) -> "list[ChargePoint]":
            found: list[ChargePoint] = []
            for station_id in station_ids[shard::STATIONS_AT_ONCE]:
                found += DynamoChargePoints().of_station(station_id, None, PAGE).items
            return found

        shards = min(STATIONS_AT_ONCE, len(station_ids))
        return [one for found in in_shards(shards, of_stations) for one in found] if shards else []

    @staticmethod
    def _charge_points_named(charge_point_ids: "Sequence[str]") -> "list[ChargePoint]":
        from chalicelib.charge_points.store import DynamoChargePoints

        return DynamoChargePoints().charge_points(charge_point_ids)

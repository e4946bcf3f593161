"""How the services for who runs charge points are put together."""

# ruff: noqa: PLC0415 - see __init__.py
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.wiring.charging import Charging

if TYPE_CHECKING:
    from chalicelib.alarms.service import AlarmService
    from chalicelib.charge_points.needs import Effect
    from chalicelib.charge_points.rules import Boot


class Operating(Charging):
    """Services around charge points: what goes on with them, what they are told, what they are given."""

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

    def after_boot(self, charge_point_id: str, boot: "Boot") -> None:
        """A charge point has started: everyone who waits for that is told."""

    def effects(self) -> "dict[str, Effect]":
        """By action: who wants to know how such a command ended."""
        return {}

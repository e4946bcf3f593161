"""How the services for who runs charge points are put together."""

from typing import TYPE_CHECKING

from chalicelib.wiring.charging import Charging

if TYPE_CHECKING:
    from chalicelib.charge_points.needs import Effect
    from chalicelib.charge_points.rules import Boot


class Operating(Charging):
    """Services around charge points: what goes on with them, what they are told, what they are given."""

    def after_boot(self, charge_point_id: str, boot: "Boot") -> None:
        """A charge point has started: everyone who waits for that is told."""

    def effects(self) -> "dict[str, Effect]":
        """By action: who wants to know how such a command ended."""
        return {}

"""What happens to charge points when what they serve goes."""

from dataclasses import dataclass, replace

from chalicelib.charge_points.needs import ChargePointStore, HangUp, Removed
from chalicelib.stations.rules import Charger

TRIES = 8
PAGE = 50


@dataclass(frozen=True)
class Removals:
    """Follows the removal of chargers and stations; whoever removed them has been judged."""

    store: ChargePointStore
    hang_up: HangUp
    on_removed: Removed

    def charger_removed(self, charger: Charger) -> None:
        """Its charge point stays, without the connector that the charger was."""
        if charger.charge_point_id is None:
            return
        for _ in range(TRIES):
            found = self.store.charge_point(charger.charge_point_id)
            if found is None or charger.charger_id not in found.connectors.values():
                return
            left = {
                number: other for number, other in found.connectors.items() if other != charger.charger_id
            }
            if self.store.edit(replace(found, connectors=left, version=found.version + 1), found.version):
                return

    def station_removed(self, station_id: str) -> None:
        """Its charge points go, and their sockets are closed."""
        while True:
            found = self.store.of_station(station_id, None, PAGE).items
            for charge_point in found:
                link = self.store.presence(charge_point.charge_point_id).link
                self.store.remove(charge_point)
                if link is not None:
                    self.hang_up(link)
                self.on_removed(charge_point)
            if len(found) < PAGE:
                return

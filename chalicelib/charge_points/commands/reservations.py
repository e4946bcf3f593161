"""Connectors held by the charge point itself, so that it sends others away even while it is offline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.charge_points.commands.rules import RESERVE, UNRESERVE, reservation
from chalicelib.charge_points.commands.service import Commands
from chalicelib.charge_points.needs import ChargePointStore
from chalicelib.charge_points.rules import Command, CommandState
from chalicelib.logs import logger


@dataclass(frozen=True)
class Reservations:
    """Reserves at charge points that can, as far as is known.

    Nothing here raises, whatever is wrong with the charge point: who holds a booking holds it without a
    reservation too, since every start is judged by us.
    """

    store: ChargePointStore
    commands: Commands

    def reserve(
        self,
        charge_point_id: str,
        connector_id: int,
        token_uid: str,
        group_id: str | None,
        reservation_id: int,
        until: datetime,
        by: str | None,
    ) -> Command | None:
        """Have a connector reserved from now on, for a token and all of its group (OCPP 1.6, 5.13).

        The same `reservation_id` again changes that reservation. The command is on its way, its answer is
        still to come. None: it was not sent, since the charge point is offline, gone or known not to reserve,
        or the token is too long for it.
        """
        params = reservation(connector_id, token_uid, group_id, reservation_id, until)
        return self._asked(charge_point_id, RESERVE, params, by)

    def unreserve(self, charge_point_id: str, reservation_id: int, by: str | None) -> Command | None:
        """Have a reservation ended (OCPP 1.6, 5.2). A charge point that is offline is told when it comes.

        None: it was not asked, since the charge point is gone or known not to reserve.
        """
        return self._asked(charge_point_id, UNRESERVE, {"reservation_id": reservation_id}, by)

    def _asked(
        self, charge_point_id: str, action: str, params: Mapping[str, Any], by: str | None
    ) -> Command | None:
        log: dict[str, Any] = {"charge_point_id": charge_point_id, "action": action}
        try:
            found = self.store.charge_point(charge_point_id)
            if found is None or found.supports_reservations is False:
                logger.info("not asked: the charge point does not reserve", **log)
                return None
            command = self.commands.request(charge_point_id, action, params, by)
        except Exception:  # noqa: BLE001 - no reason to lose a booking
            logger.exception("reservation not asked for", **log)
            return None
        if command.state is CommandState.FAILED:
            logger.info("reservation not asked for", **log, reason=command.detail)
            return None
        return command

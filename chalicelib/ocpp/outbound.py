"""What goes down to a charge point: a command in our words becomes a CALL, posted to its connection."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chalicelib import connections
from chalicelib.charge_points.commands.reasons import NOT_WORDED
from chalicelib.charge_points.commands.rules import CannotSend
from chalicelib.charge_points.message_log import OUT
from chalicelib.charge_points.presence import Link
from chalicelib.charge_points.rules import Queued
from chalicelib.connections import REFUSED, UNCLEAR
from chalicelib.logs import logger
from chalicelib.ocpp.calls import call
from chalicelib.ocpp.frames import Call, encode

Note = Callable[[str, str, str, object, str | None], None]


@dataclass(frozen=True)
class Outbound:
    """Sends commands to the connections of charge points, and notes what was sent."""

    note: Note

    def send(self, link: Link, command: Queued) -> bool:
        """Post a command to a connection. False: nobody is at its other end any more.

        Where it is not known whether it arrived, it counts as sent: its deadline will tell. Raises CannotSend
        where the charge point's version of the protocol has no words for it.
        """
        action, payload = _worded(link.protocol, command)
        text = encode(Call(command.command_id, action, payload))
        self.note(command.charge_point_id, OUT, text, command.command_id, action)
        log: dict[str, Any] = {"charge_point_id": command.charge_point_id, "command": command.command_id}
        try:
            return connections.post(link.endpoint, link.connection_id, text)
        except UNCLEAR:
            logger.warning("command perhaps not sent", **log)
        except REFUSED:
            logger.exception("command perhaps not sent", **log)
        return True


def _worded(protocol: str, command: Queued) -> tuple[str, dict[str, Any]]:
    try:
        return call(protocol, command.action, command.params)
    except (KeyError, TypeError, ValueError) as error:
        logger.exception("command without words", command=command.command_id, action=command.action)
        raise CannotSend(NOT_WORDED) from error


def hang_up(link: Link) -> None:
    """Close a charge point's connection. Whatever fails: it is not the newest, and so of no consequence."""
    connections.hang_up(link.endpoint, link.connection_id)

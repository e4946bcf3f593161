"""What goes down to a charge point: a command in our words becomes a CALL, posted to its connection.

The connection's management address is API Gateway's or our gateway's; both take the same calls.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from botocore.config import Config
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)

from chalicelib.charge_points.commands.rules import CannotSend
from chalicelib.charge_points.message_log import OUT
from chalicelib.charge_points.rules import Link, Queued
from chalicelib.clients import client, making
from chalicelib.logs import logger
from chalicelib.ocpp.calls import call
from chalicelib.ocpp.frames import Call, encode

GONE = "GoneException"
PATIENCE_SECONDS = 3
"""With a gateway that hangs: a charger that has left it for another waits as long for its first answer.

Nothing is posted a second time, since the first may have arrived: a charger told twice would start twice.
"""
UNCLEAR = (ReadTimeoutError, ConnectionClosedError)
"""It may have arrived."""

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
            _client(link.endpoint).post_to_connection(ConnectionId=link.connection_id, Data=text.encode())
        except (ConnectTimeoutError, EndpointConnectionError):
            return False
        except UNCLEAR:
            logger.warning("command perhaps not sent", **log)
        except ClientError as error:
            if _is_gone(error):
                return False
            logger.exception("command perhaps not sent", **log)
        return True


def _worded(protocol: str, command: Queued) -> tuple[str, dict[str, Any]]:
    try:
        return call(protocol, command.action, command.params)
    except (KeyError, TypeError, ValueError) as error:
        logger.exception("command without words", command=command.command_id, action=command.action)
        raise CannotSend("It could not be put in the protocol's words.") from error


def hang_up(link: Link) -> None:
    """Close a connection. Whatever fails: it is not the newest, and so of no consequence."""
    try:
        _client(link.endpoint).delete_connection(ConnectionId=link.connection_id)
    except (ConnectTimeoutError, EndpointConnectionError, *UNCLEAR):
        logger.info("connection not closed", connection_id=link.connection_id)
    except ClientError as error:
        if not _is_gone(error):
            logger.exception("connection not closed", connection_id=link.connection_id)


def _is_gone(error: ClientError) -> bool:
    return error.response.get("Error", {}).get("Code") in (GONE, "410")


def _client(endpoint: str) -> Any:
    with making:  # as many as ask at once share the first that is made
        return _made(endpoint)


@lru_cache(maxsize=64)
def _made(endpoint: str) -> Any:
    config = Config(
        connect_timeout=PATIENCE_SECONDS,
        read_timeout=PATIENCE_SECONDS,
        retries={"total_max_attempts": 1},
        max_pool_connections=32,
    )
    return client("apigatewaymanagementapi", config, endpoint_url=endpoint)

"""What goes down to a charge point: a command in our words becomes a CALL, posted to its connection.

The connection's management address is API Gateway's or our gateway's; both take the same calls.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)

from chalicelib.charge_points.message_log import OUT
from chalicelib.charge_points.rules import REDACTED, SECRET_KEYS, CommandFailure, Link, Queued
from chalicelib.logs import logger
from chalicelib.ocpp.frames import Call, CallError, CallResult, encode
from chalicelib.ocpp.reading import Fields, instant

GONE = "GoneException"
PATIENCE_SECONDS = 3
"""With a gateway that hangs: a charger that has left it for another waits as long for its first answer.

Nothing is posted a second time, since the first may have arrived: a charger told twice would start twice.
"""
UNCLEAR = (ReadTimeoutError, ConnectionClosedError)
"""It may have arrived."""
_making = Lock()

Note = Callable[[str, str, str, object, str | None], None]


def _remote_start(params: Mapping[str, Any]) -> dict[str, Any]:
    connector_id = params.get("connector_id")
    return ({"connectorId": connector_id} if connector_id else {}) | {"idTag": params["token_uid"]}


def _change_availability(params: Mapping[str, Any]) -> dict[str, Any]:
    kind = "Operative" if params["operative"] else "Inoperative"
    return {"connectorId": params["connector_id"], "type": kind}


def _reserve_now(params: Mapping[str, Any]) -> dict[str, Any]:
    group_id = params.get("group_id")
    return {
        "connectorId": params["connector_id"],
        "expiryDate": instant(datetime.fromisoformat(params["until"])),
        "idTag": params["token_uid"],
        "reservationId": params["reservation_id"],
    } | ({"parentIdTag": group_id} if group_id else {})


CALLS_16: Mapping[str, tuple[str, Callable[[Mapping[str, Any]], dict[str, Any]]]] = {
    "remote_start": ("RemoteStartTransaction", _remote_start),
    "remote_stop": ("RemoteStopTransaction", lambda params: {"transactionId": params["transaction_id"]}),
    "reset": ("Reset", lambda params: {"type": params["type"]}),
    "unlock": ("UnlockConnector", lambda params: {"connectorId": params["connector_id"]}),
    "change_availability": ("ChangeAvailability", _change_availability),
    "get_configuration": (
        "GetConfiguration",
        lambda params: {"key": list(params["keys"])} if params.get("keys") else {},
    ),
    "change_configuration": (
        "ChangeConfiguration",
        lambda params: {"key": params["key"], "value": params["value"]},
    ),
    "clear_cache": ("ClearCache", lambda _: {}),
    "reserve_now": ("ReserveNow", _reserve_now),
    "cancel_reservation": (
        "CancelReservation",
        lambda params: {"reservationId": params["reservation_id"]},
    ),
}


def call_16(action: str, params: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The OCPP 1.6 action and payload of a command (chapter 5)."""
    name, payload = CALLS_16[action]
    return name, payload(params)


def answer_16(frame: CallResult | CallError) -> dict[str, Any] | CommandFailure:
    """A charge point's answer to a command in our words; an AuthorizationKey that it tells is left out."""
    if isinstance(frame, CallError):
        return CommandFailure(frame.code[:100], frame.description[:500])
    status = Fields(frame.payload).text("status")
    answer: dict[str, Any] = {} if status is None else {"status": status}
    for name, value in frame.payload.items():
        match name.lower():
            case "configurationkey" if isinstance(value, list):
                settings = [Fields(setting) for setting in value if isinstance(setting, Mapping)]
                answer["configuration_key"] = [_setting(setting) for setting in settings]
            case "unknownkey" if isinstance(value, list):
                answer["unknown_key"] = [str(key) for key in value]
    return answer


def _setting(setting: Fields) -> dict[str, Any]:
    key, value = setting.text("key") or "", setting.any("value")
    shown = REDACTED if key.lower() in SECRET_KEYS else None if value is None else str(value)
    return {"key": key, "readonly": str(setting.any("readonly")).lower() in ("true", "1"), "value": shown}


@dataclass(frozen=True)
class Outbound:
    """Sends commands to the connections of charge points, and notes what was sent."""

    note: Note

    def send(self, link: Link, command: Queued) -> bool:
        """Post a command to a connection. False: nobody is at its other end any more.

        Where it is not known whether it arrived, it counts as sent: its deadline will tell.
        """
        action, payload = call_16(command.action, command.params)
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
    with _making:  # boto3's default session makes one client at a time
        return _made(endpoint)


@lru_cache(maxsize=64)
def _made(endpoint: str) -> Any:
    config = Config(
        connect_timeout=PATIENCE_SECONDS,
        read_timeout=PATIENCE_SECONDS,
        retries={"total_max_attempts": 1},
        max_pool_connections=32,
    )
    return boto3.client("apigatewaymanagementapi", endpoint_url=endpoint, config=config)

"""Commands in our words as OCPP 1.6 has them (chapter 5), and what charge points answer in our words."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from chalicelib.charge_points.rules import REDACTED, SECRET_KEYS, CommandFailure
from chalicelib.ocpp.frames import CallError, CallResult
from chalicelib.ocpp.reading import Fields, instant


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


CALLS: Mapping[str, tuple[str, Callable[[Mapping[str, Any]], dict[str, Any]]]] = {
    "remote_start": ("RemoteStartTransaction", _remote_start),
    "remote_stop": ("RemoteStopTransaction", lambda params: {"transactionId": int(params["transaction_id"])}),
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


def call(action: str, params: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The OCPP 1.6 action and payload of a command (chapter 5)."""
    name, payload = CALLS[action]
    return name, payload(params)


def read(_: str, frame: CallResult | CallError) -> dict[str, Any] | CommandFailure:
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

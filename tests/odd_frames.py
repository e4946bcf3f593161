"""Frames that nobody should send, made by chance from those that charge points do send."""

import json
import random
from typing import Any

from tests.unit.ocpp.samples import AT, SENT_21, SENT_201

SENT_16: dict[str, dict[str, Any]] = {
    "Authorize": {"idTag": "TAG"},
    "BootNotification": {"chargePointVendor": "V", "chargePointModel": "M"},
    "DataTransfer": {"vendorId": "x"},
    "DiagnosticsStatusNotification": {"status": "Uploaded"},
    "FirmwareStatusNotification": {"status": "Installed"},
    "Heartbeat": {},
    "LogStatusNotification": {"status": "Uploaded", "requestId": 3},
    "MeterValues": {
        "connectorId": 1,
        "transactionId": 7,
        "meterValue": [{"timestamp": AT, "sampledValue": [{"value": "5", "unit": "kWh", "phase": "L1"}]}],
    },
    "SecurityEventNotification": {"type": "x", "timestamp": AT},
    "SignCertificate": {"csr": "x"},
    "SignedFirmwareStatusNotification": {"status": "Installed", "requestId": 3},
    "StartTransaction": {"connectorId": 1, "idTag": "TAG", "meterStart": 10, "timestamp": AT},
    "StatusNotification": {"connectorId": 1, "errorCode": "NoError", "status": "Available"},
    "StopTransaction": {"transactionId": 7, "meterStop": 20, "timestamp": AT},
}
SENT = {"ocpp1.6": SENT_16, "": SENT_16, "ocpp2.0.1": SENT_201, "ocpp2.1": SENT_21}
SCHEMAS = {"ocpp1.6": "v16", "": "v16", "ocpp2.0.1": "v201", "ocpp2.1": "v21"}
"""The folders of their schemas."""
ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 2**63 - 1, 10**30, 1e300, 8.1, "", " ", "\0", "\ud800", "x" * 2000, "NaN", "1e999"),
    *("TRUE", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00", AT[:-1], [], {}, [[]], [{}], {"": None}),
    {"a": {"b": [1, {"c": "d"}]}},
)


def mutated(value: Any, chance: random.Random) -> Any:
    """`value` with something wrong somewhere inside."""
    if not isinstance(value, dict | list) or not value or chance.random() < 0.2:
        return chance.choice(ODD)
    if isinstance(value, list):
        inner = [mutated(one, chance) if chance.random() < 0.7 else one for one in value]
        return inner * chance.choice((0, 1, 1, 3))
    found = dict(value)
    name = chance.choice(list(found))
    match chance.randrange(4):
        case 0:
            del found[name]
        case 1:
            found[name.upper()] = found.pop(name)
        case _:
            found[name] = mutated(found[name], chance)
    return found


def garbled(text: str, chance: random.Random) -> str:
    """`text` with some characters that are others, or gone."""
    at = chance.randrange(len(text))
    match chance.randrange(4):
        case 0:
            return text[:at]
        case 1:
            return text[:at] + chance.choice('[]{}",:\\\0\ufeff€9') + text[at + 1 :]
        case 2:
            return text[:at] + text[at + chance.randrange(9) :]
        case _:
            return text[:at] + text[at:] * 2


def odd_frame(sent: dict[str, dict[str, Any]], chance: random.Random) -> str:
    """One frame, more or less wrong; `sent` has a payload for each action."""
    action = chance.choice(list(sent))
    kind = chance.choice((2, 2, 2, 2, 2, 2, 3, 4, 5, 6, 7, "2", 2.0, None, -2))
    message_id = chance.choice(("a", "b" * 36, 17, -1, None, "", [], "c"))
    frame = [
        kind,
        message_id,
        action,
        sent[action] if chance.random() < 0.3 else mutated(sent[action], chance),
    ]
    if chance.random() < 0.1:
        frame = frame[: chance.randrange(5)]
    text = json.dumps(frame)
    return garbled(text, chance) if chance.random() < 0.25 else text


def owed(text: str) -> str | int | None:
    """The id to which whoever sent `text` must get an answer; None: nobody can tell."""
    try:
        frame = json.loads(text)
    except ValueError:
        return None
    is_call = isinstance(frame, list) and len(frame) > 1 and frame[0] in (2, "2")
    found = frame[1] if is_call and not isinstance(frame[0], bool) else None
    return found if found != "" and isinstance(found, str | int) and not isinstance(found, bool) else None


def action_of(text: str, protocol: str) -> str:
    """What `text` asks for, as it is spelled; "" where that cannot be told."""
    try:
        told = json.loads(text.strip("\ufeff\0 \t\r\n"))[2].strip().lower()
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    return next((action for action in SENT[protocol] if action.lower() == told), "")

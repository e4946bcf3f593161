"""OCPP-J frames: text in, text out, and nothing else (OCPP 1.6J, 4.1 and 4.2).

Numbers with a fraction are read as Decimal. Strings are cleaned of what cannot be stored or shown: NUL, and
surrogates without a partner. What is broken is told as Broken, never raised.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

MAX_MESSAGE = 128 * 1024
"""Bytes: what API Gateway's WebSockets carry."""
CALL, CALL_RESULT, CALL_ERROR = 2, 3, 4

FORMATION_VIOLATION = "FormationViolation"
"""As OCPP 1.6 spells it; 2.0.1 writes FormatViolation."""
INTERNAL_ERROR = "InternalError"
NOT_IMPLEMENTED = "NotImplemented"
PROTOCOL_ERROR = "ProtocolError"
TYPE_CONSTRAINT_VIOLATION = "TypeConstraintViolation"
PROPERTY_CONSTRAINT_VIOLATION = "PropertyConstraintViolation"

MessageId = str | int
"""Text by the specification; chargers that send a number get the number back."""


@dataclass(frozen=True)
class Call:
    """One side asks the other."""

    message_id: MessageId
    action: str
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class CallResult:
    """The answer to a Call."""

    message_id: MessageId
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class CallError:
    """The other answer to a Call: it could not be understood, or we are broken."""

    message_id: MessageId
    code: str
    description: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Broken:
    """A frame that is none of these. With an id, it is answered by a CallError of that id, else logged."""

    message_id: MessageId | None
    reason: str

    def answer(self) -> CallError | None:
        """What to say to it."""
        if self.message_id is None:
            return None
        return CallError(self.message_id, FORMATION_VIOLATION, self.reason)


Frame = Call | CallResult | CallError

_HEAD = re.compile(r'\s*\[\s*"?([0-9]{1,9})"?\s*,\s*(?:"([^"\\]{1,255})"|(-?[0-9]{1,18})(?=\s*[,\]]))')
_SURROGATES = re.compile("[\ud800-\udfff]")


def parse(text: str) -> Frame | Broken:
    """The frame that `text` is."""
    if len(text) > MAX_MESSAGE or len(text.encode("utf-8", "surrogatepass")) > MAX_MESSAGE:
        return Broken(_id_by_sight(text), f"more than {MAX_MESSAGE // 1024} KiB")
    try:
        message = json.loads(text.strip("\ufeff\0 \t\r\n"), parse_float=_decimal, parse_constant=str)
    except (ValueError, RecursionError):
        return Broken(_id_by_sight(text), "not JSON")
    if not isinstance(message, list) or not message:
        return Broken(None, "not a JSON array with something in it")
    try:
        return _frame([*message[:2], *_clean(message[2:])])
    except RecursionError:
        return Broken(_id_by_sight(text), "nested too deeply")


def encode(frame: Frame) -> str:
    """Compact JSON in ASCII."""
    if isinstance(frame, Call):
        message = [CALL, frame.message_id, frame.action, frame.payload]
    elif isinstance(frame, CallResult):
        message = [CALL_RESULT, frame.message_id, frame.payload]
    else:
        message = [CALL_ERROR, frame.message_id, frame.code, frame.description[:255], frame.details]
    return json.dumps(message, separators=(",", ":"), default=_plain)


def _frame(message: list[Any]) -> Frame | Broken:
    kind = _kind(message[0])
    message_id = _message_id(message[1]) if len(message) > 1 else None
    if kind not in (CALL, CALL_RESULT, CALL_ERROR):
        return Broken(message_id, "the message type is none of 2, 3 and 4")
    if kind == CALL_RESULT:
        return _result(message_id, message)
    if kind == CALL_ERROR:
        return _error(message_id, message)
    return _call(message_id, message)


def _call(message_id: MessageId | None, message: list[Any]) -> Call | Broken:
    if message_id is None:
        return Broken(None, "a CALL without a message id")
    if len(message) < 4:  # noqa: PLR2004 - type, id, action, payload
        return Broken(message_id, "a CALL has four elements")
    action, payload = message[2], _payload(message[3])
    if not isinstance(action, str) or not action.strip():
        return Broken(message_id, "the action is not text")
    if payload is None:
        return Broken(message_id, "the payload is not an object")
    return Call(message_id, action.strip(), payload)


def _result(message_id: MessageId | None, message: list[Any]) -> CallResult | CallError | Broken:
    payload = _payload(message[2]) if len(message) > 2 else {}  # noqa: PLR2004 - type, id, payload
    if message_id is None:
        return Broken(None, "a CALLRESULT without an id")
    if payload is None:  # whoever asked is told now, not when time is up
        return CallError(message_id, FORMATION_VIOLATION, "The answer is not an object.")
    return CallResult(message_id, payload)


def _error(message_id: MessageId | None, message: list[Any]) -> CallError | Broken:
    if message_id is None:
        return Broken(None, "a CALLERROR without an id")
    code, description, details = (*message[2:5], None, None, None)[:3]
    return CallError(message_id, _words(code) or "GenericError", _words(description), _payload(details) or {})


def _kind(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        value = value.strip()
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None  # noqa: PLR2004
    return (
        int(value) if isinstance(value, int | Decimal) and value in (CALL, CALL_RESULT, CALL_ERROR) else None
    )


def _message_id(value: Any) -> MessageId | None:
    if isinstance(value, str):
        return value or None
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return str(value) if isinstance(value, Decimal) else None


def _payload(value: Any) -> Mapping[str, Any] | None:
    if isinstance(value, Mapping):
        return value
    return {} if value is None or value == [] else None  # how some encoders write an empty object


def _words(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)[:255]


def _id_by_sight(text: str) -> MessageId | None:
    found = _HEAD.match(text.lstrip("\ufeff\0"))
    if found is None or found[1] in (str(CALL_RESULT), str(CALL_ERROR)):
        return None
    return found[2] if found[2] is not None else int(found[3])


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value.replace("\0", ""))
    if isinstance(value, list):
        return [_clean(element) for element in value]
    if isinstance(value, dict):
        return {_clean(key): _clean(element) for key, element in value.items()}
    return value


def _decimal(text: str) -> Decimal | str:
    number = Decimal(text)
    return number if number.is_finite() and abs(number.adjusted()) < 100 else text  # noqa: PLR2004 - no such meter


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no form in a frame")

"""OCPP-J frames: text in, text out, and nothing else (OCPP 1.6J, 4.1 and 4.2; 2.0.1 and 2.1, part 4, 4).

Numbers with a fraction are read as Decimal. Strings are cleaned of what cannot be stored or shown: NUL, and
surrogates without a partner. What is broken is told as Broken, never raised. Error codes are here as 2.x
spells them; `spelled` tells how another version does.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

MAX_MESSAGE = 128 * 1024
"""Bytes: what API Gateway's WebSockets carry."""
DEEPEST = 60
"""Objects and lists in one another: no message of OCPP has more than twelve."""
CALL, CALL_RESULT, CALL_ERROR = 2, 3, 4
CALL_RESULT_ERROR, SEND = 5, 6
"""Since OCPP 2.1."""
OCPP_16, OCPP_201, OCPP_21 = "ocpp1.6", "ocpp2.0.1", "ocpp2.1"
"""The subprotocols."""
KINDS = {
    OCPP_16: frozenset({CALL, CALL_RESULT, CALL_ERROR}),
    OCPP_201: frozenset({CALL, CALL_RESULT, CALL_ERROR}),
    OCPP_21: frozenset({CALL, CALL_RESULT, CALL_ERROR, CALL_RESULT_ERROR, SEND}),
}
UNANSWERED = frozenset({CALL_RESULT, CALL_ERROR, CALL_RESULT_ERROR, SEND})
NO_ID = "-1"
"""Where 2.x answers a frame whose id cannot be read (part 4, 4.2.3)."""

FORMAT_VIOLATION = "FormatViolation"
INTERNAL_ERROR = "InternalError"
MESSAGE_TYPE_NOT_SUPPORTED = "MessageTypeNotSupported"
NOT_IMPLEMENTED = "NotImplemented"
NOT_SUPPORTED = "NotSupported"
OCCURRENCE_CONSTRAINT_VIOLATION = "OccurrenceConstraintViolation"
PROTOCOL_ERROR = "ProtocolError"
RPC_FRAMEWORK_ERROR = "RpcFrameworkError"
SECURITY_ERROR = "SecurityError"
TYPE_CONSTRAINT_VIOLATION = "TypeConstraintViolation"
FORMATION_VIOLATION = "FormationViolation"
SPELLED_IN_16 = {
    FORMAT_VIOLATION: FORMATION_VIOLATION,
    MESSAGE_TYPE_NOT_SUPPORTED: FORMATION_VIOLATION,
    OCCURRENCE_CONSTRAINT_VIOLATION: "OccurenceConstraintViolation",
    RPC_FRAMEWORK_ERROR: FORMATION_VIOLATION,
}
"""OCPP 1.6J, 4.2.3, as it is printed; what it does not have is said by what comes nearest."""

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
class CallResultError:
    """Our answer to a Call could not be understood (OCPP 2.1)."""

    message_id: MessageId
    code: str
    description: str = ""


@dataclass(frozen=True)
class Send:
    """Told without asking for an answer, and there must be none (OCPP 2.1)."""

    message_id: MessageId
    action: str
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class Broken:
    """A frame that is none of these; `code` says what is wrong with it.

    It is answered unless it can be seen to be an answer itself: OCPP 1.6 needs its id for that.
    """

    message_id: MessageId | None
    reason: str
    code: str = RPC_FRAMEWORK_ERROR
    is_answered: bool = True

    def answer(self, protocol: str = OCPP_16) -> CallError | None:
        """What to say to it."""
        message_id = self.message_id
        if message_id is None and protocol != OCPP_16:
            message_id = NO_ID
        if message_id is None or not self.is_answered:
            return None
        return CallError(message_id, self.code, self.reason)


Frame = Call | CallResult | CallError | CallResultError | Send

_KIND = re.compile(r'\s*\[\s*"?([0-9]{1,9})"?\s*(?:,|$)')
_HEAD = re.compile(_KIND.pattern + r'\s*(?:"([^"\\]{1,255})"|(-?[0-9]{1,18})(?=\s*[,\]]))')
_SURROGATES = re.compile("[\ud800-\udfff]")


def parse(text: str, protocol: str = OCPP_16) -> Frame | Broken:
    """The frame that `text` is to who speaks `protocol`."""
    is_ascii = text.isascii()
    if len(text if is_ascii else text.encode("utf-8", "surrogatepass")) > MAX_MESSAGE:
        return _by_sight(text, f"more than {MAX_MESSAGE // 1024} KiB")
    try:
        message = json.loads(text.strip("\ufeff\0 \t\r\n"), parse_float=_decimal, parse_constant=str)
    except (ValueError, RecursionError):
        return _by_sight(text, "not JSON")
    if not isinstance(message, list) or not message:
        return Broken(None, "not a JSON array with something in it")
    if text.count("[") + text.count("{") > DEEPEST and _depth(message) > DEEPEST:
        return _by_sight(text, "nested too deeply")
    told = message[2:] if is_ascii and "\\u" not in text else _clean(message[2:])
    return _frame([*message[:2], *told], KINDS[protocol])


def encode(frame: Call | CallResult | CallError, protocol: str = OCPP_21) -> str:
    """Compact JSON in ASCII, errors as `protocol` spells them."""
    if isinstance(frame, Call):
        message = [CALL, frame.message_id, frame.action, frame.payload]
    elif isinstance(frame, CallResult):
        message = [CALL_RESULT, frame.message_id, frame.payload]
    else:
        code = spelled(frame.code, protocol)
        message = [CALL_ERROR, frame.message_id, code, frame.description[:255], frame.details]
    return json.dumps(message, separators=(",", ":"), default=plain)


def spelled(code: str, protocol: str) -> str:
    """An error code as `protocol` has it."""
    return SPELLED_IN_16.get(code, code) if protocol == OCPP_16 else code


def plain(value: Any) -> Any:
    """A Decimal as a number that JSON can hold. Raises TypeError for what has no form there."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no form in a frame")


def _frame(message: list[Any], kinds: frozenset[int]) -> Frame | Broken:
    kind = _kind(message[0])
    message_id = _message_id(message[1]) if len(message) > 1 else None
    if kind not in kinds:
        told = ", ".join(map(str, sorted(kinds)))
        return Broken(message_id, f"the message type is none of {told}", MESSAGE_TYPE_NOT_SUPPORTED)
    if message_id is None:
        return Broken(None, "no message id", is_answered=kind == CALL)
    if kind == CALL_RESULT:
        return _result(message_id, message)
    if kind in (CALL_ERROR, CALL_RESULT_ERROR):
        return _error(message_id, message, kind)
    return _call(message_id, message, kind)


def _call(message_id: MessageId, message: list[Any], kind: int) -> Call | Send | Broken:
    is_call = kind == CALL
    if len(message) < 4:  # noqa: PLR2004 - type, id, action, payload
        return Broken(message_id, "a CALL has four elements", is_answered=is_call)
    action, payload = message[2], _payload(message[3])
    if not isinstance(action, str) or not action.strip():
        return Broken(message_id, "the action is not text", is_answered=is_call)
    if payload is None:
        return Broken(message_id, "the payload is not an object", FORMAT_VIOLATION, is_answered=is_call)
    return (Call if is_call else Send)(message_id, action.strip(), payload)


def _result(message_id: MessageId, message: list[Any]) -> CallResult | CallError:
    payload = _payload(message[2]) if len(message) > 2 else {}  # noqa: PLR2004 - type, id, payload
    if payload is None:  # whoever asked is told now, not when time is up
        return CallError(message_id, FORMATION_VIOLATION, "The answer is not an object.")
    return CallResult(message_id, payload)


def _error(message_id: MessageId, message: list[Any], kind: int) -> CallError | CallResultError:
    told, description, details = (*message[2:5], None, None, None)[:3]
    code = _words(told) or "GenericError"
    if kind == CALL_RESULT_ERROR:
        return CallResultError(message_id, code, _words(description))
    return CallError(message_id, code, _words(description), _payload(details) or {})


def _kind(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        value = value.strip()
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None  # noqa: PLR2004
    return int(value) if isinstance(value, int | Decimal) and value in KINDS[OCPP_21] else None


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


def _by_sight(text: str, reason: str) -> Broken:
    text = text.lstrip("\ufeff\0")
    kind, head = _KIND.match(text), _HEAD.match(text)
    if kind and int(kind[1]) in UNANSWERED:
        return Broken(None, reason, is_answered=False)
    if head is None:
        return Broken(None, reason)
    return Broken(head[2] if head[2] is not None else int(head[3]), reason)


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level:
        depth += 1
        lists = [each.values() if isinstance(each, dict) else each for each in level]
        level = [inner for each in lists for inner in each if isinstance(inner, list | dict)]
    return depth


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

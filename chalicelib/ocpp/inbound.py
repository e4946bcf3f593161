"""The one brain behind both doors: a frame of a known charge point in, the answering frame out."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock
from typing import Any

from chalicelib.charge_points.message_log import IN, OUT
from chalicelib.kernel.correlation import correlate
from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.logs import logger
from chalicelib.ocpp import v16
from chalicelib.ocpp.frames import (
    INTERNAL_ERROR,
    NOT_IMPLEMENTED,
    Broken,
    Call,
    CallError,
    CallResult,
    encode,
    parse,
)
from chalicelib.ocpp.message import Answer, Message
from chalicelib.ocpp.outbound import answer_16
from chalicelib.ocpp.reading import Fields, Unreadable
from chalicelib.ocpp.schemas import oddities
from chalicelib.wiring import services

PROTOCOLS = ("ocpp1.6",)
"""What we speak, the best first."""
REPEATED_WITHIN = timedelta(minutes=5)
MOST_REMEMBERED = 20_000
REMEMBERED = frozenset({"starttransaction", "stoptransaction", "metervalues"})
"""Facts that carry their time, so that the same words cannot mean another. The rest does no harm twice."""

_ANSWERS: Mapping[str, tuple[str, Answer]] = {
    action.lower(): (action, answer) for action, answer in v16.ANSWERS.items()
}


def handle(
    charge_point_id: str,
    connection_id: str,
    protocol: str,
    text: str,
    received_at: datetime | None = None,
) -> str | None:
    """Do what the frame says, and return what to send back; None where nothing is to be said.

    Never raises. A CALLERROR InternalError means that the fault is ours, and the charge point tries again.
    Messages of a socket that another has replaced are answered like any other.
    """
    correlate(new_id())
    received_at = received_at or utc_now()
    frame = parse(text)
    _note(charge_point_id, IN, text, frame)
    answer = _answered(charge_point_id, connection_id, protocol, frame, received_at)
    _seen(charge_point_id, connection_id, frame)
    if answer is None:
        return None
    answer_text = encode(answer)
    _note(charge_point_id, OUT, answer_text, answer)
    return answer_text


def negotiated(offered: list[str]) -> str | None:
    """The protocol to speak with a charge point that offers these."""
    return next((protocol for protocol in PROTOCOLS if protocol in offered), None)


def _answered(
    charge_point_id: str,
    connection_id: str,
    protocol: str,
    frame: Call | CallResult | CallError | Broken,
    received_at: datetime,
) -> CallResult | CallError | None:
    if isinstance(frame, Broken):
        logger.warning("broken frame", charge_point_id=charge_point_id, reason=frame.reason)
        return frame.answer()
    if isinstance(frame, Call):
        known = _REPEATS.answer(connection_id, frame, received_at)
        if known is not None:
            return known
        answer = _perform(charge_point_id, protocol, frame, received_at)
        _REPEATS.keep(connection_id, frame, answer, received_at)
        return answer
    try:
        if not services().charge_points.answered(charge_point_id, str(frame.message_id), answer_16(frame)):
            logger.info("answer to nothing", charge_point_id=charge_point_id, message_id=frame.message_id)
    except Exception:  # noqa: BLE001 - no reason to leave the charge point without its answer
        logger.exception("answer to a command not kept", charge_point_id=charge_point_id)
    return None


def _perform(
    charge_point_id: str, protocol: str, call: Call, received_at: datetime
) -> CallResult | CallError:
    action, answer = _ANSWERS.get(call.action.lower(), (call.action, None))
    log: dict[str, Any] = {"charge_point_id": charge_point_id, "protocol": protocol, "action": action[:64]}
    if answer is None:
        logger.warning("unknown action", **log)
        return CallError(call.message_id, NOT_IMPLEMENTED, "This action is not known here.")
    odd = oddities("v16", action, call.payload)
    if odd:
        logger.warning("odd payload", **log, oddities=odd)
    try:
        payload = answer(Message(charge_point_id, received_at, Fields(call.payload)))
    except Unreadable as unreadable:
        logger.warning("unreadable payload", **log, reason=unreadable.detail)
        return CallError(call.message_id, unreadable.code, unreadable.detail)
    except Exception:  # noqa: BLE001 - said as InternalError, logged whole
        logger.exception("message not handled", **log)
        return CallError(call.message_id, INTERNAL_ERROR, "The fault is ours; please send it again.")
    logger.debug("answered", **log)
    return CallResult(call.message_id, payload)


def _seen(charge_point_id: str, connection_id: str, frame: Call | CallResult | CallError | Broken) -> None:
    if isinstance(frame, Call) and frame.action.lower() == "bootnotification":
        return  # commands that wait come after its answer (OCPP 1.6, 4.2), so with the next message
    try:
        services().charge_points.seen(charge_point_id, connection_id)
    except Exception:  # noqa: BLE001 - no reason to leave the charge point without its answer
        logger.exception("not kept as seen", charge_point_id=charge_point_id)


def _note(
    charge_point_id: str, direction: str, text: str, frame: Call | CallResult | CallError | Broken
) -> None:
    try:
        action = frame.action if isinstance(frame, Call) else None
        services().message_log.note(charge_point_id, direction, text, frame.message_id or "", action)
    except Exception:  # noqa: BLE001 - no reason to leave the charge point without its answer
        logger.exception("message not logged", charge_point_id=charge_point_id)


class Repeats:
    """Answers to give again: the same id with the same payload on the same connection, within minutes.

    Ids restart at every boot of some chargers, so an id alone says nothing. What failed is not remembered.
    """

    def __init__(self) -> None:
        self._answers: OrderedDict[bytes, tuple[datetime, CallResult]] = OrderedDict()
        self._lock = Lock()

    def answer(self, connection_id: str, call: Call, at: datetime) -> CallResult | None:
        """What was said to this before."""
        with self._lock:
            kept_at, answer = self._answers.get(_mark(connection_id, call), (None, None))
        if kept_at is None or at - kept_at > REPEATED_WITHIN:
            return None
        return answer

    def keep(self, connection_id: str, call: Call, answer: CallResult | CallError, at: datetime) -> None:
        """Remember what was said."""
        if isinstance(answer, CallError) or call.action.lower() not in REMEMBERED:
            return
        with self._lock:
            self._answers[_mark(connection_id, call)] = (at, answer)
            while len(self._answers) > MOST_REMEMBERED:
                self._answers.popitem(last=False)


def _mark(connection_id: str, call: Call) -> bytes:
    told = [connection_id, call.message_id, call.action, call.payload]
    return sha256(json.dumps(told, sort_keys=True, default=str).encode()).digest()


_REPEATS = Repeats()

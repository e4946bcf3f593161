"""The one brain behind both doors: a frame of a known charge point in, the answering frame out."""

# ruff: noqa: PLC0415 - a version is imported when a charge point speaks it
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from chalicelib.charge_points.message_log import IN, OUT
from chalicelib.charge_points.rules import CommandFailure
from chalicelib.kernel.correlation import correlate
from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.logs import logger
from chalicelib.ocpp import calls
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
from chalicelib.ocpp.message import Answer, Message, Peer
from chalicelib.ocpp.reading import Fields, Unreadable
from chalicelib.ocpp.repeats import Repeats
from chalicelib.ocpp.schemas import oddities
from chalicelib.wiring import services

PROTOCOLS = ("ocpp1.6",)
"""What we speak, the best first."""
_REPEATS = Repeats()


def handle(peer: Peer, text: str, received_at: datetime | None = None) -> str | None:
    """Do what the frame says, and return what to send back; None where nothing is to be said.

    Never raises. A CALLERROR InternalError means that the fault is ours, and the charge point tries again.
    Messages of a socket that another has replaced are answered like any other.
    """
    correlate(new_id())
    received_at = received_at or utc_now()
    frame = parse(text)
    _note(peer, IN, text, frame)
    answer = _answered(peer, frame, received_at)
    _seen(peer, frame)
    if answer is None:
        return None
    answer_text = encode(answer)
    _note(peer, OUT, answer_text, answer)
    return answer_text


def negotiated(offered: list[str]) -> str | None:
    """The protocol to speak with a charge point that offers these."""
    return next((protocol for protocol in PROTOCOLS if protocol in offered), None)


def _answered(
    peer: Peer, frame: Call | CallResult | CallError | Broken, received_at: datetime
) -> CallResult | CallError | None:
    if isinstance(frame, Broken):
        logger.warning("broken frame", charge_point_id=peer.charge_point_id, reason=frame.reason)
        return frame.answer()
    if isinstance(frame, Call):
        known = _REPEATS.answer(peer.connection_id, frame, received_at)
        if known is not None:
            return known
        answer = _perform(peer, frame, received_at)
        _REPEATS.keep(peer.connection_id, frame, answer, received_at)
        return answer

    def read(action: str) -> dict[str, Any] | CommandFailure:
        return calls.read(peer.protocol, action, frame)

    log: dict[str, Any] = {"charge_point_id": peer.charge_point_id, "message_id": frame.message_id}
    try:
        if not services().charge_points.answered(peer.charge_point_id, str(frame.message_id), read):
            logger.info("answer to nothing", **log)
    except Exception:  # noqa: BLE001 - no reason to leave the charge point without its answer
        logger.exception("answer to a command not kept", **log)
    return None


def _perform(peer: Peer, call: Call, received_at: datetime) -> CallResult | CallError:
    action, answer = _answers().get(call.action.lower(), (call.action, None))
    log: dict[str, Any] = {
        "charge_point_id": peer.charge_point_id,
        "protocol": peer.protocol,
        "action": action[:64],
    }
    if answer is None:
        logger.warning("unknown action", **log)
        return CallError(call.message_id, NOT_IMPLEMENTED, "This action is not known here.")
    odd = oddities("v16", action, call.payload)
    if odd:
        logger.warning("odd payload", **log, oddities=odd)
    try:
        payload = answer(Message(peer, received_at, Fields(call.payload)))
    except Unreadable as unreadable:
        logger.warning("unreadable payload", **log, reason=unreadable.detail)
        return CallError(call.message_id, unreadable.code, unreadable.detail)
    except Exception:  # noqa: BLE001 - said as InternalError, logged whole
        logger.exception("message not handled", **log)
        return CallError(call.message_id, INTERNAL_ERROR, "The fault is ours; please send it again.")
    logger.debug("answered", **log)
    return CallResult(call.message_id, payload)


@cache
def _answers() -> Mapping[str, tuple[str, Answer]]:
    from chalicelib.ocpp.v16.answers import ANSWERS

    return {action.lower(): (action, answer) for action, answer in ANSWERS.items()}


def _seen(peer: Peer, frame: Call | CallResult | CallError | Broken) -> None:
    if isinstance(frame, Call) and frame.action.lower() == "bootnotification":
        return  # commands that wait come after its answer (OCPP 1.6, 4.2), so with the next message
    try:
        services().charge_points.seen(peer.charge_point_id, peer.connection_id)
    except Exception:  # noqa: BLE001 - no reason to leave the charge point without its answer
        logger.exception("not kept as seen", charge_point_id=peer.charge_point_id)


def _note(peer: Peer, direction: str, text: str, frame: Call | CallResult | CallError | Broken) -> None:
    try:
        action = frame.action if isinstance(frame, Call) else None
        services().message_log.note(peer.charge_point_id, direction, text, frame.message_id or "", action)
    except Exception:  # noqa: BLE001 - no reason to leave the charge point without its answer
        logger.exception("message not logged", charge_point_id=peer.charge_point_id)

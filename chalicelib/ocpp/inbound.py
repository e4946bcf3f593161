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
from chalicelib.metrics import Metric, tally
from chalicelib.ocpp import calls
from chalicelib.ocpp.frames import (
    INTERNAL_ERROR,
    NOT_IMPLEMENTED,
    NOT_SUPPORTED,
    OCPP_16,
    OCPP_201,
    SECURITY_ERROR,
    Broken,
    Call,
    CallError,
    CallResult,
    CallResultError,
    Frame,
    Send,
    encode,
    parse,
)
from chalicelib.ocpp.message import Message, Peer, Version
from chalicelib.ocpp.reading import Fields, Refused
from chalicelib.ocpp.repeats import Repeats, mark_of
from chalicelib.ocpp.schemas import is_known, oddities
from chalicelib.telling import telling
from chalicelib.wiring import services

OTHER = "other"
_REPEATS = Repeats()


def handle(
    peer: Peer, text: str, received_at: datetime | None = None, correlation_id: str | None = None
) -> str | None:
    """Do what the frame says, and return what to send back; None where nothing is to be said.

    Never raises. A CALLERROR InternalError means that the fault is ours, and the charge point tries again.
    Messages of a socket that another has replaced are answered like any other. What it makes the services do
    and write belongs to `correlation_id`, or one of its own.
    """
    correlate(correlation_id or new_id())
    received_at = received_at or utc_now()
    frame = parse(text, peer.version)
    action = frame.action if isinstance(frame, Call | Send) else None
    _note(peer, IN, text, frame, action)
    with telling():
        answer = _answered(peer, frame, received_at)
        _seen(peer, frame)
    if answer is None:
        return None
    answer_text = encode(answer, peer.version)
    _note(peer, OUT, answer_text, answer, action)
    return answer_text


def _answered(peer: Peer, frame: Frame | Broken, received_at: datetime) -> CallResult | CallError | None:
    log: dict[str, Any] = {"charge_point_id": peer.charge_point_id, "message_id": frame.message_id}
    match frame:
        case Broken():
            logger.warning("broken frame", **log, reason=frame.reason)
            return frame.answer(peer.version)
        case Call():
            mark = mark_of(peer.connection_id, frame)
            known = _REPEATS.answer(mark, received_at) if mark else None
            if known is not None:
                return known
            answer = _perform(peer, frame, received_at)
            if mark:
                _REPEATS.keep(mark, answer, received_at)
            return answer
        case Send():
            _perform(peer, frame, received_at)
        case CallResultError():
            logger.warning("our answer was not understood", **log, code=frame.code[:64])
        case _:
            _settle(peer, frame, log)
    return None


def _settle(peer: Peer, frame: CallResult | CallError, log: Mapping[str, Any]) -> None:
    def read(action: str) -> dict[str, Any] | CommandFailure:
        if isinstance(frame, CallResult):
            odd = calls.answer_misfits(peer.version, action, frame.payload)
            if odd:
                logger.warning("odd answer", **log, action=action, oddities=odd)
        return calls.read(peer.version, action, frame)

    try:
        if not services().charge_points.answered(peer.charge_point_id, str(frame.message_id), read):
            logger.info("answer to nothing", **log)
    except Exception:  # noqa: BLE001 - no reason to leave the charge point without its answer
        logger.exception("answer to a command not kept", **log)


def _perform(peer: Peer, call: Call | Send, received_at: datetime) -> CallResult | CallError:
    version, names = _version(peer.version)
    action = names.get(call.action.lower(), call.action)
    answer = version.answers.get(action)
    log: dict[str, Any] = {
        "charge_point_id": peer.charge_point_id,
        "protocol": peer.protocol,
        "action": action[:64],
    }
    if answer is None:
        logger.warning("unknown action", **log)
        tally(Metric.MESSAGES, action=OTHER)
        return _unknown(version, call)
    tally(Metric.MESSAGES, action=action)
    odd = oddities(version.schemas, action + ("" if isinstance(call, Send) else version.suffix), call.payload)
    if odd:
        logger.warning("odd payload", **log, oddities=odd)
    message = Message(peer, received_at, Fields(call.payload))
    try:
        payload = answer(message)
        is_admitted = version.admits(message, action)
    except Refused as refused:
        logger.warning("message refused", **log, reason=refused.detail)
        return CallError(call.message_id, refused.code, refused.detail)
    except Exception:  # noqa: BLE001 - said as InternalError, logged whole
        logger.exception("message not handled", **log)
        tally(Metric.MESSAGES_FAILED)
        return CallError(call.message_id, INTERNAL_ERROR, "The fault is ours; please send it again.")
    if not is_admitted:
        logger.warning("not accepted yet", **log)
        return CallError(call.message_id, SECURITY_ERROR, "This charging station is not accepted yet.")
    if isinstance(call, Call):
        wrong = oddities(version.schemas, f"{action}Response", payload)
        if wrong:
            logger.warning("odd answer of ours", **log, oddities=wrong)
    logger.debug("answered", **log)
    return CallResult(call.message_id, payload)


def _unknown(version: Version, call: Call | Send) -> CallError:
    if is_known(version.schemas, call.action + version.suffix):
        return CallError(call.message_id, NOT_SUPPORTED, "Only a central system says this.")
    return CallError(call.message_id, NOT_IMPLEMENTED, "This action is not known here.")


@cache
def _version(protocol: str) -> tuple[Version, Mapping[str, str]]:
    """What `protocol` has, and the names of its messages by themselves in lower case."""
    if protocol == OCPP_16:
        from chalicelib.ocpp.v16.answers import VERSION
    elif protocol == OCPP_201:
        from chalicelib.ocpp.v2.answers import VERSION_201 as VERSION
    else:
        from chalicelib.ocpp.v2.answers import VERSION_21 as VERSION
    return VERSION, {name.lower(): name for name in VERSION.answers}


def _seen(peer: Peer, frame: Frame | Broken) -> None:
    if isinstance(frame, Call) and frame.action.lower() == "bootnotification":
        return  # commands that wait come after its answer (OCPP 1.6, 4.2), so with the next message
    try:
        services().charge_points.seen(peer.charge_point_id, peer.connection_id)
    except Exception:  # noqa: BLE001 - no reason to leave the charge point without its answer
        logger.exception("not kept as seen", charge_point_id=peer.charge_point_id)


def _note(peer: Peer, direction: str, text: str, frame: Frame | Broken, action: str | None) -> None:
    try:
        services().message_log.note(peer.charge_point_id, direction, text, frame.message_id or "", action)
    except Exception:  # noqa: BLE001 - no reason to leave the charge point without its answer
        logger.exception("message not logged", charge_point_id=peer.charge_point_id)

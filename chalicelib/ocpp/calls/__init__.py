"""Commands in our words as each version of the protocol has them, and answers in our words."""

# ruff: noqa: PLC0415 - a version is imported when a charge point speaks it
import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol

from chalicelib.charge_points.commands.rules import UnknownThere
from chalicelib.charge_points.rules import CommandFailure
from chalicelib.ocpp.calls.answers import answer_to
from chalicelib.ocpp.calls.wording import Word
from chalicelib.ocpp.frames import Call, CallError, CallResult, encode
from chalicelib.ocpp.schemas import is_known, oddities

GUARDED = frozenset(
    name.lower()
    for name in (
        *("CertificateSigned", "DeleteCertificate", "InstallCertificate", "SetNetworkProfile"),
        *("ChangeConfiguration", "SetVariables", "SendLocalList", "SetChargingProfile"),
        *("UpdateFirmware", "SignedUpdateFirmware", "PublishFirmware", "GetLog", "GetDiagnostics"),
        *("RemoteStartTransaction", "RequestStartTransaction", "ReserveNow", "CustomerInformation"),
    )
)
"""Messages with words of their own, which guard secrets, files and what we keep in step."""


class Version(Protocol):
    """What each version's file has."""

    SCHEMAS: tuple[str, str]
    CALLS: Mapping[str, Word]


def call(protocol: str, action: str, params: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The message and payload of a command.

    Raises UnknownThere for what that version has not, CannotSend for what it cannot say.
    """
    if action == "call":
        if not is_message(protocol, params["message"]):
            raise UnknownThere
        return params["message"], dict(params["payload"])
    word = _version(protocol).CALLS.get(action)
    if word is None:
        raise UnknownThere
    return word(params)


def read(protocol: str, action: str, frame: CallResult | CallError) -> dict[str, Any] | CommandFailure:
    """A charge point's answer to the command `action`, without the secrets in it."""
    del protocol  # chargers answer in the other version's words too, so one reading serves all
    if isinstance(frame, CallError):
        return CommandFailure(frame.code[:100], frame.description[:500])
    return answer_to(action, frame.payload)


def misfits(protocol: str, action: str, params: Mapping[str, Any]) -> list[str]:
    """Where a command departs from the OCA's schema of its message in that version: paths and rules.

    Raises as `call`.
    """
    name, payload = call(protocol, action, params)
    plain = json.loads(encode(Call("", name, payload)))[3]
    return oddities(*_message(protocol, name), plain)


def answer_misfits(protocol: str, action: str, payload: Mapping[str, Any]) -> list[str]:
    """Where an answer to `action` departs from the OCA's schema of the answer to its message.

    Where a command may have been one of several messages, it fits that which it fits best. A "call" does not
    tell which it was, so nothing is said of its answer.
    """
    version = _version(protocol)
    word = version.CALLS.get(action)
    found = [
        oddities(version.SCHEMAS[0], f"{name}Response", payload) for name in (word.messages if word else ())
    ]
    return min(found, key=len, default=[])


def is_message(protocol: str, name: str) -> bool:
    """Whether that version has a request of this name."""
    return not name.endswith("Response") and is_known(*_message(protocol, name))


def is_guarded(message: str) -> bool:
    """Whether it may only be sent by a word of our own."""
    return message.lower() in GUARDED


def _message(protocol: str, name: str) -> tuple[str, str]:
    folder, ending = _version(protocol).SCHEMAS
    return folder, name + ending


@cache
def _version(protocol: str) -> Version:
    """1.6 stands for what was agreed on with charge points that offer nothing."""
    if protocol == "ocpp2.1":
        from chalicelib.ocpp.calls import v21

        return v21
    if protocol == "ocpp2.0.1":
        from chalicelib.ocpp.calls import v2

        return v2
    from chalicelib.ocpp.calls import v16

    return v16

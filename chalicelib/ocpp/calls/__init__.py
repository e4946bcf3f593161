"""Commands in our words as each version of the protocol has them, and answers in our words."""

# ruff: noqa: PLC0415 - a version is imported when a charge point speaks it
from collections.abc import Mapping
from typing import Any

from chalicelib.charge_points.rules import CommandFailure
from chalicelib.ocpp.frames import CallError, CallResult


def call(protocol: str, action: str, params: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The wire's action and payload of a command. Raises KeyError for one that `protocol` does not know."""
    del protocol
    from chalicelib.ocpp.calls import v16

    return v16.call(action, params)


def read(protocol: str, action: str, frame: CallResult | CallError) -> dict[str, Any] | CommandFailure:
    """A charge point's answer to the command `action`."""
    del protocol
    from chalicelib.ocpp.calls import v16

    return v16.read(action, frame)

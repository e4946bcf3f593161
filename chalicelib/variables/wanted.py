"""What an owner wants a charge point to be set to, beside what that tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from chalicelib.charge_points.rules import CommandFailure, CommandState
from chalicelib.variables.rules import ReportedVariable, Variable

MOST_WANTED = 200
MOST_TRIES = 3
"""How often a value is sent again after boots at which it was another, unless it held in between."""
NUMBERS = ("integer", "decimal")
OPTION_LIST, MEMBER_LIST, SEQUENCE_LIST, BOOLEAN = "OptionList", "MemberList", "SequenceList", "boolean"


class WantedState(StrEnum):
    """How far the charge point is with it.

    PENDING: not answered yet, or to be looked at after a boot. DIFFERS: it tells another value by now.
    """

    APPLIED = "applied"
    PENDING = "pending"
    REJECTED = "rejected"
    REBOOT_REQUIRED = "reboot_required"
    DIFFERS = "differs"


@dataclass(frozen=True)
class Wanted:
    """A value that an owner set, by whom and when. `detail`: what the charge point said when it refused."""

    key: str
    value: str
    by: str | None
    wanted_at: datetime
    state: WantedState = WantedState.PENDING
    command_id: str | None = None
    tries: int = 0
    detail: str | None = None


def answered(
    answer: Mapping[str, Any] | CommandFailure, state: CommandState
) -> tuple[WantedState, str | None] | None:
    """What the answer to its command makes of it, and in words why; None: nothing, it goes on waiting."""
    if state is CommandState.TIMED_OUT:
        return None
    if isinstance(answer, CommandFailure):
        return WantedState.REJECTED, f"{answer.code}: {answer.description}".rstrip(": ")
    status = str(answer.get("status") or "")
    if state is not CommandState.ACCEPTED:
        return WantedState.REJECTED, status or None
    needs_reboot = status.strip().lower() == "rebootrequired"
    return (WantedState.REBOOT_REQUIRED if needs_reboot else WantedState.APPLIED), None


def compared(wanted: Wanted, told: Variable) -> WantedState:
    """Its state after the charge point has told its value anew.

    A refusal stays one as long as the value is another, and so does the need of a reboot.
    """
    if told.told.value is None:
        return wanted.state
    if same_value(wanted.value, told.told.value, told.told.data_type):
        return WantedState.APPLIED
    if wanted.state in (WantedState.REJECTED, WantedState.REBOOT_REQUIRED):
        return wanted.state
    is_waiting = wanted.state is WantedState.PENDING and wanted.command_id is not None
    return WantedState.PENDING if is_waiting else WantedState.DIFFERS


def may_try_again(wanted: Wanted) -> bool:
    """Whether it is sent again to a charge point that has booted with another value."""
    return wanted.state is WantedState.DIFFERS and wanted.tries < MOST_TRIES


def same_value(one: str, other: str, data_type: str | None = None) -> bool:
    """Whether two texts say the same: numbers and truth values in any form, lists with or without blanks."""
    one, other = one.strip(), other.strip()
    if one == other:
        return True
    if {one.lower(), other.lower()} <= {"true", "false"} or data_type == BOOLEAN:
        return one.lower() == other.lower()
    first, second = _number(one), _number(other)
    if first is not None and second is not None:
        return first == second
    ours, theirs = listed(one), listed(other)
    if data_type == MEMBER_LIST:
        return sorted(ours) == sorted(theirs)
    return len(ours) > 1 and ours == theirs


def listed(text: str) -> list[str]:
    """The parts of a text with commas."""
    return [part.strip() for part in text.split(",")]


def unfit(variable: Variable | None, value: str) -> str | None:
    """Why a charge point cannot take this value, by what it told of the variable; None: nothing is known."""
    if variable is None:
        return None
    if variable.is_read_only:
        return "The charge point says that it cannot be set."
    return _of_another_kind(variable.told, value) or _out_of_bounds(variable.told, value)


def _of_another_kind(told: ReportedVariable, value: str) -> str | None:
    kind, number = told.data_type, _number(value)
    if kind in NUMBERS and number is None:
        return "It is a number."
    if kind == "integer" and number is not None and number != number.to_integral_value():
        return "It is a whole number."
    if kind == BOOLEAN and value.strip().lower() not in ("true", "false"):
        return "It is true or false."
    if told.values and kind in (OPTION_LIST, MEMBER_LIST, SEQUENCE_LIST):
        parts = [value.strip()] if kind == OPTION_LIST else listed(value)
        if not {part.lower() for part in parts} <= {allowed.lower() for allowed in told.values}:
            return f"It is of {', '.join(told.values)}."
    return None


def _out_of_bounds(told: ReportedVariable, value: str) -> str | None:
    size = _number(value) if told.data_type in NUMBERS else Decimal(len(value))
    if size is not None and told.minimum is not None and size < told.minimum:
        return f"At least {told.minimum}."
    if size is not None and told.maximum is not None and size > told.maximum:
        return f"At most {told.maximum}."
    return None


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None

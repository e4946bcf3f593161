"""Commands as JSON."""

from datetime import datetime
from typing import Any

from pydantic import AwareDatetime

from chalicelib.api.schema import Out
from chalicelib.charge_points.rules import Command, CommandState


class CommandOut(Out):
    """Something asked of a charge point. `answer` is what it answered, `detail` why it was not accepted."""

    command_id: str
    charge_point_id: str
    action: str
    state: CommandState
    requested_at: AwareDatetime
    deadline_at: AwareDatetime
    answered_at: AwareDatetime | None
    answer: dict[str, Any] | None
    detail: str | None

    @classmethod
    def of(cls, command: Command, now: datetime) -> "CommandOut":
        """As it stands now: one whose deadline has passed is shown as timed out."""
        return cls(
            command_id=command.command_id,
            charge_point_id=command.charge_point_id,
            action=command.action,
            state=command.state_at(now),
            requested_at=command.requested_at,
            deadline_at=command.deadline_at,
            answered_at=command.answered_at,
            answer=None if command.answer is None else dict(command.answer),
            detail=command.detail,
        )

"""A network's policy as it is written in the API: lengths of time in whole minutes."""

from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field

from chalicelib.api.schema import In, Out
from chalicelib.policies.rules import Policy

MOST_MINUTES = 10_000_000
UNSET: Any = None
"""Stands where a field was left out; model_fields_set tells it from null."""
Minutes = Annotated[int, Field(ge=0, le=MOST_MINUTES)]


class PolicyIn(In):
    """The rules that change; those left out stay, null sets no limit."""

    grid_minutes: Minutes = Field(default=UNSET)
    min_duration_minutes: Minutes | None = Field(default=UNSET)
    max_duration_minutes: Minutes | None = Field(default=UNSET)
    max_advance_minutes: Minutes | None = Field(default=UNSET)
    max_active: int | None = Field(default=UNSET)
    cancel_until_minutes: Minutes | None = Field(default=UNSET)
    walk_up: bool = Field(default=UNSET)
    early_start_minutes: Minutes | None = Field(default=UNSET)

    def edit(self) -> dict[str, Any]:
        """As the rules know it."""
        return {
            name.removesuffix("_minutes"): timedelta(minutes=value)
            if name.endswith("_minutes") and value is not None
            else value
            for name, value in self.model_dump(exclude_unset=True).items()
        }


class PolicyOut(Out):
    """How the network shares its chargers; null: no limit."""

    grid_minutes: int
    min_duration_minutes: int | None
    max_duration_minutes: int | None
    max_advance_minutes: int | None
    max_active: int | None
    cancel_until_minutes: int | None
    walk_up: bool
    early_start_minutes: int | None

    @classmethod
    def of(cls, policy: Policy) -> "PolicyOut":
        """Lengths in whole minutes."""
        return cls(
            grid_minutes=policy.grid // timedelta(minutes=1),
            min_duration_minutes=_minutes(policy.min_duration),
            max_duration_minutes=_minutes(policy.max_duration),
            max_advance_minutes=_minutes(policy.max_advance),
            max_active=policy.max_active,
            cancel_until_minutes=_minutes(policy.cancel_until),
            walk_up=policy.walk_up,
            early_start_minutes=_minutes(policy.early_start),
        )


def _minutes(length: timedelta | None) -> int | None:
    return None if length is None else length // timedelta(minutes=1)

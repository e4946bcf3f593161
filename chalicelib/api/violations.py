"""What stands in the way, in the same form wherever it is told: a refusal, a dry run, a search."""

import json
from typing import Any

from pydantic import AwareDatetime, Field, field_validator

from chalicelib.api.problem import plain
from chalicelib.api.schema import Out


class ViolationOut(Out):
    """One rule that says no. Lengths of time are whole minutes, a period is told by its two ends."""

    code: str = Field(description="Never renamed; each has its sentence on the page of this API.")
    detail: str
    allowed: Any = Field(description="What the rule allows, in the rule's own unit.")
    asked: Any = Field(description="What was asked, in the same unit.")
    passes_at: AwareDatetime | None = Field(
        description="From when on the rule lets it pass, asked again or moved to then."
    )
    rule: str | None = Field(description="The rule of the policy, where it is one.")

    @field_validator("allowed", "asked", mode="before")
    @classmethod
    def _plain(cls, fact: object) -> object:
        return json.loads(json.dumps(fact, default=plain))

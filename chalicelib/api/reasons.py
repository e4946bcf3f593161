"""Which of our own sentences something tells, for whoever says it in another language."""

from typing import Any, Generic, TypeVar

from pydantic import Field

from chalicelib.api.schema import Out
from chalicelib.kernel.sayings import Sayings

C = TypeVar("C")


class Reason(Out, Generic[C]):
    """Our own sentence beside this by its code; null: none was told, or one in somebody else's words."""

    code: C = Field(description="Never renamed.")
    facts: dict[str, str] = Field(
        description="What stands in it. Where `<name>` is a sentence of ours, `<name>_code` is its code."
    )


R = TypeVar("R", bound=Reason[Any])


def reason_of(
    kind: type[R], sentence: str | None, *sayings: Sayings[Any], **within: Sayings[Any]
) -> R | None:
    """By the first of these that have the sentence. `within`: by blank, those that may stand in it."""
    for found in (each.read(sentence) for each in sayings):
        if found is not None:
            facts = dict(found.facts)
            for blank, inner in within.items():
                said = inner.read(facts.get(blank))
                facts |= {**said.facts, f"{blank}_code": said.code} if said else {}
            return kind(code=found.code, facts=facts)
    return None

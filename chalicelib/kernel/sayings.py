"""Sentences that are kept as they were told, and the codes by which they are said in other languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

Code = TypeVar("Code", bound=StrEnum)
BLANK = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Said(Generic[Code]):
    """Which sentence it is, and what stands in its blanks."""

    code: Code
    facts: Mapping[str, str] = field(default_factory=dict)


class Sayings(Generic[Code]):
    """All sentences of one kind, by code. `{name}` in a sentence is a blank, to be filled.

    What was kept under an earlier wording is read as none of these: it is told as it is.
    """

    def __init__(self, sentences: Mapping[Code, str]) -> None:
        self.sentences = sentences
        plain_first = sorted(sentences, key=lambda code: BLANK.search(sentences[code]) is not None)
        self._forms = {code: _form(sentences[code]) for code in plain_first}

    def read(self, sentence: str | None) -> Said[Code] | None:
        """Which of them this is; None: none of them, somebody else's words."""
        for code, form in self._forms.items():
            found = form.fullmatch(sentence or "")
            if found is not None:
                return Said(code, found.groupdict())
        return None


def filled(sentence: str, **facts: object) -> str:
    """The sentence with its blanks filled."""
    return BLANK.sub(lambda blank: str(facts[blank[1]]), sentence)


def _form(sentence: str) -> re.Pattern[str]:
    parts = BLANK.split(sentence)
    named = [f"(?P<{part}>.+?)" if i % 2 else re.escape(part) for i, part in enumerate(parts)]
    return re.compile("".join(named), re.DOTALL)

"""Which way a language is written, and how what goes the other way stands in it (Unicode, UAX #9)."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

RIGHT_TO_LEFT = frozenset({"R", "AL"})
LEFT_TO_RIGHT = frozenset({"L"})
ISOLATE, END = "\u2068", "\u2069"
"""What stands between them takes its own direction, and moves nothing around it (section 2.4)."""
MARK = "\u200f"
"""A letter of right to left that nobody sees: a line that begins with it goes that way."""


@dataclass(frozen=True)
class Script:
    """A language's BCP 47 tag, and its direction."""

    tag: str
    is_rtl: bool = False

    @property
    def direction(self) -> str:
        """As HTML names it."""
        return "rtl" if self.is_rtl else "ltr"

    def isolated(self, told: Mapping[str, str]) -> dict[str, str]:
        """The facts, each that has letters of the other direction closed in."""
        other = LEFT_TO_RIGHT if self.is_rtl else RIGHT_TO_LEFT
        return {name: f"{ISOLATE}{fact}{END}" if _has(fact, other) else fact for name, fact in told.items()}

    def line(self, words: str) -> str:
        """Words that stand alone, without markup around them."""
        return f"{MARK}{words}" if self.is_rtl else words


def subtags(locale: str) -> list[str]:
    """The parts of a BCP 47 tag, in small letters: the language first."""
    return locale.replace("_", "-").lower().split("-")


def _has(text: str, directions: frozenset[str]) -> bool:
    return any(unicodedata.bidirectional(sign) in directions for sign in text)

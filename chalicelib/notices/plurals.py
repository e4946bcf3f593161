"""Which form of a word goes with a number: the plural rules of CLDR, for whole numbers from 0 on."""

from collections.abc import Callable, Mapping
from typing import Literal

Form = Literal["zero", "one", "two", "few", "many", "other"]
Plural = Callable[[int], Form]
Saying = str | Mapping[Form, str]
"""Words with blanks; by form, where they count `count`."""


def one_or_other(count: int) -> Form:
    """English, German, and Spanish below a million."""
    return "one" if count == 1 else "other"


def french_plural(count: int) -> Form:
    """None is singular too. Below a million."""
    return "one" if count <= 1 else "other"


def arabic_plural(count: int) -> Form:
    """By the last two digits from three on: 103 goes as 3, 111 as 11, but 100 to 102 as none of them."""
    if count <= 2:  # noqa: PLR2004 - each has a word of its own
        return ("zero", "one", "two")[count]
    rest = count % 100
    if rest <= 2:  # noqa: PLR2004 - likewise
        return "other"
    return "few" if rest <= 10 else "many"  # noqa: PLR2004 - a plural up to ten


def said(saying: Saying | None, plural: Plural, told: Mapping[str, str]) -> str | None:
    """Its words with what is told in them; None when there are none. Raises KeyError, ValueError."""
    if saying is None:
        return None
    words = saying if isinstance(saying, str) else saying[plural(int(told["count"]))]
    return words.format_map(told)

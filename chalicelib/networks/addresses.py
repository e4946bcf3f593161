"""E-mail addresses as people paste them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chalicelib.accounts.rules import email_of
from chalicelib.kernel.errors import Invalid

SEPARATORS = re.compile(r"[,;\t]")
IN_BRACKETS = re.compile(r"<([^<>]*)>")
HEADINGS = {"email", "e-mail", "mail", "address", "email address", "e-mail address"}
WRAPPING = "\"'<>()[]"
LONGEST_SHOWN = 254


@dataclass(frozen=True)
class Address:
    """One entry: the address in its normal form, or as it was given when it is none."""

    email: str
    is_valid: bool


def addresses(text: str) -> list[Address]:
    """Every address in `text`, in order and each once, and every entry that should be one and is not.

    Entries stand on lines or between commas, semicolons, tabs, blanks; "Ann <ann@x.org>" is one. What stands
    beside a line's only address, or right before "words <address>", is a name; so is a heading line.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and HEADINGS & {cell.strip().strip(WRAPPING).lower() for cell in SEPARATORS.split(lines[0])}:
        del lines[0]
    return _each_once(entry for line in lines for entry in _entries(line))


def domain_of(email: str) -> str:
    """What stands behind the @."""
    return email.rpartition("@")[2]


def hint(email: str) -> str:
    """Enough for its owner to know it, too little for anyone else: a***@x.org."""
    return f"{email[:1]}***@{domain_of(email)}"


def _entries(line: str) -> Iterator[str]:
    cells = [cell.strip() for cell in SEPARATORS.split(line)]
    is_list = sum("@" in cell for cell in cells) != 1
    for cell, following in zip(cells, [*cells[1:], ""], strict=True):
        if "@" in cell:
            yield from _within(cell)
        elif is_list and cell and not ("@" in following and IN_BRACKETS.search(following)):
            yield cell


def _within(cell: str) -> Iterator[str]:
    bracketed = [found for found in IN_BRACKETS.findall(cell) if "@" in found]
    for word in bracketed or [word for word in cell.split() if "@" in word]:
        yield word.strip().strip(WRAPPING).removeprefix("mailto:").rstrip(".")


def _each_once(entries: Iterable[str]) -> list[Address]:
    found: dict[str, Address] = {}
    for entry in entries:
        try:
            address = Address(email_of(entry), is_valid=True)
        except Invalid:
            address = Address(entry[:LONGEST_SHOWN], is_valid=False)
        found.setdefault(address.email.lower(), address)
    return list(found.values())

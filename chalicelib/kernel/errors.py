"""Errors are a kind (class, few) and a code (public, many, never renamed).

DomainError
├── Invalid      what was sent cannot be understood                 HTTP 400
├── NotLoggedIn  nobody, or nobody we can recognise, is asking      HTTP 401
├── Forbidden    known, but may not                                 HTTP 403
├── NotFound     is not there, or may not be known to be there      HTTP 404
├── Refused      well formed and permitted, but a rule says no      HTTP 409
├── Stale        somebody changed it meanwhile; look again          HTTP 409
├── Changed      an If-Match did not match                          HTTP 412
├── Unfit        clear, but not in a form that can be passed on      HTTP 422
└── TooMany      throttled; `retry_after_seconds` says how long     HTTP 429
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


class DomainError(Exception):
    """An answer that is not yes. `code` is for programs, `detail` for people, `facts` are public too."""

    def __init__(self, code: str, detail: str, **facts: object) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.facts = facts


class Invalid(DomainError):
    """What was sent cannot be understood."""


class NotLoggedIn(DomainError):
    """Nobody, or nobody we can recognise, is asking."""


class Forbidden(DomainError):
    """Known, but may not."""


class NotFound(DomainError):
    """Is not there, or may not be known to be there."""


class Refused(DomainError):
    """Well formed and permitted, but a rule says no."""


class Stale(DomainError):
    """Somebody changed it meanwhile."""


class Changed(DomainError):
    """The version named by If-Match is no longer the current one."""


class Unfit(DomainError):
    """What was sent is clear, but not in a form that can be passed on."""


class TooMany(DomainError):
    """Throttled: try again after `retry_after_seconds`."""


def not_found(what: str) -> NotFound:
    """The one answer for what is absent and for what the caller may not know exists."""
    return NotFound("not_found", f"There is no such {what}.")


@dataclass(frozen=True)
class Violation:
    """One rule that says no: its code, in words, what it allows, what was asked.

    `passes_at`: from when on the rule lets it pass, asked again or moved to then. `rule` is the policy's
    rule, where it is one.
    """

    code: str
    detail: str
    allowed: object = None
    asked: object = None
    passes_at: datetime | None = None
    rule: str | None = None


def refused(code: str, violations: Sequence[Violation]) -> Refused:
    """A refusal that tells every violation at once."""
    return Refused(code, " ".join(violation.detail for violation in violations), violations=list(violations))

"""Codes by mail: made, counted, and proved once."""

from dataclasses import dataclass
from typing import Protocol

from chalicelib.accounts import codes
from chalicelib.accounts.codes import Code, Purpose
from chalicelib.accounts.signing_keys import SigningKeys
from chalicelib.accounts.throttle import (
    CODES_PER_SOURCE,
    MAILS_PER_EMAIL,
    MAILS_PER_EMAIL_A_DAY,
    MAILS_PER_SOURCE,
    Count,
    Counters,
    attempt,
)
from chalicelib.kernel.errors import Invalid
from chalicelib.kernel.ids import Clock


class CodeStore(Protocol):
    """Where the one code per address and purpose is kept."""

    def try_code(self, email: str, purpose: Purpose) -> Code | None:
        """The code with one more try counted; None if there is none or its tries are used up."""
        ...


class Notify(Protocol):
    """Sends a notice, or logs that it could not."""

    def __call__(self, to: str, locale: str, template: str, **facts: object) -> None:
        """`facts` are what the template speaks of."""
        ...


@dataclass
class MailedCodes:
    """Makes codes and checks them."""

    store: CodeStore
    counters: Counters
    keys: SigningKeys
    now: Clock

    def made(self, email: str, purpose: Purpose, source: str) -> tuple[Code, str]:
        """A code to keep and the digits to send. Raises TooMany."""
        now = self.now()
        limits = ((MAILS_PER_SOURCE, source), (MAILS_PER_EMAIL, email), (MAILS_PER_EMAIL_A_DAY, email))
        attempt(self.counters, [Count(limit, subject, now) for limit, subject in limits])
        digits = codes.six_digits()
        kid, key = self.keys.current()
        made = codes.digest(key, purpose, email, digits)
        return Code(email, purpose, made, kid, now + codes.GOOD_FOR, source), digits

    def proved(self, email: str, purpose: Purpose, digits: str, source: str) -> Code:
        """The code, now that `digits` were right; the caller uses it up with what it does.

        Raises Invalid("wrong_code") for whatever is not right, and TooMany.
        """
        now = self.now()
        guess = Count(CODES_PER_SOURCE, source, now)
        attempt(self.counters, [guess])
        code = self.store.try_code(email, purpose)
        key = self.keys.key(code.kid) if code else None
        if code is None or key is None:
            raise wrong_code()
        if not codes.is_right(code, codes.digest(key, purpose, email, digits), now):
            raise wrong_code()
        self.counters.take_back(guess)
        self.counters.take_back(Count(MAILS_PER_SOURCE, code.source, now))
        return code


def wrong_code() -> Invalid:
    """The one answer to a code that is wrong, too old, used, tried too often, or was never sent."""
    return Invalid("wrong_code", "This code is not, or no longer, good. Ask for a new one.")

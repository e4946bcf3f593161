"""How often somebody may try: counted per address typed and per network address asking, in fixed windows.

Every attempt is counted before it is judged, so parallel ones cannot slip through, and one that turns out
right gives back itself and nothing else: who guesses cannot clear the count by logging in as himself.
Counting by the e-mail address typed, registered or not, keeps a 429 from telling which ones are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network
from typing import Protocol

from chalicelib.kernel.errors import TooMany


@dataclass(frozen=True)
class Limit:
    """At most `most` attempts named `name` in each `window`."""

    name: str
    most: int
    window: timedelta = timedelta(minutes=15)


LOGINS_PER_EMAIL = Limit("login-email", 10)
LOGINS_PER_SOURCE = Limit("login-source", 50)
MAILS_PER_EMAIL = Limit("mail-email", 5)
MAILS_PER_EMAIL_A_DAY = Limit("mail-email-day", 20, timedelta(days=1))
MAILS_PER_SOURCE = Limit("mail-source", 50)
CODES_PER_SOURCE = Limit("code-source", 50)


@dataclass(frozen=True)
class Count:
    """One limit for one subject, in the window that `at` falls into."""

    limit: Limit
    subject: str
    at: datetime

    @property
    def key(self) -> str:
        """Names the counter; the subject is hashed, since it may be an e-mail address."""
        number = int(self.at.timestamp() // self.limit.window.total_seconds())
        return f"{self.limit.name}#{sha256(self.subject.encode()).hexdigest()}#{number}"

    @property
    def ends_at(self) -> datetime:
        """When its window is over."""
        seconds = self.limit.window.total_seconds()
        return datetime.fromtimestamp((self.at.timestamp() // seconds + 1) * seconds, UTC)


class Counters(Protocol):
    """Where attempts are counted, all processes together."""

    def add(self, count: Count) -> bool:
        """One more, unless the limit is reached: then False and nothing is added."""
        ...

    def take_back(self, count: Count) -> None:
        """One less, but never below zero."""
        ...


def attempt(counters: Counters, counts: Iterable[Count]) -> None:
    """Count one attempt under each. Raises TooMany("too_many_attempts") at the first that is used up."""
    for count in counts:
        if not counters.add(count):
            wait = max(1, -int((count.at - count.ends_at).total_seconds() // 1))
            raise TooMany(
                "too_many_attempts",
                "Too many attempts. Wait a while, then try again.",
                retry_after_seconds=wait,
            )


def source_of(address: str) -> str:
    """Who asks, by network address: one IPv4 address, or the /64 that one IPv6 subscriber has to himself."""
    try:
        ip = ip_address(address)
    except ValueError:
        return "unknown"
    return str(ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)  # noqa: PLR2004

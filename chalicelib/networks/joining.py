"""Who may join with a code, and how often codes may be tried."""

from datetime import UTC, datetime, timedelta

from chalicelib.kernel.errors import Forbidden, NotFound, TooMany
from chalicelib.networks.addresses import domain_of
from chalicelib.networks.rules import Network, Standing

WINDOW = timedelta(minutes=15)
MOST_WRONG = 10


def window_start(now: datetime) -> datetime:
    """When the window of attempts that `now` belongs to began."""
    seconds = WINDOW.total_seconds()
    return datetime.fromtimestamp(now.timestamp() // seconds * seconds, UTC)


def too_many(now: datetime) -> TooMany:
    """The answer to an account that has tried too many wrong codes."""
    wait = window_start(now) + WINDOW - now
    return TooMany(
        "too_many_attempts",
        "Too many wrong codes: try again later.",
        retry_after_seconds=max(1, int(wait.total_seconds())),
    )


def unknown_code() -> NotFound:
    """The one answer to a code that is wrong, switched off, lapsed or replaced."""
    return NotFound("unknown_code", "This is not the join code of any network.")


def is_code_of(code: str, network: Network, now: datetime) -> bool:
    """Whether `code` lets people into `network` now."""
    return network.join_code is not None and network.join_code.code == code and network.join_code.is_open(now)


def check_newcomer(standing: Standing, email: str) -> None:
    """Whether somebody with the right code may join.

    Raises Forbidden("membership_blocked"), Forbidden("email_domain_not_allowed").
    """
    check_not_blocked(standing)
    domains = standing.network.email_domains
    if domains and domain_of(email) not in domains:
        raise Forbidden("email_domain_not_allowed", "This network takes other e-mail domains only.")


def check_not_blocked(standing: Standing) -> None:
    """Who was blocked cannot come back alone. Raises Forbidden("membership_blocked")."""
    if standing.membership is not None and standing.membership.blocked:
        raise Forbidden("membership_blocked", "You cannot join this network.")

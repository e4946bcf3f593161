"""Logins and their refresh tokens, which are used once each.

A login is a family of refresh tokens: each use of one brings forth the next. Using one that was already
replaced means that two parties hold the family, one of them a thief, so the whole family ends.

The one exception is a grace of ten seconds. A driver's phone may lose the answer to a refresh, or two tabs
may refresh at once; either way the replaced token honestly comes a second time. So for ten seconds after
its replacement the immediate predecessor brings forth a sibling of the token that replaced it. All siblings
are good until one of them is used; from then on the others are replaced too. A thief gains nothing lasting
by this: his sibling and the driver's cannot both be used more than ten seconds apart without ending the
family, and the grace is not prolonged by using it.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

LASTS = timedelta(days=30)
GRACE = timedelta(seconds=10)
MOST_SIBLINGS = 20


@dataclass(frozen=True)
class Login:
    """One login on one device. Tokens are kept as digests.

    `epoch` is the account's at login: ending all logins moves the account's on, and this one is over.
    """

    login_id: str
    account_id: str
    epoch: int
    live: frozenset[str]
    """The newest tokens: one, and siblings born in the grace."""
    replaced: frozenset[str]
    """The generation before."""
    replaced_at: datetime
    good_until: datetime
    version: int = 1


def begun(login_id: str, account_id: str, epoch: int, token: str, now: datetime) -> Login:
    """A new family with its first token."""
    return Login(login_id, account_id, epoch, frozenset({digest(token)}), frozenset(), now, now + LASTS)


def refreshed(login: Login, used: str, token: str, now: datetime) -> Login | None:
    """The family after `used` was presented and `token` handed out; None: it must end."""
    used_digest, new = digest(used), digest(token)
    if now >= login.good_until:
        return None
    if used_digest in login.live:
        return replace(
            login,
            live=frozenset({new}),
            replaced=login.live,
            replaced_at=now,
            good_until=now + LASTS,
            version=login.version + 1,
        )
    in_grace = now - login.replaced_at <= GRACE and len(login.live) < MOST_SIBLINGS
    if in_grace and used_digest in login.replaced:
        return replace(login, live=login.live | {new}, version=login.version + 1)
    return None


def knows(login: Login, token: str, now: datetime) -> bool:
    """Whether `token` is of this or the last generation and in time: enough to end the login with."""
    return now < login.good_until and digest(token) in login.live | login.replaced


def new_token(login_id: str) -> str:
    """A token of this family: 256 random bits behind the family's id, by which it is found."""
    return f"{login_id}.{secrets.token_urlsafe(32)}"


def login_id_of(token: str) -> str:
    """The family that a token says it belongs to."""
    return token.partition(".")[0]


def digest(token: str) -> str:
    """SHA-256: the token is random and long, so nothing slower is needed."""
    return sha256(token.encode()).hexdigest()

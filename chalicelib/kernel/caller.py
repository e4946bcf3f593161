"""Who is asking."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Caller:
    """An account that has proved itself with an access token."""

    account_id: str

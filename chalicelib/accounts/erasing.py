"""Erasing an account: the person goes, what was booked, charged and owed stays without it.

An intent is kept first, in the transaction by which the account gives up what it owns and ends its logins.
The steps follow, each of which may be done twice; the person goes last. Whoever dies in between leaves the
intent, and the next request or the job of every minute goes on. An access token that is out cannot be called
back, so all steps are done once more when none can be good any longer; only then the intent goes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from chalicelib.accounts import access_tokens
from chalicelib.accounts.credentials import Credentials
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Refused, Stale
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.slices import WHOLE, Slice
from chalicelib.logs import logger

LEASE = timedelta(minutes=1)
"""So long the request that asked for it has it."""
SWEPT_AFTER = access_tokens.LASTS + timedelta(minutes=5)
"""From then on no access token of the account is good, and no request made with one is still at work."""
TRIES = 5


@dataclass(frozen=True)
class Erasure:
    """An account that is being erased."""

    account_id: str
    email: str | None
    """None: the person is gone, and the address may be somebody else's."""
    asked_at: datetime
    due_at: datetime

    @property
    def swept_at(self) -> datetime:
        """When all is done once more."""
        return self.asked_at + SWEPT_AFTER


class ErasureStore(Protocol):
    """Where intents are kept, and the person."""

    def erasure(self, account_id: str) -> Erasure | None:
        """That of an account, as it was last written."""

    def due(self, now: datetime) -> list[Erasure]:
        """Those of which something is to be done."""

    def begin(self, erasure: Erasure, writes: Sequence[Any]) -> frozenset[str]:
        """Keep it and end all logins, with another concept's `writes`; the labels of what did not hold."""

    def forget_person(self, erasure: Erasure) -> None:
        """The account and all about its address goes; it is due again when it is swept."""

    def end(self, erasure: Erasure) -> None:
        """It is over."""


Prove = Callable[[str, str, str], Credentials]
"""(account_id, password, source): raises NotLoggedIn("wrong_credentials"), TooMany."""
Step = Callable[[Erasure], None]


@dataclass(frozen=True)
class ErasingService:
    """Erases accounts."""

    store: ErasureStore
    prove: Prove
    charging: Callable[[str], Sequence[str]]
    """The sessions of an account that go on."""
    giving_up: Callable[[str], Sequence[Any]]
    """The writes by which it owns nothing any more. Raises Refused("last_owner")."""
    steps: Mapping[str, Step]
    """By name, in order: each may be done twice."""
    now: Clock

    def erase(self, caller: Caller, password: str, source: str) -> None:
        """The caller's account is no more.

        Raises NotLoggedIn("wrong_credentials"), TooMany, Refused("session_running"), Refused("last_owner").
        """
        email = self.prove(caller.account_id, password, source).account.email
        self._finish(self.store.erasure(caller.account_id) or self._begun(caller.account_id, email))

    def tick(self, now: datetime, mine: Slice = WHOLE) -> None:
        """Go on with those of a slice that are due. 1 request when there are none."""
        for erasure in self.store.due(now):
            if not mine.has(erasure.account_id):
                continue
            try:
                self._finish(erasure)
            except Exception:  # noqa: BLE001 - the next one is not at fault, and the next minute tries again
                logger.exception("erasure_stopped", account_id=erasure.account_id)

    def _begun(self, account_id: str, email: str) -> Erasure:
        for _ in range(TRIES):
            running = self.charging(account_id)
            if running:
                words = "You are charging: stop first, then erase your account."
                raise Refused("session_running", words, session_ids=list(running))
            now = self.now()
            erasure = Erasure(account_id, email, now, now + LEASE)
            failed = self.store.begin(erasure, self.giving_up(account_id))
            if not failed:
                logger.info("erasure_begun", account_id=account_id)
                return erasure
            if "erasure" in failed:
                return self.store.erasure(account_id) or erasure
        raise Stale("membership_changed", "Somebody changed a membership of yours meanwhile; try again.")

    def _finish(self, erasure: Erasure) -> None:
        for step in self.steps.values():
            step(erasure)
        if erasure.email is not None:
            self.store.forget_person(erasure)
        if self.now() >= erasure.swept_at:
            self.store.end(erasure)
            logger.info("erasure_ended", account_id=erasure.account_id)

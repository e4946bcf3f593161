"""Managers look at what is odd about sessions, before it becomes a payment."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from chalicelib.accounts.rules import Account
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Forbidden, NotFound, Refused, Stale, not_found
from chalicelib.kernel.ids import Clock, Ids
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.networks.rules import Standing
from chalicelib.sessions import flags
from chalicelib.sessions.needs import Recount, Writes
from chalicelib.sessions.reviewing import Decision, Review, follow, reviewed
from chalicelib.sessions.rules import Cdr, Session


class ReviewStore(Protocol):
    """What this needs of the sessions kept."""

    def held(self, network_id: str, wanted: Wanted) -> Page[Session]:
        """Those of a network that wait for a review, the latest end first."""

    def messages(self, session: Session) -> int:
        """How many messages of readings there are."""

    def session(self, session_id: str) -> Session | None:
        """One session."""

    def records(self, session: Session) -> list[Cdr]:
        """All of its records, in the order of their making."""

    def review(
        self, before: Session, after: Session, review: Review, added: Sequence[Cdr], writes: Writes
    ) -> bool:
        """Keep a review with the records that it adds and another concept's `writes`.

        False: somebody reviewed it meanwhile, or what `writes` change has changed.
        """


@dataclass(frozen=True)
class Held:
    """A session that waits for a review, and how many messages of readings there are to judge it by."""

    session: Session
    messages: int
    driver_name: str | None = None
    driver_is_erased: bool = False


@dataclass(frozen=True)
class Reviewed:
    """A session after its review, and the records that the review added."""

    session: Session
    review: Review
    added: tuple[Cdr, ...]


@dataclass(frozen=True)
class ReviewService:
    """The review list of a network and what is decided of it."""

    store: ReviewStore
    now: Clock
    new_id: Ids
    standing: Callable[[str, str | None], Standing]
    """Of a network, by account; judges nothing. Raises NotFound."""
    managed: Callable[[str, Caller], Standing]
    """Of a network: NotFound, or Forbidden, unless the caller may manage it."""
    accounts_of: Callable[[Collection[str]], Mapping[str, Account]]
    recount: Recount

    def held(self, network_id: str, caller: Caller, wanted: Wanted) -> Page[Held]:
        """A page of what waits, for a manager. 2 reads, and 2 for each session."""
        self.managed(network_id, caller)
        found = self.store.held(network_id, wanted)
        members = [one for one in found.items if not one.is_of_a_stranger]
        ids = {session.driver_id for session in members if session.driver_id}
        accounts = self.accounts_of(ids) if ids else {}
        names = {account_id: account.name for account_id, account in accounts.items()}
        erased = ids - names.keys()
        return Page(
            [
                Held(
                    session,
                    self.store.messages(session),
                    None if session.is_of_a_stranger else names.get(session.driver_id or ""),
                    session.driver_id in erased,
                )
                for session in found.items
            ],
            found.next_cursor,
        )

    def review(
        self, session_id: str, caller: Caller, decision: Decision, reason: str, energy_wh: Decimal | None
    ) -> Reviewed:
        """Decide. A correction may be corrected again; anything else is decided once.

        Raises NotFound, Forbidden "managers_only", Refused "nothing_to_review" or "reviewed_already", Stale.
        """
        session = self._managed(session_id, caller)
        if session.is_open or not (flags.is_held(session.flags) or session.review):
            raise Refused("nothing_to_review", "Nothing about this session waits for a review.")
        if session.review and decision is not Decision.CORRECT:
            raise Refused("reviewed_already", "This session was reviewed; it can only be corrected again.")
        review = Review(session.reviews + 1, decision, caller.account_id, self.now(), reason, energy_wh)
        added = follow(self.store.records(session), review, self.new_id)
        after = reviewed(session, review, added)
        if not self.store.review(session, after, review, added, self._recounting(session, after)):
            raise Stale("changed_meanwhile", "Somebody reviewed it meanwhile.")
        return Reviewed(after, review, added)

    def _recounting(self, before: Session, after: Session) -> Writes:
        if before.booking_id is None or after.energy_wh == before.energy_wh:
            return ()
        return self.recount(before.booking_id, before.energy_wh, after.energy_wh)

    def _managed(self, session_id: str, caller: Caller) -> Session:
        session = self.store.session(session_id)
        if session is None:
            raise not_found("session")
        try:
            standing = self.standing(session.network_id or "", caller.account_id)
        except NotFound:
            raise not_found("session") from None
        if standing.may_manage:
            return session
        if session.driver_id == caller.account_id:
            raise Forbidden("managers_only", "Only managers and owners of the network may do this.")
        raise not_found("session")

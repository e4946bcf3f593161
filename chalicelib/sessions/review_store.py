"""Reviews of sessions in DynamoDB. Keys: items.py."""

from collections.abc import Sequence

from pynamodb.expressions.update import Action

from chalicelib.kernel.paging import Page, Wanted
from chalicelib.pages import after as key_after
from chalicelib.pages import page
from chalicelib.sessions import mapping
from chalicelib.sessions.items import CdrItem, ReadingsItem, ReviewItem, SessionItem, SessionsTable
from chalicelib.sessions.mapping import home_of
from chalicelib.sessions.needs import SESSION, Writes
from chalicelib.sessions.reviewing import Review
from chalicelib.sessions.rules import Cdr, Session
from chalicelib.sessions.store import DynamoSessions
from chalicelib.sessions.usage_store import counting
from chalicelib.sessions.writes import failed
from chalicelib.table import put, update


class DynamoReviews(DynamoSessions):
    """Keeps ReviewStore's promises (reviews.py) in DynamoDB."""

    def held(self, network_id: str, wanted: Wanted) -> Page[Session]:
        """1 read."""
        found = SessionsTable.of_review.query(
            f"HELD#{network_id}",
            scan_index_forward=False,
            limit=wanted.limit,
            last_evaluated_key=key_after(wanted.cursor),
        )
        return page(found, mapping.session_of)

    def messages(self, session: Session) -> int:
        """2 reads, one of a count only."""
        between = ReadingsItem.count(home_of(session), ReadingsItem.sk.startswith("READ#"))
        return between + len(self.begin_and_end(session))

    def review(
        self, before: Session, after: Session, review: Review, added: Sequence[Cdr], writes: Writes
    ) -> bool:
        """1 transaction with another concept's `writes`.

        On condition that it was reviewed no more often than was thought.
        """
        home = home_of(after)
        actions: list[Action] = [
            SessionItem.review.set(review.decision.value),
            SessionItem.reviews.set(review.number),
            SessionItem.state.set(after.state.value),
            SessionItem.energy_wh.set(after.energy_wh),
            SessionItem.cost.set(after.cost.amount),
            SessionItem.updated_at.set(review.at),
            SessionItem.gsi3pk.remove(),
            SessionItem.gsi3sk.remove(),
        ]
        if after.cdr_id:
            actions.append(SessionItem.cdr_id.set(after.cdr_id))
        if after.driver_id:
            actions.append(SessionItem.gsi1sk.set(mapping.driver_key(after)))
        as_thought = SessionItem.end.exists() & (
            (SessionItem.reviews == review.number - 1)
            if review.number > 1
            else (SessionItem.reviews.does_not_exist() | (SessionItem.reviews == 0))
        )
        items = [
            mapping.cdr_item(home, cdr, f"CDR#{review.number:04}#{place}") for place, cdr in enumerate(added)
        ]
        return not failed(
            [
                update(SESSION, SessionItem(home, "SESSION"), actions, as_thought),
                put(SESSION, mapping.review_item(home, review), ReviewItem.pk.does_not_exist()),
                *(put(SESSION, item, CdrItem.pk.does_not_exist()) for item in items),
                *counting(before, after),
                *writes,
            ]
        )

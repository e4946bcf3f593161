"""Notices owed, in DynamoDB. Keys: items.py."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from chalicelib.kernel.shards import shard_of
from chalicelib.kernel.slices import WHOLE, Slice
from chalicelib.notices.items import NoticeItem
from chalicelib.notices.rules import Notice, Outcome, Owed
from chalicelib.table import Write, transact, update

SHARDS = 8
KEPT = timedelta(days=35)
"""After it is over: so long a repeated fact is known to be told."""
BATCH = 25
PASSED_BY = ("ConditionalCheckFailedException", "TransactionConflictException")
"""Why a write of ours found that another has the notice."""


class DynamoPost:
    """Keeps PostStore's promises (post.py) in DynamoDB."""

    shards = SHARDS

    def owed(self, notice: Notice, now: datetime) -> tuple[Write, ...]:
        """One write without a condition; of a notice that is there already it changes nothing."""
        new = NoticeItem
        actions = [
            new.kind.set(NoticeItem),
            new.schema.set(new.schema | 1),
            new.key.set(new.key | notice.key),
            new.account_id.set(new.account_id | notice.account_id),
            new.event.set(new.event | notice.event),
            new.facts.set(new.facts | dict(notice.facts)),
            new.owed_at.set(new.owed_at | now),
            new.gsi1pk.set(new.gsi1pk | _shard(notice.key)),
            new.gsi1sk.set(new.gsi1sk | _due(now, notice.key)),
        ]
        if notice.not_after is not None:
            actions.append(new.not_after.set(new.not_after | notice.not_after))
        return (update("notice", _item(notice.key), actions),)

    def owe(self, notice: Notice, now: datetime) -> None:
        """1 write."""
        transact(self.owed(notice, now))

    def due(self, shard: int, now: datetime, mine: Slice = WHOLE) -> Iterator[list[Owed]]:
        """What of a slice is due on one shard, in batches: 1 read for 25, those of others too."""
        found = NoticeItem.by_due.query(
            f"DUE#{shard}", NoticeItem.gsi1sk < _due(now + timedelta(seconds=1), ""), page_size=BATCH
        )
        batch: list[Owed] = []
        for item in found:
            if not mine.has(item.key, shard, SHARDS):
                continue
            batch.append(_owed(item))
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def claim(self, owed: Owed, until: datetime) -> Owed | None:
        """Nobody else has it until `until`; this is one more try. None: somebody else has it. 1 write."""
        due = _due(until, owed.notice.key)
        moved = self._moved(owed, [NoticeItem.gsi1sk.set(due), NoticeItem.tries.add(1)])
        return replace(owed, due=due, tries=owed.tries + 1) if moved else None

    def went(self, owed: Owed, channel: str) -> None:
        """It has gone out by this channel. 1 write; none if somebody else has it by now."""
        self._moved(owed, [NoticeItem.sent.add({channel})])

    def again(self, owed: Owed, at: datetime) -> None:
        """It is due again at `at`. 1 write; none if somebody else has it by now."""
        self._moved(owed, [NoticeItem.gsi1sk.set(_due(at, owed.notice.key))])

    def end(self, owed: Owed, outcome: Outcome, now: datetime) -> None:
        """It is over. 1 write; none if somebody else has it by now."""
        key = owed.notice.key
        self._moved(
            owed,
            [
                NoticeItem.gsi1pk.set(f"DONE#{key}"),
                NoticeItem.gsi1sk.set(f"DONE#{_due(now, key)}"),
                NoticeItem.outcome.set(outcome.value),
                NoticeItem.expires.set(int((now + KEPT).timestamp())),
            ],
        )

    @staticmethod
    def _moved(owed: Owed, actions: list[Action]) -> bool:
        try:
            _item(owed.notice.key).update(actions, NoticeItem.gsi1sk == owed.due)
        except UpdateError as error:
            if error.cause_response_code in PASSED_BY:
                return False
            raise
        return True


def _item(key: str) -> NoticeItem:
    return NoticeItem(f"NOTICE#{key}", "NOTICE")


def _shard(key: str) -> str:
    return f"DUE#{shard_of(key, SHARDS)}"


def _due(at: datetime, key: str) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}#{key}"


def _owed(item: NoticeItem) -> Owed:
    notice = Notice(item.key, item.account_id, item.event, item.facts, item.not_after)
    return Owed(
        notice, item.owed_at, item.gsi1sk, int(item.tries), frozenset(item.sent or ()), item.written_by
    )

"""The post: notices are owed in the transaction of the fact they tell, and delivered afterwards, once."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.accounts.rules import Account
from chalicelib.kernel.correlation import correlate
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.shards import in_shards
from chalicelib.kernel.slices import WHOLE, Slice
from chalicelib.logs import logger
from chalicelib.metrics import Metric, tally
from chalicelib.notices.events import SMS
from chalicelib.notices.rules import Notice, Outcome, Owed, channels, lapsed, wait
from chalicelib.notices.service import Outbox, Undeliverable
from chalicelib.notices.writing import Writer

Writes = tuple[object, ...]
"""Storage writes that another store adds to a transaction of its own."""
LEASE = timedelta(minutes=3)
"""So long one worker has a notice: longer than WORK and a send that must wait for both channels."""
LATE = timedelta(minutes=10)
"""Who is told so long afterwards has been let down."""
WORK = 20.0
"""Seconds after which a worker begins no more notices; the next minute's goes on."""


class PostStore(Protocol):
    """Where notices wait."""

    shards: int

    def owed(self, notice: Notice, now: datetime) -> Writes:
        """The writes that owe it; of one that is there already, over or not, they change nothing."""

    def owe(self, notice: Notice, now: datetime) -> None:
        """The same, alone."""

    def due(self, shard: int, now: datetime, mine: Slice = WHOLE) -> Iterator[list[Owed]]:
        """What of a slice is due on one shard, what has waited longest first, in batches."""

    def claim(self, owed: Owed, until: datetime) -> Owed | None:
        """It is nobody else's until `until`. None: it is somebody else's."""

    def went(self, owed: Owed, channel: str) -> None:
        """It has gone out by this channel."""

    def again(self, owed: Owed, at: datetime) -> None:
        """It is due again then."""

    def end(self, owed: Owed, outcome: Outcome, now: datetime) -> None:
        """It is over."""


class Texts(Protocol):
    """Takes SMS."""

    def put(self, phone: str, text: str, at: datetime) -> None:
        """Raises Undeliverable."""


AccountsOf = Callable[[Iterable[str]], Mapping[str, Account]]


@dataclass(frozen=True)
class PostService:
    """What is owed to people, and how it reaches them.

    Each notice goes out once by each channel, whoever delivers at the same time. Only a worker that dies
    between handing a message over and writing that down lets it go out again, when its lease has ended.
    """

    store: PostStore
    accounts_of: AccountsOf
    mails: Outbox
    texts: Texts
    writer: Writer
    now: Clock
    elapsed: Callable[[], float] = time.monotonic

    def owed(self, notice: Notice, now: datetime) -> Writes:
        """The writes that owe it, for the transaction of the fact it tells: one, which has no condition.

        Raises ValueError for a notice that could not be written.
        """
        notice.check()
        return self.store.owed(notice, now)

    def owe(self, notice: Notice) -> None:
        """Owe it alone, when its fact is stored. Owing it again changes nothing. Raises ValueError."""
        notice.check()
        self.store.owe(notice, self.now())

    def deliver(self, now: datetime, mine: Slice = WHOLE) -> int:
        """Work off what of a slice is due, for about WORK seconds; how many have gone out.

        What fails is tried again, each time after a longer wait. What is too late to matter, or a day old,
        is dropped and logged.
        """
        begun = self.elapsed()
        shards = mine.shards(self.store.shards)
        return sum(in_shards(shards, lambda shard: self._deliver_shard(shard, mine, now, begun)))

    def _deliver_shard(self, shard: int, mine: Slice, now: datetime, begun: float) -> int:
        delivered = 0
        for batch in self.store.due(shard, now, mine):
            accounts = self.accounts_of({owed.notice.account_id for owed in batch})
            for owed in batch:
                if self.elapsed() - begun > WORK:
                    return delivered
                if owed.correlation_id:
                    correlate(owed.correlation_id)  # what becomes of it belongs to what it tells of
                claimed = self.store.claim(owed, now + LEASE)
                if claimed is not None:
                    delivered += self._tried(claimed, accounts.get(owed.notice.account_id), now)
        return delivered

    def _tried(self, owed: Owed, account: Account | None, now: datetime) -> bool:
        """As _work_off; one that is broken, as after a change of its event, does not hold up the others."""
        try:
            return self._work_off(owed, account, now)
        except Exception:  # noqa: BLE001 - whatever it is, the next one is not at fault
            logger.exception("notice_broken", event=owed.notice.event, key=owed.notice.key)
            self.store.again(owed, now + wait(owed.tries))
            return False

    def _work_off(self, owed: Owed, account: Account | None, now: datetime) -> bool:
        """Whether it has gone out, now or in part before, and is over."""
        late = lapsed(owed, now)
        if late is not None:
            logger.warning("notice_dropped", event=owed.notice.event, key=owed.notice.key, outcome=late)
        wanted = () if account is None else channels(account, owed.notice.event)
        if late is not None or account is None or not wanted:
            self.store.end(owed, late or Outcome.UNWANTED, now)
            return False
        if not self._sent(owed, account, wanted, now):
            self.store.again(owed, now + wait(owed.tries))
            if now >= owed.owed_at + LATE:
                tally(Metric.NOTICES_OVERDUE)
            return False
        self.store.end(owed, Outcome.SENT, now)
        tally(Metric.NOTICES_SENT)
        return True

    def _sent(self, owed: Owed, account: Account, wanted: Sequence[str], now: datetime) -> bool:
        """Whether it has gone out by every channel wanted. One that fails does not keep the other back."""
        missing = [channel for channel in wanted if channel not in owed.sent]
        failed = False
        for number, channel in enumerate(missing, 1):
            try:
                self._hand_over(owed.notice, account, channel, now)
            except Undeliverable as fault:
                failed = True
                logger.error(
                    "notice_not_sent",
                    event=owed.notice.event,
                    key=owed.notice.key,
                    channel=channel,
                    tries=owed.tries,
                    reason=str(fault),
                )
            else:
                if failed or number < len(missing):  # else its end is written next
                    self.store.went(owed, channel)
        return not failed

    def _hand_over(self, notice: Notice, account: Account, channel: str, now: datetime) -> None:
        if channel == SMS and account.phone:
            self.texts.put(account.phone, self.writer.sms(notice, account), now)
        else:
            self.mails.put(account.email, self.writer.mail(notice, account))

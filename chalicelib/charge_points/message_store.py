"""The message log in DynamoDB."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from operator import attrgetter

from pynamodb.attributes import UnicodeAttribute

from chalicelib.charge_points.items import epoch, told_of
from chalicelib.charge_points.message_log import IN, OUT, Entry
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.paging import Page
from chalicelib.pages import bad_cursor, resume_after, resumed_after
from chalicelib.table import Item, table_name

SOME_MORE = 20
"""Items asked for besides those of a page: one to know whether there is more, some that were read before."""
KEPT = timedelta(days=30)
ISO = "%Y-%m-%dT%H:%M:%S.%fZ"
ANSWERED_AT_ONCE = timedelta(seconds=5)
"""An answer that came so soon may share the item of what it answers."""
LAST = datetime.max.replace(tzinfo=UTC) - ANSWERED_AT_ONCE
ANSWER = "~"
"""At the end of an answer's key: it comes after what it answers, also in the same microsecond."""


class MessageItem(Item, discriminator="message"):
    """pk CP#<charge_point_id>, sk <instant of the last frame, UTC>#<id>: one frame, or one and its answer.

    It expires. Both frames have the same id and action, and at their largest take 65 KB of an item's 400.
    """

    class Meta:
        """Which table."""

        table_name = table_name("message_log")

    direction = UnicodeAttribute()
    message_id = UnicodeAttribute()
    action = UnicodeAttribute(null=True)
    text = UnicodeAttribute()
    asked_at = UnicodeAttribute(null=True)
    """When the first of two frames went by."""
    answer = UnicodeAttribute(null=True)
    """The text of the second, which went the other way."""

    def domain(self, charge_point_id: str) -> list[Entry]:
        """The frames it stands for, the newest first."""
        at, _, id_ = self.sk.partition("#")

        def entry(at: str, direction: str, text: str, key: str) -> Entry:
            moment = datetime.fromisoformat(at)
            return Entry(charge_point_id, moment, direction, self.message_id, self.action, text, key)

        if not self.asked_at:
            return [entry(at, self.direction, self.text, self.sk)]
        asked_key = f"{self.asked_at}#{id_.removesuffix(ANSWER)}"
        return [
            entry(at, OUT if self.direction == IN else IN, self.answer, self.sk),
            entry(self.asked_at, self.direction, self.text, asked_key),
        ]


def read(
    charge_point_id: str, start: datetime | None, end: datetime | None, cursor: str | None, limit: int
) -> Page[Entry]:
    """The newest first, from `start` on and before `end`. 1 read for each megabyte.

    Raises Invalid("bad_cursor").
    """
    pk = told_of(charge_point_id)
    since = _instant(start) if start else " "
    bounds = [bound for bound in (_instant(end) if end else None, resumed_after(cursor, pk)) if bound]
    before = min(bounds, default="~")
    if before <= since:
        return Page()
    items = MessageItem.query(
        pk,
        MessageItem.sk.between(since, _with_answers(before) if bounds else before),
        scan_index_forward=False,
        page_size=limit + SOME_MORE,
    )
    frames = (
        entry
        for entry in _in_order(item.domain(charge_point_id) for item in items)
        if since <= entry.key < before
    )
    found = list(islice(frames, limit + 1))
    is_more = len(found) > limit
    return Page(found[:limit], cursor_after(found[limit - 1]) if is_more else None)


def cursor_after(entry: Entry) -> str:
    """From where a page goes on that ends with this entry."""
    return resume_after(MessageItem(told_of(entry.charge_point_id), entry.key))


def write(entries: Sequence[Entry]) -> None:
    """1 batched write for up to 25; 1 unit for each KB of a frame and its answer together."""
    with MessageItem.batch_write() as batch:
        for entry, answer in exchanges(entries):
            last = answer or entry
            batch.save(
                MessageItem(
                    told_of(entry.charge_point_id),
                    f"{_instant(last.at)}#{new_id(last.at)[10:]}{ANSWER if answer else ''}",
                    direction=entry.direction,
                    message_id=entry.message_id,
                    action=entry.action,
                    text=entry.text,
                    asked_at=_instant(entry.at) if answer else None,
                    answer=answer.text if answer else None,
                    expires=epoch(last.at + KEPT),
                )
            )


def exchanges(entries: Sequence[Entry]) -> list[tuple[Entry, Entry | None]]:
    """All entries: what a charge point said with our answer, where that is here and came at once."""
    found: list[tuple[Entry, Entry | None]] = []
    asked: dict[tuple[str, str, str | None], int] = {}
    for entry in entries:
        exchange = entry.charge_point_id, entry.message_id, entry.action
        place = asked.pop(exchange, None) if entry.direction == OUT else None
        if place is not None and timedelta() <= entry.at - found[place][0].at <= ANSWERED_AT_ONCE:
            found[place] = found[place][0], entry
            continue
        if entry.direction == IN:
            asked[exchange] = len(found)
        found.append((entry, None))
    return found


def _in_order(items: Iterable[Sequence[Entry]]) -> Iterator[Entry]:
    """The frames of items by their keys: what was asked waits for frames that went by before the answer."""
    waiting: list[Entry] = []
    for frames in items:
        newest = frames[0].key
        yield from (entry for entry in waiting if entry.key > newest)
        left = (entry for entry in waiting if entry.key <= newest)
        waiting = sorted([*left, *frames], key=attrgetter("key"), reverse=True)
    yield from waiting


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):{ISO}}"


def _with_answers(key: str) -> str:
    """The last key that an item with a frame before `key` may have. Raises Invalid("bad_cursor")."""
    try:
        at = datetime.fromisoformat(key.partition("#")[0]).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise bad_cursor() from error
    return f"{_instant(min(at, LAST) + ANSWERED_AT_ONCE)}#~"

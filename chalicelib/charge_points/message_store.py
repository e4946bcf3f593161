"""The message log in DynamoDB."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from pynamodb.attributes import UnicodeAttribute

from chalicelib.charge_points.items import epoch, told_of
from chalicelib.charge_points.message_log import Entry
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.paging import Page
from chalicelib.pages import after, page, resume_after
from chalicelib.table import Item, table_name

KEPT = timedelta(days=30)
ISO = "%Y-%m-%dT%H:%M:%S.%fZ"


class MessageItem(Item, discriminator="message"):
    """pk CP#<charge_point_id>, sk <instant, UTC>#<id>: what it said and heard, in order. It expires."""

    class Meta:
        """Which table."""

        table_name = table_name("message_log")

    direction = UnicodeAttribute()
    message_id = UnicodeAttribute()
    action = UnicodeAttribute(null=True)
    text = UnicodeAttribute()

    def domain(self, charge_point_id: str) -> Entry:
        """What it stands for."""
        at, _, _ = self.sk.partition("#")
        return Entry(
            charge_point_id,
            datetime.fromisoformat(at),
            self.direction,
            self.message_id,
            self.action,
            self.text,
            self.sk,
        )


def read(
    charge_point_id: str, start: datetime | None, end: datetime | None, cursor: str | None, limit: int
) -> Page[Entry]:
    """The newest first, from `start` on and before `end`. 1 read for each megabyte."""
    since = f"{start.astimezone(UTC):{ISO}}" if start else " "
    until = f"{end.astimezone(UTC):{ISO}}" if end else "~"
    found = MessageItem.query(
        told_of(charge_point_id),
        MessageItem.sk.between(since, until),
        scan_index_forward=False,
        limit=limit,
        last_evaluated_key=after(cursor),
    )
    return page(found, lambda item: item.domain(charge_point_id))


def cursor_after(entry: Entry) -> str:
    """From where a page goes on that ends with this entry."""
    return resume_after(MessageItem(told_of(entry.charge_point_id), entry.key))


def write(entries: Sequence[Entry]) -> None:
    """1 batched write for up to 25."""
    with MessageItem.batch_write() as batch:
        for entry in entries:
            batch.save(
                MessageItem(
                    told_of(entry.charge_point_id),
                    f"{entry.at.astimezone(UTC):{ISO}}#{new_id(entry.at)[10:]}",
                    direction=entry.direction,
                    message_id=entry.message_id,
                    action=entry.action,
                    text=entry.text,
                    expires=epoch(entry.at + KEPT),
                )
            )

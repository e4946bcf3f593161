"""The message log in DynamoDB."""

from collections.abc import Sequence
from datetime import UTC, timedelta

from pynamodb.attributes import UnicodeAttribute

from chalicelib.charge_points.items import epoch, told_of
from chalicelib.charge_points.message_log import Entry
from chalicelib.kernel.ids import new_id
from chalicelib.table import Item, table_name

KEPT = timedelta(days=30)


class MessageItem(Item, discriminator="message"):
    """pk CP#<charge_point_id>, sk <instant, UTC>#<id>: what it said and heard, in order. It expires."""

    class Meta:
        """Which table."""

        table_name = table_name("message_log")

    direction = UnicodeAttribute()
    message_id = UnicodeAttribute()
    action = UnicodeAttribute(null=True)
    text = UnicodeAttribute()


def write(entries: Sequence[Entry]) -> None:
    """1 batched write for up to 25."""
    with MessageItem.batch_write() as batch:
        for entry in entries:
            batch.save(
                MessageItem(
                    told_of(entry.charge_point_id),
                    f"{entry.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}#{new_id(entry.at)[10:]}",
                    direction=entry.direction,
                    message_id=entry.message_id,
                    action=entry.action,
                    text=entry.text,
                    expires=epoch(entry.at + KEPT),
                )
            )

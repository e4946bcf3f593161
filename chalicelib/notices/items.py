"""How notices lie in DynamoDB (table `notices`)."""

from typing import Any

from pynamodb.attributes import (
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.table import Item, table_name


class ByDue(GlobalSecondaryIndex[Any]):
    """gsi1: "what is due?", what has waited longest first."""

    class Meta:
        index_name = "gsi1"
        projection = AllProjection()

    gsi1pk = UnicodeAttribute(hash_key=True)
    gsi1sk = UnicodeAttribute(range_key=True)


class NoticesItem(Item):
    """Anything in the table `notices`."""

    class Meta:
        """Which table."""

        table_name = table_name("notices")


class NoticeItem(NoticesItem, discriminator="notice"):
    """One notice, under the key of the fact that it tells.

    pk  NOTICE#<key>     gsi1pk  DUE#<shard>, 0 to 7, by the key; DONE#<key> when it is over
    sk  NOTICE           gsi1sk  <due>#<key>, in UTC, so that text order is time order

    Owing it sets each attribute only if it is not there, so that owing it again changes nothing: a notice
    that is over keeps a gsi1pk for that reason, and expires (KEPT). `gsi1sk` moves with every claim and
    retry, so that it is the version too.
    """

    by_due = ByDue()
    gsi1pk = UnicodeAttribute()
    gsi1sk = UnicodeAttribute()
    key = UnicodeAttribute()
    account_id = UnicodeAttribute()
    event = UnicodeAttribute()
    facts = JSONAttribute()
    not_after = UTCDateTimeAttribute(null=True)
    owed_at = UTCDateTimeAttribute()
    tries = NumberAttribute(default=0)
    sent = UnicodeSetAttribute(null=True)
    outcome = UnicodeAttribute(null=True)

"""How notices lie in DynamoDB (table `notices`)."""

from pynamodb.attributes import (
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)

from chalicelib.indexes import Gsi1
from chalicelib.table import Item, table_name


class NoticesItem(Item):
    """Anything in the table `notices`."""

    class Meta:
        """Which table."""

        table_name = table_name("notices")


class NoticeItem(NoticesItem, discriminator="notice"):
    """One notice, under the key of the fact that it tells.

    pk  NOTICE#<key>     gsi1pk  DUE#<shard>, 0 to 7, by the key; DONE#<key> when it is over
    sk  NOTICE           gsi1sk  <due>#<key>, in UTC, so that text order is time order

    gsi1 answers "what is due", what has waited longest first.

    Owing it sets each attribute only if it is not there, so that owing it again changes nothing: a notice
    that is over keeps a gsi1pk for that reason, and expires (KEPT). `gsi1sk` moves with every claim and
    retry, so that it is the version too.
    """

    by_due = Gsi1()
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

"""How watching lies in DynamoDB (table `live`). All of it expires; what has expired is not read."""

from pynamodb.attributes import JSONAttribute, UnicodeAttribute

from chalicelib.table import Item, table_name


class LiveItem(Item):
    """What all kinds of this table share."""

    class Meta:
        """Which table."""

        table_name = table_name("live")


class WatcherItem(LiveItem, discriminator="watcher"):
    """One connection that watches one channel.

    pk  <channel>
    sk  <when it expires, UTC>#<connection_id>

    pk, from now on, answers "who watches this"; who is gone without a word is passed over once
    it has expired.
    `topics` are those that the connection calls the channel by, with spaces between.
    """

    endpoint = UnicodeAttribute()
    topics = UnicodeAttribute()


class MarkItem(LiveItem, discriminator="mark"):
    """That somebody watches a channel, or has lately: until `expires`.

    pk  <channel>
    sk  *, which comes before all times

    Its own key answers "need anybody be told": many of them are asked for by one request.
    """


class PageItem(LiveItem, discriminator="page"):
    """pk PAGE#<connection_id>, sk PAGE: what a connection watches, by channel the sk of its WatcherItem."""

    channels = JSONAttribute()


class HolderItem(LiveItem, discriminator="holder"):
    """One connection of an account, or of an address.

    pk  HOLDER#<account id, or address>
    sk  <when it expires, UTC>#<connection_id>

    pk, from now on, answers "which connections have they", to bound them.
    """

    endpoint = UnicodeAttribute()
    since = UnicodeAttribute()

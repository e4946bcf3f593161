"""How feeds lie in DynamoDB (table `feeds`)."""

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.feeds.rules import Feed, Owner, Scope
from chalicelib.table import Item, table_name


class FeedsItem(Item):
    """What both kinds of this table share: a feed, whole."""

    class Meta:
        table_name = table_name("feeds")

    scope = UnicodeAttribute()
    owner_id = UnicodeAttribute()
    digest = UnicodeAttribute()
    made_by = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()

    def fill(self, feed: Feed) -> None:
        """Take over all that a feed says."""
        self.scope, self.owner_id = feed.owner.scope.value, feed.owner.owner_id
        self.digest, self.made_by, self.created_at = feed.digest, feed.made_by, feed.created_at

    def feed(self) -> Feed:
        """The feed that is stored here."""
        return Feed(Owner(Scope(self.scope), self.owner_id), self.digest, self.made_by, self.created_at)


class FeedItem(FeedsItem, discriminator="feed"):
    """An owner's feed.

    pk  DRIVER#<account_id> or STATION#<station_id>
    sk  FEED
    """

    @classmethod
    def keyed(cls, owner: Owner) -> "FeedItem":
        """An item of this key."""
        return cls(f"{owner.scope.upper()}#{owner.owner_id}", "FEED")

    @classmethod
    def of(cls, feed: Feed) -> "FeedItem":
        """The feed as it is stored."""
        item = cls.keyed(feed.owner)
        item.fill(feed)
        return item


class SecretItem(FeedsItem, discriminator="secret"):
    """The same feed, found by what is known of its secret.

    pk  SECRET#<SHA-256 of the secret>
    sk  FEED
    """

    @classmethod
    def keyed(cls, digest: str) -> "SecretItem":
        """An item of this key."""
        return cls(f"SECRET#{digest}", "FEED")

    @classmethod
    def of(cls, feed: Feed) -> "SecretItem":
        """The feed as it is stored."""
        item = cls.keyed(feed.digest)
        item.fill(feed)
        return item

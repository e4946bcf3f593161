"""Feeds in DynamoDB. Keys: items.py."""

from chalicelib.feeds.items import FeedItem, SecretItem
from chalicelib.feeds.rules import Feed, Owner
from chalicelib.kernel.errors import Stale
from chalicelib.table import ConditionFailed, Write, delete, put, transact


class DynamoFeeds:
    """Reads are consistent: an address that was given up answers nothing any more. Each is 1 request."""

    def of(self, owner: Owner) -> Feed | None:
        """An owner's feed."""
        key = FeedItem.keyed(owner)
        try:
            return FeedItem.get(key.pk, key.sk, consistent_read=True).feed()
        except FeedItem.DoesNotExist:
            return None

    def known_by(self, digest: str) -> Feed | None:
        """The feed whose secret has this digest."""
        key = SecretItem.keyed(digest)
        try:
            return SecretItem.get(key.pk, key.sk, consistent_read=True).feed()
        except SecretItem.DoesNotExist:
            return None

    def replace(self, before: Feed | None, after: Feed | None) -> None:
        """Both items of a feed change in one transaction, or neither. Raises Stale("feed_changed")."""
        is_as_seen = FeedItem.digest == before.digest if before else FeedItem.pk.does_not_exist()
        writes: list[Write] = []
        if before:
            writes.append(delete("secret", SecretItem.keyed(before.digest)))
        if after:
            writes += [put("feed", FeedItem.of(after), is_as_seen), put("secret", SecretItem.of(after))]
        elif before:
            writes.append(delete("feed", FeedItem.keyed(before.owner), is_as_seen))
        try:
            transact(writes)
        except ConditionFailed as error:
            raise Stale("feed_changed", "The feed was changed meanwhile; look again.") from error

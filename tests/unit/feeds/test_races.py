"""Two who change one feed at once: one address holds, and nothing is left behind."""

from datetime import UTC, datetime

import pytest

from chalicelib.feeds.items import FeedsItem
from chalicelib.feeds.rules import Feed, Owner, Scope, digest_of
from chalicelib.feeds.service import FeedService
from chalicelib.feeds.store import DynamoFeeds
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Stale

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
ANN = Caller("ann")
OWNER = Owner(Scope.DRIVER, "ann")


class Interrupted(DynamoFeeds):
    """Somebody else makes the feed just before the first write."""

    def __init__(self) -> None:
        self.others = Feed(OWNER, digest_of("others"), "ann", NOON)
        self.interrupts = 1

    def replace(self, before: Feed | None, after: Feed | None) -> None:
        """As ever, but for the one who is faster."""
        if self.interrupts:
            self.interrupts = 0
            super().replace(before, self.others)
        super().replace(before, after)


def service(store: DynamoFeeds) -> FeedService:
    def nobodys(station_id: str, caller: Caller) -> None:
        raise AssertionError(station_id)

    return FeedService(store, lambda: NOON, nobodys)  # type: ignore[arg-type]  # no station is asked for


def test_of_two_who_make_one_feed_the_slower_is_told_no_address(aws: None) -> None:
    store = Interrupted()

    told = service(store).make(ANN)

    assert (told.feed, told.secret) == (store.others, None)


def test_of_two_who_rotate_the_later_address_holds(aws: None) -> None:
    store = Interrupted()

    told = service(store).rotate(ANN)

    assert told.secret is not None
    assert store.known_by(digest_of(told.secret)) == store.of(OWNER) == told.feed
    assert store.known_by(store.others.digest) is None


def test_a_removed_feed_leaves_nothing(aws: None) -> None:
    store = Interrupted()
    feeds = service(store)
    feeds.rotate(ANN)
    feeds.rotate(ANN)

    feeds.remove(ANN)

    assert list(FeedsItem.scan()) == []


def test_what_was_changed_meanwhile_is_stale(aws: None) -> None:
    store = DynamoFeeds()
    first, second, third = (Feed(OWNER, digest_of(text), "ann", NOON) for text in "abc")
    store.replace(None, first)
    store.replace(first, second)

    with pytest.raises(Stale) as stale:
        store.replace(first, third)

    assert stale.value.code == "feed_changed"
    assert store.of(OWNER) == second

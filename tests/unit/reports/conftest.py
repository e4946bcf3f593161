"""The same world as the feeds'."""

from tests.unit.feeds.conftest import ann, bob, network, station, world

__all__ = ["ann", "bob", "network", "station", "world"]

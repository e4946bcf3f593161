"""Feeds as their owners handle them."""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.bookings.tries import tries
from chalicelib.feeds.needs import FeedStore
from chalicelib.feeds.rules import SECRET_LENGTH, Feed, Owner, Scope, Told, digest_of
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Stale, not_found
from chalicelib.kernel.ids import Clock, secret_code
from chalicelib.networks.rules import Standing
from chalicelib.stations.rules import Station


@dataclass(frozen=True)
class FeedService:
    """The caller's own feed, or with a `station_id` that station's, which is its managers' alone.

    All raise NotFound for a station that the caller may not see, Forbidden("managers_only").
    """

    store: FeedStore
    now: Clock
    managed_station: Callable[[str, Caller], tuple[Station, Standing]]

    def show(self, caller: Caller, station_id: str | None = None) -> Told:
        """The feed; its address is not known any more. Raises NotFound when there is none."""
        found = self.store.of(self._owner(caller, station_id))
        if found is None:
            raise not_found("feed")
        return Told(found)

    def make(self, caller: Caller, station_id: str | None = None) -> Told:
        """The feed, made if there is none; of two who make it at once, one is told its address."""
        owner = self._owner(caller, station_id)
        for _ in tries():
            before = self.store.of(owner)
            if before is not None:
                return Told(before)
            try:
                return self._renewed(None, owner, caller)
            except Stale:
                continue
        raise AssertionError("tries end with an error")

    def rotate(self, caller: Caller, station_id: str | None = None) -> Told:
        """The feed at a new address, made if there is none; at the old one there is nothing from now on."""
        owner = self._owner(caller, station_id)
        for _ in tries():
            try:
                return self._renewed(self.store.of(owner), owner, caller)
            except Stale:
                continue
        raise AssertionError("tries end with an error")

    def remove(self, caller: Caller, station_id: str | None = None) -> None:
        """No feed any more; twice is as good as once."""
        owner = self._owner(caller, station_id)
        for _ in tries():
            before = self.store.of(owner)
            if before is None:
                return
            try:
                self.store.replace(before, None)
            except Stale:
                continue

    def _owner(self, caller: Caller, station_id: str | None) -> Owner:
        if station_id is None:
            return Owner(Scope.DRIVER, caller.account_id)
        station, _ = self.managed_station(station_id, caller)
        return Owner(Scope.STATION, station.station_id)

    def _renewed(self, before: Feed | None, owner: Owner, caller: Caller) -> Told:
        secret = secret_code(SECRET_LENGTH)
        after = Feed(owner, digest_of(secret), caller.account_id, self.now())
        self.store.replace(before, after)
        return Told(after, secret)

"""Whether charge points are there: their sockets, and when they were last heard."""

from dataclasses import dataclass
from datetime import datetime, timedelta

HEARTBEAT_INTERVAL = timedelta(seconds=300)
"""What a charge point is told at boot: below the 10 minutes after which API Gateway cuts an idle socket."""
SEEN_STEP = timedelta(minutes=4)
"""How much older than this last-seen must be before it is written again."""
OFFLINE_AFTER = 2 * HEARTBEAT_INTERVAL + timedelta(minutes=1)
"""Silence after which a charge point counts as offline though nobody saw its socket close."""
OPENS_WITHIN = timedelta(seconds=30)
"""How long a socket may be known and yet not open: what waits for $connect may take 29 s (API Gateway's quota
for integrations), and until it has answered the management calls say that the connection is gone."""


@dataclass(frozen=True)
class Link:
    """The open socket of a charge point, and the management address through which to send down it."""

    connection_id: str
    endpoint: str
    protocol: str
    connected_at: datetime


@dataclass(frozen=True)
class Presence:
    """Whether a charge point is there: its socket, if any, and when it was last heard.

    `awaiting` is the command that it has not answered yet; until `awaiting_until` nothing else is sent.
    """

    link: Link | None = None
    last_seen_at: datetime | None = None
    awaiting: str | None = None
    awaiting_until: datetime | None = None
    unserved: bool = False
    """Newly linked: what waited for it has not been looked for yet."""
    disconnected_at: datetime | None = None
    """When its last socket was seen to close, if it was and there is none since."""
    protocol: str | None = None
    """What it spoke on its last socket, "" where nothing was agreed on; None: it was never connected."""

    def is_online(self, now: datetime) -> bool:
        """Linked, and not silent for longer than two heartbeats."""
        if self.link is None or self.last_seen_at is None:
            return False
        return now - self.last_seen_at <= OFFLINE_AFTER

    def may_be_opening(self, now: datetime) -> bool:
        """Whether its socket is known, but may not be open yet: nothing has been heard on it."""
        if self.link is None or self.last_seen_at is None:
            return False
        since = self.link.connected_at
        return self.last_seen_at <= since and now - since <= OPENS_WITHIN

    @property
    def offline_since(self) -> datetime | None:
        """From when on it is offline if nothing is heard of it; None: it was never connected.

        That is when its socket closed, or when its silence became too long, whichever is earlier.
        """
        if self.last_seen_at is None:
            return None
        silent_from = self.last_seen_at + OFFLINE_AFTER
        if self.link is not None:
            return silent_from
        return min(self.disconnected_at or self.last_seen_at, silent_from)

    def is_free(self, now: datetime) -> bool:
        """Whether a command may be sent: one is outstanding at a time (OCPP 1.6J, 4.1.1)."""
        return self.link is not None and (self.awaiting_until is None or self.awaiting_until <= now)

    def is_busy_with(self, command_id: str, now: datetime) -> bool:
        """Whether that command, or what its answer causes, is still under way."""
        return self.awaiting == command_id and not self.is_free(now)

    def needs_service(self, now: datetime) -> bool:
        """Whether commands may be waiting that nobody else will send."""
        return self.unserved or (self.awaiting is not None and self.is_free(now))

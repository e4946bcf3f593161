"""What charge points tell of themselves, and whether they are there."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from chalicelib.charge_points.needs import ChargePointStore, HangUp
from chalicelib.charge_points.rules import SEEN_STEP, Boot, ConnectorStatus, Link
from chalicelib.kernel.ids import Clock

MOST_REMEMBERED = 20_000


@dataclass
class Lines:
    """The sockets of charge points. `deliver` sends what waits for one."""

    store: ChargePointStore
    hang_up: HangUp
    deliver: Callable[[str], None]
    now: Clock
    _seen: OrderedDict[tuple[str, str], datetime] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def connected(self, charge_point_id: str, link: Link) -> None:
        """The newest socket of a charge point wins: the one before it is closed."""
        replaced = self.store.join(charge_point_id, link)
        if replaced is not None and replaced.connection_id != link.connection_id:
            self.hang_up(replaced)

    def disconnected(self, charge_point_id: str, connection_id: str) -> None:
        """That socket is gone; if it was the newest, the charge point is offline."""
        self.store.leave(charge_point_id, connection_id)
        with self._lock:
            self._seen.pop((charge_point_id, connection_id), None)

    def seen(self, charge_point_id: str, connection_id: str) -> None:
        """A message came by that socket: 1 write, and that only every `SEEN_STEP` for each process.

        The write's answer tells, for nothing, whether commands wait that nobody else would send.
        """
        now, key = self.now(), (charge_point_id, connection_id)
        with self._lock:
            last = self._seen.get(key)
            if last is not None and now - last < SEEN_STEP:
                return
            self._seen[key] = now
            self._seen.move_to_end(key)
            while len(self._seen) > MOST_REMEMBERED:
                self._seen.popitem(last=False)
        presence = self.store.touch(charge_point_id, connection_id, now)
        if presence is not None and presence.needs_service(now):
            self.deliver(charge_point_id)

    def booted(self, charge_point_id: str, boot: Boot) -> None:
        """It has started, and says what it is."""
        self.store.put_boot(charge_point_id, boot)

    def status(self, charge_point_id: str, status: ConnectorStatus) -> None:
        """What one of its connectors does now."""
        self.store.put_status(charge_point_id, status)

    def reported(self, charge_point_id: str, about: str, status: str) -> None:
        """How far its upload of "diagnostics" or update of "firmware" has come."""
        self.store.put_report(charge_point_id, about, status, self.now())

    def statuses(
        self, connectors: Sequence[tuple[str, int]]
    ) -> dict[tuple[str, int], tuple[ConnectorStatus | None, bool]]:
        """Of each (charge_point_id, connector_id): what it last told, and whether it is online."""
        now = self.now()
        found = self.store.statuses(connectors)
        return {key: (status, presence.is_online(now)) for key, (status, presence) in found.items()}

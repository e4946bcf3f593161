"""What charge points tell of themselves, and whether they are there."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import TypeVarTuple

from chalicelib.charge_points.needs import Booted, ChargePointStore, Connected, HangUp, Reported, Turned
from chalicelib.charge_points.presence import SEEN_STEP, Link
from chalicelib.charge_points.rules import Boot, ConnectorStatus
from chalicelib.kernel.ids import Clock
from chalicelib.logs import logger

MOST_REMEMBERED = 20_000
Told = TypeVarTuple("Told")


@dataclass
class Lines:
    """The sockets of charge points. `deliver` sends what waits for one; the `on_...` are told."""

    store: ChargePointStore
    hang_up: HangUp
    deliver: Callable[[str], None]
    now: Clock
    on_connected: Connected = lambda *_: None
    on_booted: Booted = lambda *_: None
    on_turned: Turned = lambda *_: None
    on_reported: Reported = lambda *_: None
    _seen: OrderedDict[tuple[str, str], datetime] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def connected(self, charge_point_id: str, link: Link) -> None:
        """The newest socket of a charge point wins: the one before it is closed."""
        before = self.store.join(charge_point_id, link)
        if before.link is not None and before.link.connection_id != link.connection_id:
            self.hang_up(before.link)
        _tell("connect_not_noted", self.on_connected, charge_point_id, link, before)

    def disconnected(self, charge_point_id: str, connection_id: str) -> None:
        """That socket is gone; if it was the newest, the charge point is offline."""
        self.store.leave(charge_point_id, connection_id, self.now())
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

    def booted(self, charge_point_id: str, boot: Boot, status: str) -> None:
        """It has started, says what it is, and is answered `status` once all who wait for it know."""
        self.store.put_boot(charge_point_id, boot)
        self.on_booted(charge_point_id, boot, status)

    def status(self, charge_point_id: str, status: ConnectorStatus) -> None:
        """What one of its connectors does now. 1 write, and `on_turned`'s if it broke or recovered."""
        change = self.store.put_status(charge_point_id, status)
        if change is not None and change.has_turned:
            _tell("fault_not_noted", self.on_turned, charge_point_id, change)

    def reported(self, charge_point_id: str, about: str, status: str, request_id: int | None = None) -> None:
        """How far its upload of "diagnostics" or a "log", or its update of "firmware", has come.

        Who is told keeps it, and nobody else: what cannot be kept is not answered as if it were.
        """
        self.on_reported(charge_point_id, about, status, request_id)

    def statuses(
        self, connectors: Sequence[tuple[str, int]]
    ) -> dict[tuple[str, int], tuple[ConnectorStatus | None, bool]]:
        """Of each (charge_point_id, connector_id): what it last told, and whether it is online."""
        now = self.now()
        found = self.store.statuses(connectors)
        return {key: (status, presence.is_online(now)) for key, (status, presence) in found.items()}


def _tell(failure: str, hook: Callable[[str, *Told], None], charge_point_id: str, *told: *Told) -> None:
    """The charge point is answered whatever becomes of it there; `failure` is then logged."""
    try:
        hook(charge_point_id, *told)
    except Exception:  # noqa: BLE001 - what it said is not at fault
        logger.exception(failure, charge_point_id=charge_point_id)

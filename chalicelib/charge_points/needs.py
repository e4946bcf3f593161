"""What the service needs from its stores and its neighbours."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from chalicelib.charge_points.entry import ProfileChange
from chalicelib.charge_points.presence import Link, Presence
from chalicelib.charge_points.rules import (
    Boot,
    ChargePoint,
    Command,
    CommandFailure,
    CommandState,
    ConnectorStatus,
    Detail,
    Passwords,
    Queued,
    StatusChange,
)
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.paging import Page
from chalicelib.networks.rules import Standing
from chalicelib.stations.rules import Station

Bind = Callable[[str, str | None, int | None], None]
"""(charger_id, charge_point_id, connector_id): which connector a charger is; Nones: it is plain again."""
ManagedStation = Callable[[str, Caller], tuple[Station, Standing]]
"""NotFound unless the caller may see it, Forbidden unless they may manage it."""
Send = Callable[[Link, Queued], bool]
"""False: nobody is at the other end any more. Raises CannotSend for what its protocol has no words for."""
HangUp = Callable[[Link], None]
"""Close a socket, if it is still there."""
Answer = Mapping[str, Any] | CommandFailure
"""How a charge point answered a command, in our words."""
Read = Callable[[str], Answer]
"""(action of the command): the answer in hand, as an answer to that."""
Effect = Callable[[Command, Answer, CommandState], None]
"""(command as it was asked, answer, how it ended): what the end of a command means elsewhere.

Called once, whenever a command ends: by its answer, also one that comes too late for who waits; as FAILED
(CommandFailure "offline", "not_supported") or TIMED_OUT when it was never sent. A command that is not
answered at all has no effect.
"""
Connected = Callable[[str, Link, Presence], None]
"""(charge_point_id, its new socket, how it was before)."""
Removed = Callable[[ChargePoint], None]
"""A charge point is no more."""
Booted = Callable[[str, Boot, str], None]
"""(charge_point_id, what it said, what it is answered): ACCEPTED, PENDING or REJECTED."""
Turned = Callable[[str, StatusChange], None]
"""(charge_point_id, what changed): a connector broke, or came right again."""
Reported = Callable[[str, str, str, int | None], None]
"""(charge_point_id, about, status, request_id): how far an upload or an update has come."""
TransactionOf = Callable[[str, Caller], tuple[str | None, str | None]]
"""A session that the caller may see: its charge point and transaction. Raises NotFound."""
CostOf = Callable[[str, Caller], Decimal]
"""What a session that the caller may see has cost so far, in its currency. Raises NotFound."""


class ChargePointStore(Protocol):
    """Charge points, their sockets, what they tell. See store.py for each promise."""

    def add(self, charge_point: ChargePoint, passwords: Passwords) -> bool: ...  # noqa: D102
    def charge_point(self, charge_point_id: str) -> ChargePoint | None: ...  # noqa: D102
    def credentials(self, charge_point_id: str) -> tuple[ChargePoint, Passwords] | None: ...  # noqa: D102
    def of_station(self, station_id: str, cursor: str | None, limit: int) -> Page[ChargePoint]: ...  # noqa: D102
    def edit(self, charge_point: ChargePoint, was: int) -> bool: ...  # noqa: D102
    def set_password(self, charge_point_id: str, hashes: frozenset[str]) -> None: ...  # noqa: D102
    def expect_password(  # noqa: D102
        self, charge_point_id: str, command_id: str, hashes: frozenset[str]
    ) -> bool: ...
    def take_password(  # noqa: D102
        self, charge_point_id: str, command_id: str, hashes: frozenset[str]
    ) -> None: ...
    def forget_password(  # noqa: D102
        self, charge_point_id: str, command_id: str, hashes: frozenset[str]
    ) -> None: ...
    def remove(self, charge_point: ChargePoint) -> None: ...  # noqa: D102
    def details(self, charge_points: Sequence[ChargePoint]) -> list[Detail]: ...  # noqa: D102
    def statuses(  # noqa: D102
        self, connectors: Iterable[tuple[str, int]]
    ) -> dict[tuple[str, int], tuple[ConnectorStatus | None, Presence]]: ...
    def presence(self, charge_point_id: str) -> Presence: ...  # noqa: D102
    def join(self, charge_point_id: str, link: Link) -> Presence: ...  # noqa: D102
    def leave(self, charge_point_id: str, connection_id: str, at: datetime) -> bool: ...  # noqa: D102
    def touch(self, charge_point_id: str, connection_id: str, at: datetime) -> Presence | None: ...  # noqa: D102
    def served(self, charge_point_id: str, connection_id: str) -> None: ...  # noqa: D102
    def await_word(self, charge_point_id: str, connection_id: str) -> Presence | None: ...  # noqa: D102
    def put_boot(self, charge_point_id: str, boot: Boot) -> None: ...  # noqa: D102
    def put_status(  # noqa: D102
        self, charge_point_id: str, status: ConnectorStatus
    ) -> StatusChange | None: ...


class SecurityStore(Protocol):
    """Certificates that let in, and changes of security profile. See security_store.py for each promise."""

    def trust(self, charge_point_id: str, fingerprint: str, until: datetime, now: datetime) -> bool: ...  # noqa: D102
    def distrust(self, charge_point_id: str, fingerprint: str) -> None: ...  # noqa: D102
    def change(self, charge_point_id: str) -> ProfileChange | None: ...  # noqa: D102
    def put_change(  # noqa: D102
        self, charge_point_id: str, change: ProfileChange, was: ProfileChange | None
    ) -> bool: ...
    def apply(self, charge_point_id: str, security_profile: int, at: datetime) -> None: ...  # noqa: D102


class CommandStore(Protocol):
    """Commands and their queue. See commands/store.py for each promise."""

    def add(self, command: Command, queued: Queued | None) -> None: ...  # noqa: D102
    def command(self, charge_point_id: str, command_id: str) -> Command | None: ...  # noqa: D102
    def commands(  # noqa: D102
        self,
        charge_point_id: str,
        cursor: str | None,
        limit: int,
        action: str | None,
        state: CommandState | None,
        now: datetime,
        since: datetime | None,
    ) -> Page[Command]: ...
    def next_queued(self, charge_point_id: str) -> Queued | None: ...  # noqa: D102
    def take(self, queued: Queued, link: Link, now: datetime, deadline_at: datetime) -> bool: ...  # noqa: D102
    def requeue(self, queued: Queued) -> None: ...  # noqa: D102
    def drop(self, queued: Queued, state: CommandState, detail: str, at: datetime) -> None: ...  # noqa: D102
    def settle(  # noqa: D102
        self,
        command: Command,
        state: CommandState,
        at: datetime,
        answer: Mapping[str, Any] | None,
        detail: str | None,
    ) -> bool: ...
    def learn(self, charge_point_id: str, *, supports_reservations: bool) -> None: ...  # noqa: D102
    def release(self, charge_point_id: str, command_id: str) -> None: ...  # noqa: D102

"""What has been of charge points: noted as it happens, told to who manages them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from chalicelib.charge_points.needs import Answer
from chalicelib.charge_points.presence import Link, Presence
from chalicelib.charge_points.rules import (
    FAULTED,
    WHOLE_CHARGE_POINT,
    ChargePoint,
    Command,
    CommandState,
    Detail,
    StatusChange,
)
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.paging import Page
from chalicelib.kernel.period import Period
from chalicelib.uptime.rules import (
    SPANS,
    Connection,
    Fault,
    Figures,
    Outage,
    connection_of,
    ended_at,
    faulted_times,
    figures,
    offline_times,
    outage_times,
    together,
)

OLDEST = datetime.min.replace(tzinfo=UTC)


class UptimeStore(Protocol):
    """What has been. See store.py for each promise."""

    def connected(self, charge_point_id: str, connection: Connection) -> None: ...  # noqa: D102
    def connections(  # noqa: D102
        self, charge_point_id: str, since: datetime | None, cursor: str | None, limit: int
    ) -> Page[Connection]: ...
    def newer(self, charge_point_id: str, than: Connection) -> Connection | None: ...  # noqa: D102
    def connects(self, charge_point_id: str, since: datetime) -> list[Connection]: ...  # noqa: D102
    def broke(self, charge_point_id: str, fault: Fault) -> None: ...  # noqa: D102
    def came_right(self, charge_point_id: str, connector_id: int, at: datetime) -> None: ...  # noqa: D102
    def faults(  # noqa: D102
        self, charge_point_id: str, since: datetime | None, cursor: str | None, limit: int
    ) -> Page[Fault]: ...
    def all_faults(self, charge_point_id: str) -> list[Fault]: ...  # noqa: D102
    def out(self, charge_point_id: str, outage: Outage) -> None: ...  # noqa: D102
    def back(self, charge_point_id: str, outage: Outage, at: datetime) -> None: ...  # noqa: D102
    def outages(self, charge_point_id: str) -> list[Outage]: ...  # noqa: D102


@dataclass(frozen=True)
class Span:
    """The figures of the last so many days, of the charge point and of each of its connectors."""

    days: int
    whole: Figures
    connectors: Mapping[int, Figures]


@dataclass(frozen=True)
class UptimeService:
    """`detail` and `managed` raise NotFound for who may not know of it, Forbidden for members."""

    store: UptimeStore
    now: Clock
    managed: Callable[[str, Caller], ChargePoint]
    detail: Callable[[str, Caller], Detail]
    presence: Callable[[str], Presence]
    closures: Callable[[str, datetime], Sequence[Period]]
    """The times after an instant at which a charger was closed by those who manage it."""

    def connected(self, charge_point_id: str, link: Link, before: Presence) -> None:
        """It has connected; how it was `before` is known from there. 1 write."""
        self.store.connected(charge_point_id, connection_of(link, before))

    def turned(self, charge_point_id: str, change: StatusChange) -> None:
        """A connector broke, broke in another way, or came right."""
        now, before = change.now, change.before
        if before is not None and before.status == FAULTED:
            self.store.came_right(charge_point_id, now.connector_id, now.at)
        if now.status == FAULTED:
            fault = Fault(
                now.connector_id,
                now.at,
                now.error_code,
                vendor_error_code=now.vendor_error_code,
                info=now.info,
            )
            self.store.broke(charge_point_id, fault)

    def availability_changed(self, command: Command, _: Answer, state: CommandState) -> None:
        """A charge point was told to serve, or not to; what it accepted is noted."""
        if state is not CommandState.ACCEPTED:
            return
        at, of = self.now(), command.charge_point_id
        connector_id = int(command.params.get("connector_id") or WHOLE_CHARGE_POINT)
        open_ones = [outage for outage in self.store.outages(of) if outage.until is None]
        concerned = [
            outage for outage in open_ones if connector_id in (WHOLE_CHARGE_POINT, outage.connector_id)
        ]
        if command.params.get("operative"):
            for outage in concerned:
                self.store.back(of, outage, at)
        elif not any(outage.connector_id == connector_id for outage in concerned):
            self.store.out(of, Outage(connector_id, at))

    def uptime(self, charge_point_id: str, caller: Caller) -> list[Span]:
        """The figures of each of SPANS."""
        detail, now = self.detail(charge_point_id, caller), self.now()
        longest = now - timedelta(days=max(SPANS))
        created_at = detail.charge_point.created_at or OLDEST
        connects = self.store.connects(charge_point_id, max(longest, created_at))
        outages = [one for one in self.store.outages(charge_point_id) if one.since >= created_at]
        faults = [one for one in self.store.all_faults(charge_point_id) if one.since >= created_at]
        presence, statuses = detail.presence, detail.statuses
        offline = offline_times(connects, presence, now)
        before = _before_it_was(longest, created_at, connects, presence, now)
        told: dict[int, tuple[list[Period], list[Period]]] = {}
        for number, charger_id in detail.charge_point.connectors.items():
            faulted = faulted_times(faults, number, statuses.get(number), now)
            closed = self.closures(charger_id, longest)
            told[number] = faulted, [*before, *outage_times(outages, number, now), *closed]
        spans = []
        for days in SPANS:
            span = Period(now - timedelta(days=days), now)
            each = {
                number: figures(span, offline, faulted, excused)
                for number, (faulted, excused) in told.items()
            }
            spans.append(Span(days, together(each), each))
        return spans

    def connections(
        self, charge_point_id: str, caller: Caller, cursor: str | None, limit: int
    ) -> Page[Connection]:
        """Its connections, the newest first, each with its end."""
        since = self.managed(charge_point_id, caller).created_at
        found = self.store.connections(charge_point_id, since, cursor, limit)
        if not found.items:
            return found
        newer = self.store.newer(charge_point_id, found.items[0]) if cursor else None
        presence, told = self.presence(charge_point_id), []
        for connection in found.items:
            told.append(replace(connection, disconnected_at=ended_at(connection, newer, presence)))
            newer = connection
        return Page(told, found.next_cursor)

    def faults(self, charge_point_id: str, caller: Caller, cursor: str | None, limit: int) -> Page[Fault]:
        """Its faults, the newest first."""
        since = self.managed(charge_point_id, caller).created_at
        return self.store.faults(charge_point_id, since, cursor, limit)


def _before_it_was(
    longest: datetime,
    created_at: datetime,
    connects: Sequence[Connection],
    presence: Presence,
    now: datetime,
) -> list[Period]:
    """The time before it was set up or first connected, of which nothing can be said."""
    if presence.last_seen_at is None:
        return [Period(longest, now)]
    first = next((connect for connect in connects if connect.ended is None), None)
    begun = first.connected_at if first else created_at
    return [Period(longest, begun)] if begun > longest else []

"""How long a charge point served, could not be reached, was broken, or was not meant to serve. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from chalicelib.charge_points.presence import Link, Presence
from chalicelib.charge_points.rules import FAULTED, WHOLE_CHARGE_POINT, ConnectorStatus
from chalicelib.kernel.period import Period

SPANS = (7, 30, 90)
"""Days of which the figures are told."""
KEPT = timedelta(days=100)
"""How long what has been is kept: longer than the longest of SPANS."""
NOTHING = timedelta()


class Ended(StrEnum):
    """How a connection ended: seen to close, silent for too long, or replaced by a newer one."""

    CLOSED = "closed"
    SILENT = "silent"
    REPLACED = "replaced"


@dataclass(frozen=True)
class Connection:
    """One connect, and what was before it.

    `offline_since` is when it became unreachable before, None if it did not; `ended` how the connection
    before ended, None if there never was one. `disconnected_at` is known of those before the last one.
    """

    connected_at: datetime
    connection_id: str
    protocol: str
    offline_since: datetime | None = None
    ended: Ended | None = None
    disconnected_at: datetime | None = None

    @property
    def offline_before(self) -> timedelta:
        """How long it had been unreachable."""
        return self.connected_at - self.offline_since if self.offline_since else NOTHING


@dataclass(frozen=True)
class Fault:
    """A connector was broken: what it told when it broke, in the charge point's own words."""

    connector_id: int
    since: datetime
    error_code: str
    until: datetime | None = None
    vendor_error_code: str | None = None
    info: str | None = None


@dataclass(frozen=True)
class Outage:
    """Somebody took a connector out of service by a command that the charge point accepted."""

    connector_id: int
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class Figures:
    """Where the time of a span went. The four add up to the span."""

    up: timedelta = NOTHING
    offline: timedelta = NOTHING
    faulted: timedelta = NOTHING
    excused: timedelta = NOTHING

    @property
    def counted(self) -> timedelta:
        """All but the excused time."""
        return self.up + self.offline + self.faulted

    @property
    def percent(self) -> float | None:
        """Time up over time counted, rounded down to hundredths; None: no time counts."""
        if not self.counted:
            return None
        return (10_000 * self.up // self.counted) / 100


def connection_of(link: Link, before: Presence) -> Connection:
    """A new connection, by how the charge point was before it."""
    since = before.offline_since
    ended: Ended | None = None
    if since is not None and since >= link.connected_at:
        ended, since = Ended.CLOSED if before.link is None else Ended.REPLACED, None
    elif since is not None:
        was_seen = before.link is None and since == (before.disconnected_at or before.last_seen_at)
        ended = Ended.CLOSED if was_seen else Ended.SILENT
    return Connection(link.connected_at, link.connection_id, link.protocol, since, ended)


def ended_at(connection: Connection, newer: Connection | None, presence: Presence) -> datetime | None:
    """When a connection ended, which the next newer one tells, or else `presence`; None: it has not."""
    if newer is not None:
        return max(newer.offline_since or newer.connected_at, connection.connected_at)
    if presence.link is not None:
        return None
    return presence.offline_since


def offline_times(connects: Iterable[Connection], presence: Presence, now: datetime) -> list[Period]:
    """When it could not be reached between its first connect and now."""
    gaps = [
        Period(connect.offline_since, connect.connected_at)
        for connect in connects
        if connect.offline_since is not None and connect.offline_since < connect.connected_at
    ]
    since = presence.offline_since
    return [*gaps, Period(since, now)] if since is not None and since < now else gaps


def faulted_times(
    faults: Sequence[Fault], connector_id: int, status: ConnectorStatus | None, now: datetime
) -> list[Period]:
    """When a connector, or the whole charge point, was broken.

    A fault whose end was not kept ends with the next one, or when its connector last told another `status`.
    """
    concerned = sorted(
        (fault for fault in faults if fault.connector_id in (connector_id, WHOLE_CHARGE_POINT)),
        key=lambda fault: (fault.connector_id, fault.since),
    )
    ends: dict[Fault, datetime] = {
        fault: after.since
        for fault, after in pairwise(concerned)
        if fault.until is None and fault.connector_id == after.connector_id
    }
    found = []
    for fault in concerned:
        end = fault.until or ends.get(fault, now)
        is_well = status is not None and status.status != FAULTED and status.at >= fault.since
        if fault.until is None and is_well and status is not None and fault.connector_id == connector_id:
            end = min(end, status.at)
        if fault.since < end:
            found.append(Period(fault.since, end))
    return found


def outage_times(outages: Iterable[Outage], connector_id: int, now: datetime) -> list[Period]:
    """When a connector was out of service on purpose, by itself or with its charge point."""
    return [
        Period(outage.since, outage.until or now)
        for outage in outages
        if outage.connector_id in (connector_id, WHOLE_CHARGE_POINT) and outage.since < (outage.until or now)
    ]


def figures(
    span: Period, offline: Iterable[Period], faulted: Iterable[Period], excused: Iterable[Period]
) -> Figures:
    """Where the time of a span went: what is excused counts as nothing else, what is offline not as faulted.

    Periods of a kind may overlap, and reach beyond the span.
    """
    kinds = (excused, offline, faulted)
    edges = [(span.start, 0, 0), (span.end, 0, 0)]
    for kind, periods in enumerate(kinds):
        for period in periods:
            start, end = max(period.start, span.start), min(period.end, span.end)
            if start < end:
                edges += [(start, kind, 1), (end, kind, -1)]
    edges.sort()
    spent = [NOTHING, NOTHING, NOTHING, NOTHING]
    open_ones = [0, 0, 0]
    for (at, kind, step), (until, _, _) in pairwise(edges):
        open_ones[kind] += step
        first = next((number for number, count in enumerate(open_ones) if count), len(kinds))
        spent[first] += until - at
    return Figures(up=spent[3], offline=spent[1], faulted=spent[2], excused=spent[0])


def together(by_connector: Mapping[int, Figures]) -> Figures:
    """The mean of the connectors: an hour of one of two broken is half an hour of the charge point."""
    count = max(len(by_connector), 1)
    each = by_connector.values()
    return Figures(
        sum((one.up for one in each), NOTHING) / count,
        sum((one.offline for one in each), NOTHING) / count,
        sum((one.faulted for one in each), NOTHING) / count,
        sum((one.excused for one in each), NOTHING) / count,
    )

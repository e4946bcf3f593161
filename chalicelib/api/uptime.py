"""How reliably charge points serve, over HTTP: figures, connections, faults."""

from datetime import timedelta
from typing import Any

from pydantic import AwareDatetime

from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import Items, Out, Paging
from chalicelib.kernel.caller import Caller
from chalicelib.uptime.explained import FaultCode, cause, explanation
from chalicelib.uptime.rules import Connection, Ended, Fault, Figures
from chalicelib.uptime.service import Span
from chalicelib.wiring import services

api = Api(__name__)
SECOND = timedelta(seconds=1)


class FiguresOut(Out):
    """Where the time went. `uptime_percent` is up over all but excused time, null where no time counts.

    Excused is the time before the first connect, while its managers closed it, or while it was out of
    service by an accepted command.
    """

    uptime_percent: float | None
    up_seconds: int
    offline_seconds: int
    faulted_seconds: int
    excused_seconds: int


class ConnectorUptime(FiguresOut):
    """The figures of one connector."""

    connector_id: int


class SpanOut(FiguresOut):
    """The last so many days: the mean of the connectors, and each of them."""

    days: int
    connectors: list[ConnectorUptime]


class UptimeOut(Out):
    """A charge point's uptime."""

    charge_point_id: str
    spans: list[SpanOut]


class ConnectionOut(Out):
    """One connection. `disconnected_at` is null while it lasts.

    `previous_ended` is how the one before ended: "closed" (we saw it close), "silent" (nothing came for too
    long) or "replaced" (by this one, while it was still good); null: there was none.
    """

    connected_at: AwareDatetime
    disconnected_at: AwareDatetime | None
    protocol: str
    offline_before_seconds: int
    previous_ended: Ended | None

    @classmethod
    def of(cls, connection: Connection) -> "ConnectionOut":
        """As it stands now."""
        return cls(
            connected_at=connection.connected_at,
            disconnected_at=connection.disconnected_at,
            protocol=connection.protocol,
            offline_before_seconds=connection.offline_before // SECOND,
            previous_ended=connection.ended,
        )


class FaultOut(Out):
    """A time in which a connector (0: the whole charge point) was broken; `until` is null while it is.

    The codes are the charge point's; `explanation` is what they mean, null where only the vendor knows.
    """

    connector_id: int
    since: AwareDatetime
    until: AwareDatetime | None
    error_code: str
    vendor_error_code: str | None
    info: str | None
    explanation: str | None
    explanation_code: FaultCode | None

    @classmethod
    def of(cls, fault: Fault) -> "FaultOut":
        """With its codes explained."""
        told = fault.error_code, fault.vendor_error_code
        return cls(**vars(fault), explanation=explanation(*told), explanation_code=cause(*told))


@api.route("/charge-points/{charge_point_id}/uptime", methods=["GET"], who=Who.MANAGER)
def read_uptime(charge_point_id: str, caller: Caller) -> UptimeOut:
    """How much of the last 7, 30 and 90 days a charge point was connected and not broken."""
    spans = services().uptime.uptime(charge_point_id, caller)
    return UptimeOut(charge_point_id=charge_point_id, spans=[_span(span) for span in spans])


@api.route("/charge-points/{charge_point_id}/connections", methods=["GET"], who=Who.MANAGER)
def list_connections(charge_point_id: str, caller: Caller, query: Paging) -> Items[ConnectionOut]:
    """Its connections of the last 100 days, the newest first."""
    found = services().uptime.connections(charge_point_id, caller, query.cursor, query.limit)
    return Items[ConnectionOut](**vars(found.of(ConnectionOut.of)))


@api.route("/charge-points/{charge_point_id}/faults", methods=["GET"], who=Who.MANAGER)
def list_faults(charge_point_id: str, caller: Caller, query: Paging) -> Items[FaultOut]:
    """When its connectors were broken in the last 100 days, and by what; the newest first."""
    found = services().uptime.faults(charge_point_id, caller, query.cursor, query.limit)
    return Items[FaultOut](**vars(found.of(FaultOut.of)))


def _span(span: Span) -> SpanOut:
    connectors = [
        ConnectorUptime(connector_id=number, **_told(span.connectors[number]))
        for number in sorted(span.connectors)
    ]
    return SpanOut(days=span.days, connectors=connectors, **_told(span.whole))


def _told(figures: Figures) -> dict[str, Any]:
    return {
        "uptime_percent": figures.percent,
        "up_seconds": figures.up // SECOND,
        "offline_seconds": figures.offline // SECOND,
        "faulted_seconds": figures.faulted // SECOND,
        "excused_seconds": figures.excused // SECOND,
    }

"""Charge points over HTTP: set up, look, edit, remove, new password."""

from typing import Annotated, Literal, cast

from pydantic import AwareDatetime, Field

from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import ONE_LINE, Id, In, Items, Out, Paging
from chalicelib.charge_points.rules import CHARGE_POINT_ID, MOST_CONNECTORS, Detail
from chalicelib.charge_points.service import Edit, NewChargePoint
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid
from chalicelib.kernel.ids import utc_now
from chalicelib.kernel.settings import settings
from chalicelib.wiring import services

api = Api(__name__)

Name = Annotated[str, Field(min_length=1, max_length=80, pattern=ONE_LINE)]
Profile = Literal[0, 1, 2]
BootStatus = Literal["Accepted", "Pending", "Rejected"]
"""What it is told when it boots. Pending: set up before it serves. When this changes, it is disconnected."""


class ConnectorIn(In):
    """Which charger a connector is."""

    connector_id: Annotated[int, Field(ge=1, le=1000)]
    charger_id: Id


ConnectorsIn = Annotated[list[ConnectorIn], Field(min_length=1, max_length=MOST_CONNECTORS)]


class ChargePointNew(In):
    """A charge point to be. Without an id it gets one."""

    charge_point_id: Annotated[str, Field(pattern=f"^{CHARGE_POINT_ID.pattern}$")] | None = None
    name: Name | None = None
    connectors: ConnectorsIn
    allow_no_subprotocol: bool = False
    security_profile: Profile = 2
    boot_status: BootStatus = "Accepted"


class ChargePointEdit(In):
    """What changes; what is left out stays."""

    name: Name | None = None
    connectors: ConnectorsIn | None = None
    allow_no_subprotocol: bool | None = None
    security_profile: Profile | None = None
    boot_status: BootStatus | None = None


class ConnectorOut(Out):
    """A connector, the charger that it is, and what the charge point last told of it (in OCPP's words)."""

    connector_id: int
    charger_id: str
    status: str | None
    error_code: str | None
    status_at: AwareDatetime | None


class ChargePointOut(Out):
    """A charge point, as managers of its network see it."""

    charge_point_id: str
    station_id: str
    name: str
    ocpp_url: str
    connectors: list[ConnectorOut]
    online: bool
    last_seen_at: AwareDatetime | None
    protocol: str | None
    vendor: str | None
    model: str | None
    firmware_version: str | None
    serial_number: str | None
    boot_at: AwareDatetime | None
    allow_no_subprotocol: bool
    security_profile: int
    boot_status: BootStatus
    version: Annotated[int, Field(exclude=True)]

    @classmethod
    def of(cls, detail: Detail) -> "ChargePointOut":
        """As it stands now."""
        charge_point, boot, link = detail.charge_point, detail.boot, detail.presence.link
        return cls(
            charge_point_id=charge_point.charge_point_id,
            station_id=charge_point.station_id,
            name=charge_point.name,
            ocpp_url=f"{settings().ocpp_url}/{charge_point.charge_point_id}",
            connectors=[_connector(detail, number) for number in sorted(charge_point.connectors)],
            online=detail.presence.is_online(utc_now()),
            last_seen_at=detail.presence.last_seen_at,
            protocol=link.protocol or None if link else None,
            vendor=boot.vendor if boot else None,
            model=boot.model if boot else None,
            firmware_version=boot.firmware_version if boot else None,
            serial_number=boot.serial_number if boot else None,
            boot_at=boot.at if boot else None,
            allow_no_subprotocol=charge_point.allow_no_subprotocol,
            security_profile=charge_point.security_profile,
            boot_status=cast("BootStatus", charge_point.boot_status),
            version=charge_point.version,
        )


class ChargePointMade(ChargePointOut):
    """A new charge point with its password, which is never shown again."""

    password: str | None
    """Shown to the first request; null when the same request is answered again by its Idempotency-Key."""


class NewPassword(Out):
    """A charge point's new password, which is never shown again."""

    charge_point_id: str
    password: str


@api.route(
    "/stations/{station_id}/charge-points", methods=["POST"], who=Who.MANAGER, status=201, idempotent=True
)
def create_charge_point(station_id: str, caller: Caller, body: ChargePointNew) -> ChargePointMade:
    """Set up a charge point: which chargers it serves. The answer has its password, this once only."""
    new = NewChargePoint(
        connectors=_connectors(body.connectors),
        charge_point_id=body.charge_point_id,
        name=body.name,
        allow_no_subprotocol=body.allow_no_subprotocol,
        security_profile=body.security_profile,
        boot_status=body.boot_status,
    )
    detail, password = services().charge_points.create(station_id, caller, new)
    return ChargePointMade(**vars(ChargePointOut.of(detail)), password=password)


@api.route("/stations/{station_id}/charge-points", methods=["GET"], who=Who.MANAGER)
def list_charge_points(station_id: str, caller: Caller, query: Paging) -> Items[ChargePointOut]:
    """A station's charge points, by id."""
    found, cursor = services().charge_points.of_station(station_id, caller, query.cursor, query.limit)
    return Items[ChargePointOut](items=[ChargePointOut.of(detail) for detail in found], next_cursor=cursor)


@api.route("/charge-points/{charge_point_id}", methods=["GET"], who=Who.MANAGER)
def read_charge_point(charge_point_id: str, caller: Caller) -> ChargePointOut:
    """One charge point."""
    return ChargePointOut.of(services().charge_points.detail(charge_point_id, caller))


@api.route("/charge-points/{charge_point_id}", methods=["PATCH"], who=Who.MANAGER)
def edit_charge_point(
    charge_point_id: str, caller: Caller, body: ChargePointEdit, if_match: int | None
) -> ChargePointOut:
    """Rename it, or change which chargers its connectors are."""
    edit = Edit(
        name=body.name,
        connectors=None if body.connectors is None else _connectors(body.connectors),
        allow_no_subprotocol=body.allow_no_subprotocol,
        security_profile=body.security_profile,
        boot_status=body.boot_status,
    )
    return ChargePointOut.of(services().charge_points.edit(charge_point_id, caller, edit, if_match))


@api.route("/charge-points/{charge_point_id}", methods=["DELETE"], who=Who.MANAGER)
def remove_charge_point(charge_point_id: str, caller: Caller) -> None:
    """Remove it: its connection is closed, its chargers become plain."""
    services().charge_points.remove(charge_point_id, caller)


@api.route("/charge-points/{charge_point_id}/password", methods=["POST"], who=Who.MANAGER)
def change_password(charge_point_id: str, caller: Caller) -> NewPassword:
    """Make a new password, valid at once; the charge point's connection is closed.

    One that is online is better told to change its AuthorizationKey by a command: it is lost at no moment.
    """
    password = services().charge_points.change_password(charge_point_id, caller)
    return NewPassword(charge_point_id=charge_point_id, password=password)


def _connector(detail: Detail, number: int) -> ConnectorOut:
    status = detail.statuses.get(number)
    return ConnectorOut(
        connector_id=number,
        charger_id=detail.charge_point.connectors[number],
        status=status.status if status else None,
        error_code=status.error_code if status else None,
        status_at=status.at if status else None,
    )


def _connectors(given: list[ConnectorIn]) -> dict[int, str]:
    connectors = {connector.connector_id: connector.charger_id for connector in given}
    if len(connectors) < len(given):
        raise Invalid("bad_connectors", "A connector's number is given once.")
    return connectors

"""How charge points lie in DynamoDB.

A charge point's partition CP#<charge_point_id> holds what is told of it, COMMANDS#<charge_point_id> what is
asked of it, so that neither grows in the other's way.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from pynamodb.attributes import (
    BooleanAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)

from chalicelib.charge_points.presence import Link, Presence
from chalicelib.charge_points.rules import (
    ACCEPTED,
    Boot,
    ChargePoint,
    Command,
    CommandState,
    ConnectorStatus,
    Passwords,
    Queued,
    busiest,
)
from chalicelib.indexes import Gsi1
from chalicelib.table import Item, table_name


class ChargePointsItem(Item):
    """All items of the table charge_points."""

    class Meta:
        """Which table."""

        table_name = table_name("charge_points")


class ChargePointItem(ChargePointsItem, discriminator="charge_point"):
    """pk CP#<charge_point_id>, sk CP; gsi1pk STATION#<station_id>, gsi1sk CP#<charge_point_id>.

    gsi1 answers "the charge points of this station".
    """

    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    station_index = Gsi1()
    charge_point_id = UnicodeAttribute()
    station_id = UnicodeAttribute()
    network_id = UnicodeAttribute()
    name = UnicodeAttribute()
    connectors = UnicodeAttribute()
    allow_no_subprotocol = BooleanAttribute()
    security_profile = NumberAttribute()
    version = NumberAttribute()
    supports_reservations = BooleanAttribute(null=True)
    boot_status = UnicodeAttribute(default=ACCEPTED)
    created_at = UTCDateTimeAttribute(null=True)
    present_hashes = UnicodeSetAttribute(null=True)
    pending_hashes = UnicodeSetAttribute(null=True)
    """<command_id>#<hash>"""
    certificates = UnicodeSetAttribute(null=True)
    """<fingerprint>#<epoch of its end>"""
    next_profile = NumberAttribute(null=True)
    profile_change = UnicodeAttribute(null=True)

    def domain(self) -> ChargePoint:
        """What it stands for, without its secrets."""
        connectors = {int(number): charger for number, charger in json.loads(self.connectors).items()}
        return ChargePoint(
            self.charge_point_id,
            self.station_id,
            self.network_id,
            self.name,
            connectors,
            self.allow_no_subprotocol,
            int(self.security_profile),
            int(self.version),
            self.supports_reservations,
            self.boot_status,
            self.created_at,
        )

    def passwords(self) -> Passwords:
        """The hashes it may come in by."""
        pending: dict[str, set[str]] = {}
        for told in self.pending_hashes or ():
            command_id, _, kept = told.rpartition("#")
            pending.setdefault(command_id, set()).add(kept)
        return Passwords(
            frozenset(self.present_hashes or ()),
            {command_id: frozenset(hashes) for command_id, hashes in pending.items()},
            {
                fingerprint: datetime.fromtimestamp(int(ends), UTC)
                for fingerprint, _, ends in (told.partition("#") for told in self.certificates or ())
            },
            None if self.next_profile is None else int(self.next_profile),
        )


class LinkItem(ChargePointsItem, discriminator="link"):
    """pk CP#<charge_point_id>, sk LINK: its socket, and the command it is busy with. Last-seen stays."""

    connection_id = UnicodeAttribute(null=True)
    endpoint = UnicodeAttribute(null=True)
    protocol = UnicodeAttribute(null=True)
    connected_at = UTCDateTimeAttribute(null=True)
    last_seen_at = UTCDateTimeAttribute(null=True)
    awaiting = UnicodeAttribute(null=True)
    awaiting_until = UTCDateTimeAttribute(null=True)
    unserved = BooleanAttribute(null=True)
    disconnected_at = UTCDateTimeAttribute(null=True)

    def domain(self) -> Presence:
        """What it stands for."""
        link = None
        if self.connection_id and self.endpoint and self.connected_at:
            link = Link(self.connection_id, self.endpoint, self.protocol or "", self.connected_at)
        return Presence(
            link,
            self.last_seen_at,
            self.awaiting,
            self.awaiting_until,
            bool(self.unserved),
            self.disconnected_at,
            self.protocol,
        )


class BootItem(ChargePointsItem, discriminator="boot"):
    """pk CP#<charge_point_id>, sk BOOT: the last BootNotification."""

    at = UTCDateTimeAttribute()
    vendor = UnicodeAttribute(null=True)
    model = UnicodeAttribute(null=True)
    serial_number = UnicodeAttribute(null=True)
    firmware_version = UnicodeAttribute(null=True)

    def domain(self) -> Boot:
        """What it stands for."""
        return Boot(self.at, self.vendor, self.model, self.serial_number, self.firmware_version)


class StatusItem(ChargePointsItem, discriminator="status"):
    """pk CP#<charge_point_id>, sk STATUS#<connector_id>: the last StatusNotification, by when we heard it.

    At an EVSE of OCPP 2.x, also the last of each of its outlets, as <at>|<reported_at>|<status>, so that
    one write without a read keeps them all.
    """

    connector_id = NumberAttribute()
    status = UnicodeAttribute()
    error_code = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    info = UnicodeAttribute(null=True)
    vendor_error_code = UnicodeAttribute(null=True)
    reported_at = UTCDateTimeAttribute(null=True)
    outlet_1 = UnicodeAttribute(null=True)
    outlet_2 = UnicodeAttribute(null=True)
    outlet_3 = UnicodeAttribute(null=True)
    outlet_4 = UnicodeAttribute(null=True)

    @classmethod
    def outlet(cls, number: int) -> UnicodeAttribute:
        """Where an outlet's status is kept; those beyond the last share places with the first ones."""
        outlets = (cls.outlet_1, cls.outlet_2, cls.outlet_3, cls.outlet_4)
        return outlets[(number - 1) % len(outlets)]

    def domain(self) -> ConnectorStatus:
        """What it stands for."""
        told = ConnectorStatus(
            int(self.connector_id),
            self.status,
            self.error_code,
            self.at,
            self.info,
            self.vendor_error_code,
            self.reported_at,
        )
        outlets = (self.outlet_1, self.outlet_2, self.outlet_3, self.outlet_4)
        kept = [_of_outlet(told, number, text) for number, text in enumerate(outlets, 1) if text]
        return busiest(kept) if kept else told


class CommandItem(ChargePointsItem, discriminator="command"):
    """pk COMMANDS#<charge_point_id>, sk COMMAND#<command_id>, which rises with time; it expires."""

    command_id = UnicodeAttribute()
    charge_point_id = UnicodeAttribute()
    action = UnicodeAttribute()
    params = UnicodeAttribute()
    state = UnicodeAttribute()
    by = UnicodeAttribute(null=True)
    requested_at = UTCDateTimeAttribute()
    deadline_at = UTCDateTimeAttribute()
    sent_at = UTCDateTimeAttribute(null=True)
    answered_at = UTCDateTimeAttribute(null=True)
    answer = UnicodeAttribute(null=True)
    detail = UnicodeAttribute(null=True)

    def domain(self) -> Command:
        """What it stands for."""
        return Command(
            self.command_id,
            self.charge_point_id,
            self.action,
            json.loads(self.params),
            CommandState(self.state),
            self.by,
            self.requested_at,
            self.deadline_at,
            self.sent_at,
            self.answered_at,
            json.loads(self.answer) if self.answer else None,
            self.detail,
        )


class QueuedItem(ChargePointsItem, discriminator="queued"):
    """pk COMMANDS#<charge_point_id>, sk QUEUED#<command_id>: is there as long as the command is to be sent.

    The least sk is next. It alone holds a new password, until that is sent.
    """

    command_id = UnicodeAttribute()
    charge_point_id = UnicodeAttribute()
    action = UnicodeAttribute()
    params = UnicodeAttribute()
    deadline_at = UTCDateTimeAttribute()

    def domain(self) -> Queued:
        """What it stands for."""
        params = json.loads(self.params)
        return Queued(self.command_id, self.charge_point_id, self.action, params, self.deadline_at)


def outlet_text(status: ConnectorStatus) -> str:
    """What an outlet told, as it is kept: such texts sort by when we heard them."""
    reported = status.reported_at.isoformat() if status.reported_at else ""
    return f"{status.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}|{reported}|{status.status}"


def _of_outlet(told: ConnectorStatus, number: int, text: str) -> ConnectorStatus:
    at, reported, status = text.split("|", 2)
    return ConnectorStatus(
        told.connector_id,
        status,
        told.error_code,
        datetime.fromisoformat(at),
        reported_at=datetime.fromisoformat(reported) if reported else None,
        outlet=number,
    )


def pending_of(command_id: str, hashes: Iterable[str]) -> set[str]:
    """As `pending_hashes` has them."""
    return {f"{command_id}#{kept}" for kept in hashes}


def told_of(charge_point_id: str) -> str:
    """The partition of what a charge point is and tells."""
    return f"CP#{charge_point_id}"


def asked_of(charge_point_id: str) -> str:
    """The partition of its commands."""
    return f"COMMANDS#{charge_point_id}"


def epoch(instant: datetime) -> int:
    """As DynamoDB's time to live wants it."""
    return int(instant.timestamp())

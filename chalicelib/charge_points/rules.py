"""Networked boxes, what is known of them, and what may be asked of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from chalicelib.charge_points.presence import Presence
from chalicelib.stations.rules import OCCUPIED

ANSWER_WITHIN = timedelta(seconds=30)
MOST_CONNECTORS = 40
WHOLE_CHARGE_POINT = 0
"""The connector id by which OCPP 1.6 means the charge point itself."""

ACCEPTED, PENDING, REJECTED = "Accepted", "Pending", "Rejected"
"""What a charge point is told when it boots (OCPP 1.6, 7.41; 2.0.1, RegistrationStatusEnumType)."""

CHARGE_POINT_ID = re.compile(r"[A-Za-z0-9*_.=+|@-]{1,48}")
"""OCPP 2.0.1's identifierString without the colon, which ends the user name in HTTP Basic (RFC 7617)."""


@dataclass(frozen=True)
class ChargePoint:
    """A networked box of one station. `connectors` tells which charger each connector (from 1) is.

    `security_profile` is OCPP's: 0 lets it in without a password, 1 and 2 ask for Basic authentication.
    `boot_status` is what its BootNotification is answered: ACCEPTED, PENDING or REJECTED.
    `supports_reservations` is what its answers have shown. None: nothing yet, or that it could not, but it
    has booted since. Another charge point may have had its id before `created_at`, where that is known.
    """

    charge_point_id: str
    station_id: str
    network_id: str
    name: str
    connectors: Mapping[int, str]
    allow_no_subprotocol: bool = False
    security_profile: int = 2
    version: int = 1
    supports_reservations: bool | None = None
    boot_status: str = ACCEPTED
    created_at: datetime | None = None

    def was_there(self, at: datetime) -> bool:
        """Whether it was this one then, as far as is known, and no other that had its id before."""
        return self.created_at is None or self.created_at <= at


@dataclass(frozen=True)
class Boot:
    """What a charge point tells of itself when it starts; None where it says nothing."""

    at: datetime
    vendor: str | None = None
    model: str | None = None
    serial_number: str | None = None
    firmware_version: str | None = None


@dataclass(frozen=True)
class SecurityEvent:
    """Something that touches a charge point's security; `type` is OCPP's word for it, or the vendor's own."""

    type: str
    at: datetime
    info: str | None = None


@dataclass(frozen=True)
class ConnectorStatus:
    """What a charge point last told of one connector.

    `status` and `error_code` are OCPP's own words (1.6, 7.7 and 7.6; 2.x, ConnectorStatusEnumType). `at` is
    when we heard it, by which order is kept; `reported_at` is what the charge point's clock said. Since
    OCPP 2.0 a charge point's EVSE, which is one of our connectors, may have several cables and sockets:
    `outlet` says which of them this is about.
    """

    connector_id: int
    status: str
    error_code: str
    at: datetime
    info: str | None = None
    vendor_error_code: str | None = None
    reported_at: datetime | None = None
    outlet: int | None = None


FROM_BUSY_TO_IDLE = (OCCUPIED, "Reserved", "Available", "Unavailable", "Faulted")
MOST_OUTLETS = 4
"""Told apart at one EVSE; real ones have one to three."""


def busiest(outlets: Sequence[ConnectorStatus]) -> ConnectorStatus:
    """What an EVSE does whose `outlets` (one or more) do this.

    It serves one car, so that whatever goes on at one outlet goes on at all; as long as one can still be
    used, it can. It is occupied since that car came, and in every other state since an outlet last changed.
    """

    def place(status: ConnectorStatus) -> int:
        known = status.status in FROM_BUSY_TO_IDLE
        return FROM_BUSY_TO_IDLE.index(status.status) if known else len(FROM_BUSY_TO_IDLE)

    first = min(outlets, key=lambda status: (place(status), status.at))
    if first.status == OCCUPIED:
        return first
    return replace(first, at=max(status.at for status in outlets))


FAULTED = "Faulted"
"""The status of a connector that cannot charge by its own word, in every version."""


@dataclass(frozen=True)
class StatusChange:
    """What a connector told last, and before that; None: nothing."""

    before: ConnectorStatus | None
    now: ConnectorStatus

    @property
    def has_turned(self) -> bool:
        """Whether it broke or came right again by this, or broke in another way."""
        was_faulted = self.before is not None and self.before.status == FAULTED
        is_faulted = self.now.status == FAULTED
        if was_faulted and is_faulted:
            return _fault(self.before) != _fault(self.now)
        return was_faulted != is_faulted


def _fault(status: ConnectorStatus | None) -> tuple[object, ...]:
    return () if status is None else (status.error_code, status.vendor_error_code, status.info)


@dataclass(frozen=True)
class Detail:
    """A charge point with all that is known of it."""

    charge_point: ChargePoint
    presence: Presence
    boot: Boot | None
    statuses: Mapping[int, ConnectorStatus]


class CommandState(StrEnum):
    """How far a command has come.

    QUEUED and SENT become TIMED_OUT by their deadline alone, on reading.
    """

    QUEUED = "QUEUED"
    SENT = "SENT"
    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"
    FAILED = "FAILED"
    TIMED_OUT = "TIMED_OUT"


OPEN_STATES = (CommandState.QUEUED, CommandState.SENT)


@dataclass(frozen=True)
class Command:
    """Something asked of a charge point. Its id is also the unique id of the message on the wire."""

    command_id: str
    charge_point_id: str
    action: str
    params: Mapping[str, Any]
    state: CommandState
    by: str | None
    requested_at: datetime
    deadline_at: datetime
    sent_at: datetime | None = None
    answered_at: datetime | None = None
    answer: Mapping[str, Any] | None = None
    detail: str | None = None

    def is_overdue(self, now: datetime) -> bool:
        """Whether nobody waits for it any longer."""
        return self.state in OPEN_STATES and now >= self.deadline_at

    def has_just_ended(self, now: datetime) -> bool:
        """Whether what its answer causes may still be under way."""
        return self.answered_at is not None and now - self.answered_at < ANSWER_WITHIN

    def state_at(self, now: datetime) -> CommandState:
        """What to tell of it now."""
        return CommandState.TIMED_OUT if self.is_overdue(now) else self.state


@dataclass(frozen=True)
class Queued:
    """The command that is next to be sent, with its secrets, which are kept nowhere else and not for long."""

    command_id: str
    charge_point_id: str
    action: str
    params: Mapping[str, Any]
    deadline_at: datetime


@dataclass(frozen=True)
class CommandFailure:
    """A charge point answered a command with an error of the protocol."""

    code: str
    description: str = ""


@dataclass(frozen=True)
class Passwords:
    """Keyed hashes by which a charge point may come in.

    Beside those of its present password, by command those that it was told to change to and may have taken.
    `certificates` are the fingerprints (SHA-256) of client certificates that do as well, each until its end;
    `next_profile` is the security profile that it was told to change to, until it has used it.
    """

    present: frozenset[str] = field(default_factory=frozenset)
    pending: Mapping[str, frozenset[str]] = field(default_factory=dict)
    certificates: Mapping[str, datetime] = field(default_factory=dict)
    next_profile: int | None = None

    @property
    def hashes(self) -> frozenset[str]:
        """All of them."""
        return self.present.union(*self.pending.values())

    def changed_by(self, presented: str | None) -> str | None:
        """The command whose new password was presented; None: it is not one of those."""
        return next((command_id for command_id, of in self.pending.items() if presented in of), None)


def is_charge_point_id(text: str) -> bool:
    """Whether an owner may choose this id."""
    return CHARGE_POINT_ID.fullmatch(text) is not None

"""Networked boxes, what is known of them, and what may be asked of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

HEARTBEAT_INTERVAL = timedelta(seconds=300)
"""What a charge point is told at boot: below the 10 minutes after which API Gateway cuts an idle socket."""
SEEN_STEP = timedelta(minutes=4)
"""How much older than this last-seen must be before it is written again."""
OFFLINE_AFTER = 2 * HEARTBEAT_INTERVAL + timedelta(minutes=1)
"""Silence after which a charge point counts as offline though nobody saw its socket close."""
ANSWER_WITHIN = timedelta(seconds=30)
WAIT_AT_MOST = timedelta(hours=24)
MOST_CONNECTORS = 40
WHOLE_CHARGE_POINT = 0
"""The connector id by which OCPP 1.6 means the charge point itself."""

ACCEPTED, PENDING, REJECTED = "Accepted", "Pending", "Rejected"
"""What a charge point is told when it boots (OCPP 1.6, 7.41; 2.0.1, RegistrationStatusEnumType)."""

CHARGE_POINT_ID = re.compile(r"[A-Za-z0-9*_.=+|@-]{1,48}")
"""OCPP 2.0.1's identifierString without the colon, which ends the user name in HTTP Basic (RFC 7617)."""
HEXADECIMAL = re.compile(r"(?:[0-9A-Fa-f]{2})+")


@dataclass(frozen=True)
class ChargePoint:
    """A networked box of one station. `connectors` tells which charger each connector (from 1) is.

    `security_profile` is OCPP's: 0 lets it in without a password, 1 and 2 ask for Basic authentication.
    `boot_status` is what its BootNotification is answered: ACCEPTED, PENDING or REJECTED.
    `supports_reservations` is what its answers have shown. None: nothing yet, or that it could not, but it
    has booted since.
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

    def is_online(self, now: datetime) -> bool:
        """Linked, and not silent for longer than two heartbeats."""
        if self.link is None or self.last_seen_at is None:
            return False
        return now - self.last_seen_at <= OFFLINE_AFTER

    def is_free(self, now: datetime) -> bool:
        """Whether a command may be sent: one is outstanding at a time (OCPP 1.6J, 4.1.1)."""
        return self.link is not None and (self.awaiting_until is None or self.awaiting_until <= now)

    def needs_service(self, now: datetime) -> bool:
        """Whether commands may be waiting that nobody else will send."""
        return self.unserved or (self.awaiting is not None and self.is_free(now))


@dataclass(frozen=True)
class Boot:
    """What a charge point tells of itself when it starts; None where it says nothing."""

    at: datetime
    vendor: str | None = None
    model: str | None = None
    serial_number: str | None = None
    firmware_version: str | None = None


@dataclass(frozen=True)
class ConnectorStatus:
    """What a charge point last told of one connector.

    `status` and `error_code` are OCPP 1.6's words (7.7, 7.6). `at` is when we heard it, by which order is
    kept; `reported_at` is what the charge point's clock said.
    """

    connector_id: int
    status: str
    error_code: str
    at: datetime
    info: str | None = None
    vendor_error_code: str | None = None
    reported_at: datetime | None = None


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
RESERVE, UNRESERVE = "reserve_now", "cancel_reservation"
MAY_WAIT = frozenset({"change_availability", "change_configuration", "clear_cache", UNRESERVE})
"""What makes sense hours later too; the rest is for somebody who is waiting there now."""
ACTIONS = MAY_WAIT | {"reset", "unlock", "get_configuration", "remote_start", "remote_stop", RESERVE}
NOT_KNOWN_THERE = frozenset({"notimplemented", "notsupported"})
"""The errors (lower case) by which a charge point says that it knows no such request (OCPP 1.6J, 4.2.3)."""
LONGEST_ID_TAG = 20
"""Characters of an idTag or parentIdTag of OCPP 1.6 (7.28)."""
LONGEST_RESERVATION = timedelta(days=7)
"""For which a manager may have a connector reserved by hand."""
AGREED = frozenset({"accepted", "unlocked", "scheduled", "rebootrequired"})
SECRET_KEYS = frozenset({"authorizationkey"})
"""Configuration keys (lower case) whose value nobody may read back: not from a command, not from the log."""
REDACTED = "***"


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
    """

    present: frozenset[str] = field(default_factory=frozenset)
    pending: Mapping[str, frozenset[str]] = field(default_factory=dict)

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


def secret_forms(password: str) -> tuple[bytes, ...]:
    """The bytes that a charge point may present for `password`.

    Some chargers send the text of an AuthorizationKey; others, as the OCPP 1.6 security whitepaper (ed. 3,
    2.2) has it, the bytes that its hexadecimal digits stand for.
    """
    text = password.encode()
    return (text, bytes.fromhex(password)) if HEXADECIMAL.fullmatch(password) else (text,)


def deadline_of(action: str, now: datetime) -> datetime:
    """Until when a new command may wait to be sent and answered."""
    return now + (WAIT_AT_MOST if action in MAY_WAIT else ANSWER_WITHIN)


def outcome(action: str, answer: Mapping[str, Any] | CommandFailure) -> tuple[CommandState, str | None]:
    """How a command ended, and in words why, when it was not accepted.

    Only get_configuration is answered by data without a status (OCPP 1.6, 6.22).
    """
    if isinstance(answer, CommandFailure):
        return CommandState.FAILED, f"{answer.code}: {answer.description}".rstrip(": ")
    status = answer.get("status")
    if status is None and action != "get_configuration":
        return CommandState.FAILED, "The answer has no status."
    if status is None or str(status).strip().lower() in AGREED:
        return CommandState.ACCEPTED, None
    return CommandState.REJECTED, str(status)


def shows_reservations(answer: Mapping[str, Any] | CommandFailure) -> bool | None:
    """Whether the answer to a "reserve_now" shows that the charge point can reserve; None: it shows nothing.

    Any status shows it (OCPP 1.6, 5.13), Rejected too: that is how its owner may have configured it.
    """
    if isinstance(answer, CommandFailure):
        return False if answer.code.strip().lower() in NOT_KNOWN_THERE else None
    return True if answer.get("status") else None


def reservation(
    connector_id: int, token_uid: str, group_id: str | None, reservation_id: int, until: datetime
) -> dict[str, Any]:
    """The parameters of a "reserve_now"."""
    return {
        "connector_id": connector_id,
        "token_uid": token_uid,
        "group_id": group_id,
        "reservation_id": reservation_id,
        "until": until.astimezone(UTC).isoformat(),
    }


def redacted(action: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """`params` as they may be kept and shown."""
    if action == "change_configuration" and str(params.get("key", "")).lower() in SECRET_KEYS:
        return {**params, "value": REDACTED}
    return dict(params)

"""Which commands there are, which may wait, and what an answer makes of them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from chalicelib.charge_points.rules import ANSWER_WITHIN, CommandFailure, CommandState
from chalicelib.charge_points.secret_names import is_password_key, is_secret_key

WAIT_AT_MOST = timedelta(hours=24)
"""Where nobody says how long a command may wait."""
OFFLINE, NOT_SUPPORTED = "offline", "not_supported"
NEVER_SENT = "It was never sent."
LATE = "The answer came too late."
NO_STATUS = "The answer has no status."
RESERVE, UNRESERVE = "reserve_now", "cancel_reservation"
LONGEST_ID_TAG = 20
"""Characters of an idTag or parentIdTag of OCPP 1.6 (7.28)."""
LONGEST_RESERVATION = timedelta(days=7)
"""For which a manager may have a connector reserved by hand."""
MAY_WAIT = frozenset(
    {
        "change_availability",
        "change_configuration",
        "clear_cache",
        UNRESERVE,
        "send_local_list",
        "set_charging_profile",
        "clear_charging_profile",
        "update_firmware",
        "publish_firmware",
        "unpublish_firmware",
        "install_certificate",
        "delete_certificate",
        "certificate_signed",
        "set_monitoring",
        "clear_monitoring",
        "set_monitoring_base",
        "set_monitoring_level",
        "set_display_message",
        "clear_display_message",
        "set_network_profile",
    }
)
"""What makes sense hours later too; the rest is for somebody who is waiting there now."""
NEEDS_REQUEST_ID = frozenset(
    {
        "get_log",
        "update_firmware",
        "publish_firmware",
        "get_report",
        "get_base_report",
        "get_monitoring_report",
        "get_charging_profiles",
        "get_display_messages",
        "customer_information",
    }
)
"""What the charge point answers later, in messages that name this number."""
ACTIONS = (
    MAY_WAIT
    | NEEDS_REQUEST_ID
    | {
        "reset",
        "unlock",
        "get_configuration",
        "remote_start",
        "remote_stop",
        RESERVE,
        "trigger",
        "extended_trigger",
        "data_transfer",
        "get_local_list_version",
        "get_composite_schedule",
        "get_certificates",
        "get_transaction_status",
        "cost_updated",
        "call",
    }
)
WITHOUT_STATUS = frozenset(
    {
        "get_configuration",
        "get_local_list_version",
        "get_log",
        "update_firmware",
        "get_transaction_status",
        "cost_updated",
        "call",
    }
)
"""What is answered by data, or by nothing but that it was heard, in one version at least."""
ASKED_FOR = {
    "get_configuration": (
        frozenset({"configuration_key", "unknown_key", "refused"}),
        "The answer has no settings.",
    ),
    "get_local_list_version": (frozenset({"version"}), "The answer has no version that can be read."),
    "get_transaction_status": (
        frozenset({"ongoing", "messages_in_queue"}),
        "The answer tells nothing of the transaction.",
    ),
}
"""Of what some of those have data in their answer, at least one; without any, they have failed by this."""
AGREED = frozenset({"accepted", "acceptedcanceled", "unlocked", "scheduled", "rebootrequired", "unpublished"})
NOTHING_THERE = {
    "get_charging_profiles": "noprofiles",
    "get_certificates": "notfound",
    "get_report": "emptyresultset",
    "get_monitoring_report": "emptyresultset",
    "get_display_messages": "unknown",
}
"""The status (lower case) by which a question is answered: there is none."""
NOT_KNOWN_THERE = frozenset({"notimplemented", "notsupported"})
"""The errors (lower case) by which a charge point says that it knows no such request (OCPP 1.6J, 4.2.3)."""


class CannotSend(Exception):
    """This command cannot be worded for the charge point's version of the protocol. `detail` says why."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class UnknownThere(CannotSend):
    """The charge point's version of the protocol has nothing of the kind."""

    def __init__(self) -> None:
        super().__init__(NOT_SUPPORTED)


def may_wait(action: str, params: Mapping[str, Any]) -> bool:
    """Whether it makes sense hours later too. A profile for one transaction does not."""
    profile = params.get("profile")
    if action == "set_charging_profile" and isinstance(profile, Mapping):
        return profile.get("purpose") != "TxProfile"
    return action in MAY_WAIT


def deadline_of(
    action: str, params: Mapping[str, Any], now: datetime, wanted: datetime | None = None
) -> datetime:
    """Until when a new command may wait to be sent and answered; `wanted` counts for what may wait."""
    if may_wait(action, params):
        return now + WAIT_AT_MOST if wanted is None else wanted
    return now + ANSWER_WITHIN


def filled(action: str, params: Mapping[str, Any], command_id: str) -> dict[str, Any]:
    """`params` with the number by which the charge point speaks of this command later, if it needs one."""
    if action == "remote_start":
        return {"remote_start_id": number_of(command_id), **params}
    if action in NEEDS_REQUEST_ID:
        return {"request_id": number_of(command_id), **params}
    return dict(params)


def number_of(command_id: str) -> int:
    """31 bits, never 0, that stand for a command where the protocol takes an integer."""
    return int.from_bytes(sha256(command_id.encode()).digest()[:4]) % (2**31 - 1) + 1


def is_password_change(action: str, params: Mapping[str, Any]) -> bool:
    """Whether this changes what the charge point is let in by."""
    return action == "change_configuration" and is_password_key(str(params.get("key", "")))


def sets_a_secret(action: str, params: Mapping[str, Any]) -> bool:
    """Whether this tells the charge point something that nobody may read back."""
    return action == "change_configuration" and is_secret_key(str(params.get("key", "")))


def outcome(action: str, answer: Mapping[str, Any] | CommandFailure) -> tuple[CommandState, str | None]:
    """How a command ended, and in words why, when it was not accepted."""
    if isinstance(answer, CommandFailure):
        return CommandState.FAILED, f"{answer.code}: {answer.description}".rstrip(": ")
    status = answer.get("status")
    if status is None and action not in WITHOUT_STATUS:
        return CommandState.FAILED, NO_STATUS
    names, nothing_told = ASKED_FOR.get(action, (frozenset(), ""))
    if status is None and names and names.isdisjoint(answer):
        return CommandState.FAILED, nothing_told
    word = "" if status is None else str(status).strip().lower()
    if status is None or word in AGREED or word == NOTHING_THERE.get(action):
        return CommandState.ACCEPTED, None
    reason = answer.get("reason")
    return CommandState.REJECTED, f"{status}: {reason}" if reason else str(status)


def shows_reservations(answer: Mapping[str, Any] | CommandFailure) -> bool | None:
    """Whether the answer to a "reserve_now" shows that the charge point can reserve; None: it shows nothing.

    Any status shows it (OCPP 1.6, 5.13), Rejected too: that is how its owner may have configured it.
    """
    if isinstance(answer, CommandFailure):
        return False if answer.code.strip().lower() in NOT_KNOWN_THERE else None
    return True if answer.get("status") else None


def reservation(
    connector_id: int,
    token_uid: str,
    group_id: str | None,
    reservation_id: int,
    until: datetime,
    connector_type: str | None = None,
) -> dict[str, Any]:
    """The parameters of a "reserve_now"."""
    kind = {} if connector_type is None else {"connector_type": connector_type}
    return {
        "connector_id": connector_id,
        "token_uid": token_uid,
        "group_id": group_id,
        "reservation_id": reservation_id,
        "until": until.astimezone(UTC).isoformat(),
    } | kind

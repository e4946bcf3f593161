"""What a charging station may say before it is accepted (2.0.1, B02 and B03)."""

from datetime import timedelta

from chalicelib.charge_points.rules import ACCEPTED, PENDING
from chalicelib.ocpp.message import Message
from chalicelib.wiring import services

ASKED_FOR = frozenset({"NotifyReport", "NotifyMonitoringReport"})
"""Sent by nobody unasked: while it is Pending, a station is asked what it is."""
TRIGGERS = frozenset({"trigger", "extended_trigger"})
TRIGGERED_WITHIN = timedelta(minutes=5)
MOST_LOOKED_AT = 10
"""Commands back, in search of the one that asked."""


def admits(message: Message, action: str) -> bool:
    """B02.FR.09, B03.FR.07: until it is accepted, its boot alone, and what it was asked for while Pending.

    1 read then; none for those accepted.
    """
    status = message.peer.boot_status
    if status == ACCEPTED or action == "BootNotification":
        return True
    return status == PENDING and (action in ASKED_FOR or _was_triggered(message, action))


def _was_triggered(message: Message, action: str) -> bool:
    commands = services().charge_points.commands
    asked = commands.commands(message.charge_point_id, None, MOST_LOOKED_AT).items
    return any(
        command.action in TRIGGERS
        and message.received_at - command.requested_at < TRIGGERED_WITHIN
        and _asks_for(str(command.params.get("message")), action)
        for command in asked
    )


def _asks_for(trigger: str, action: str) -> bool:
    """MessageTriggerEnumType names a message, or says which certificate is to be signed."""
    return trigger == action or (action == "SignCertificate" and trigger.startswith("Sign"))

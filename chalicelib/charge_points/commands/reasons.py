"""Why a command came to nothing, by codes that are never renamed."""

from enum import StrEnum

from chalicelib.charge_points.commands import rules
from chalicelib.kernel.sayings import Sayings

NO_NUMBER = "{value} is not a number that can be sent."
NO_WORD = "This version of OCPP has no {word} there."
NOT_WORDED = "It could not be put in the protocol's words."
ONE_USE = "OCPP 1.6 tells certificates of one use at a time."
TOO_LONG = "{name} has at most {longest} characters in this version of OCPP."
TRANSACTION_NOT_OF_16 = "The transaction is not one of OCPP 1.6."


class CommandReason(StrEnum):
    """Why it was not asked, or its answer is none. What the charge point itself says has no code of ours."""

    LATE = "late"
    NEVER_SENT = "never_sent"
    NO_NUMBER = "no_number"
    """`value`: what is none."""
    NO_SETTINGS = "no_settings"
    NO_STATUS = "no_status"
    NO_TRANSACTION = "no_transaction"
    NO_VERSION = "no_version"
    NO_WORD = "no_word"
    """`word`: ours, which the version of the protocol does not have."""
    NOT_SUPPORTED = "not_supported"
    NOT_WORDED = "not_worded"
    OFFLINE = "offline"
    ONE_USE = "one_use"
    TOO_LONG = "too_long"
    """`name`: of what; `longest`: characters."""
    TRANSACTION_NOT_OF_16 = "transaction_not_of_16"


SAYINGS = Sayings(
    {
        CommandReason.LATE: rules.LATE,
        CommandReason.NEVER_SENT: rules.NEVER_SENT,
        CommandReason.NO_NUMBER: NO_NUMBER,
        CommandReason.NO_SETTINGS: rules.ASKED_FOR["get_configuration"][1],
        CommandReason.NO_STATUS: rules.NO_STATUS,
        CommandReason.NO_TRANSACTION: rules.ASKED_FOR["get_transaction_status"][1],
        CommandReason.NO_VERSION: rules.ASKED_FOR["get_local_list_version"][1],
        CommandReason.NO_WORD: NO_WORD,
        CommandReason.NOT_SUPPORTED: rules.NOT_SUPPORTED,
        CommandReason.NOT_WORDED: NOT_WORDED,
        CommandReason.OFFLINE: rules.OFFLINE,
        CommandReason.ONE_USE: ONE_USE,
        CommandReason.TOO_LONG: TOO_LONG,
        CommandReason.TRANSACTION_NOT_OF_16: TRANSACTION_NOT_OF_16,
    }
)

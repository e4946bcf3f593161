"""Charging profiles in our words as OCPP 1.6 (7.8) and 2.x (ChargingProfileType) have them."""

from collections.abc import Mapping
from typing import Any

from chalicelib.charge_points.commands.reasons import TRANSACTION_NOT_OF_16
from chalicelib.charge_points.commands.rules import CannotSend
from chalicelib.ocpp.calls.wording import Params, Payload, at, rate, told

WHOLE_CHARGE_POINT = "ChargePointMaxProfile"
PURPOSES_2 = {WHOLE_CHARGE_POINT: "ChargingStationMaxProfile"}
"""2.x's words where they are not 1.6's."""


def purpose_2(word: str | None) -> str | None:
    """A profile's purpose in 2.x's words."""
    return None if word is None else PURPOSES_2.get(word, word)


def profile_16(params: Params) -> Payload:
    """One schedule, and the transaction by its number."""
    return {
        "chargingProfileId": params["profile_id"],
        **told(transactionId=transaction_16(params.get("transaction_id"))),
        **_frame(params),
        "chargingProfilePurpose": params["purpose"],
        "chargingSchedule": _schedule(params),
    }


def profile_2(params: Params) -> Payload:
    """A list of one schedule, which has the profile's number too."""
    transaction_id = params.get("transaction_id")
    return {
        "id": params["profile_id"],
        **told(transactionId=None if transaction_id is None else str(transaction_id)),
        **_frame(params),
        "chargingProfilePurpose": purpose_2(params["purpose"]),
        "chargingSchedule": [{"id": params["profile_id"], **_schedule(params)}],
    }


def transaction_16(transaction_id: Any) -> int | None:
    """1.6 counts transactions. Raises CannotSend for a name that is no number."""
    if transaction_id is None:
        return None
    try:
        return int(transaction_id)
    except ValueError as error:
        raise CannotSend(TRANSACTION_NOT_OF_16) from error


def _frame(params: Params) -> Payload:
    return {
        "stackLevel": params["stack_level"],
        "chargingProfileKind": params["kind"],
        **told(
            recurrencyKind=params.get("recurrency"),
            validFrom=at(params.get("valid_from")),
            validTo=at(params.get("valid_to")),
        ),
    }


def _schedule(params: Params) -> Payload:
    return {
        **told(
            duration=params.get("duration_seconds"),
            startSchedule=at(params.get("start_at")),
            minChargingRate=rate(params.get("min_rate")),
        ),
        "chargingRateUnit": params["unit"],
        "chargingSchedulePeriod": [_period(period) for period in params["periods"]],
    }


def _period(period: Mapping[str, Any]) -> Payload:
    return told(
        startPeriod=period["start_seconds"], limit=rate(period["limit"]), numberPhases=period.get("phases")
    )

"""Block K of OCPP 2.x: the charging profiles that a station says it has."""

from typing import Any

from chalicelib.charge_points.rules import WHOLE_CHARGE_POINT
from chalicelib.ocpp.message import Message
from chalicelib.ocpp.reading import Fields
from chalicelib.wiring import services

PURPOSES = {"ChargingStationMaxProfile": "ChargePointMaxProfile"}
"""As commands have them, where that is not as 2.x has them."""


def report_charging_profiles(message: Message) -> dict[str, Any]:
    """K09: a part of what was asked for. What has no number cannot be one of its profiles."""
    fields = message.fields
    told = [_profile(profile) for profile in fields.objects("chargingProfile")]
    services().charging_profiles.reported(
        message.charge_point_id,
        fields.integer("evseId") or WHOLE_CHARGE_POINT,
        fields.text("chargingLimitSource"),
        [profile for profile in told if profile["profile_id"] is not None],
        message.received_at,
    )
    return {}


def _profile(told: Fields) -> dict[str, Any]:
    """As commands have it; of several schedules (ISO 15118), the first."""
    schedule = told.object("chargingSchedule")
    purpose = told.text("chargingProfilePurpose")
    optional = {
        "recurrency": told.text("recurrencyKind"),
        "valid_from": _instant(told, "validFrom"),
        "valid_to": _instant(told, "validTo"),
        "transaction_id": told.text("transactionId"),
        "duration_seconds": schedule.integer("duration"),
        "start_at": _instant(schedule, "startSchedule"),
        "min_rate": _number(schedule, "minChargingRate"),
    }
    return {
        "profile_id": told.integer("id"),
        "stack_level": told.integer("stackLevel") or 0,
        "purpose": PURPOSES.get(purpose or "", purpose),
        "kind": told.text("chargingProfileKind"),
        "unit": schedule.text("chargingRateUnit"),
        "periods": [_period(period) for period in schedule.objects("chargingSchedulePeriod")],
    } | _told(optional)


def _period(told: Fields) -> dict[str, Any]:
    period = {"start_seconds": told.integer("startPeriod") or 0, "limit": _number(told, "limit")}
    return period | _told({"phases": told.integer("numberPhases")})


def _number(told: Fields, name: str) -> str | None:
    number = told.decimal(name)
    return None if number is None else f"{number:f}"


def _instant(told: Fields, name: str) -> str | None:
    at = told.instant(name)
    return None if at is None else at.isoformat()


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}

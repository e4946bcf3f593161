"""Commands about charging: start, stop, hold, limit."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, field_serializer

from chalicelib.api.command_bodies.parts import (
    MOST,
    AnyConnectorId,
    ConnectorId,
    DecimalText,
    Number,
    Seconds,
    TokenUid,
)
from chalicelib.api.schema import Id, In, Instant

ReservationId = Annotated[int, Field(ge=1, le=MOST)]
Purpose = Literal["ChargePointMaxProfile", "TxDefaultProfile", "TxProfile"]
ReportedPurpose = Purpose | Literal["ChargingStationExternalConstraints"]
"""What comes from elsewhere is told, never set from here (OCPP 2.0.1, K12)."""
Unit = Literal["W", "A"]
Cable = Literal["cCCS1", "cCCS2", "cG105", "cTesla", "cType1", "cType2"]
Socket = Literal["sBS1361", "sCEE-7-7", "sType2", "sType3"]
IndustrialSocket = Literal["s309-1P-16A", "s309-1P-32A", "s309-3P-16A", "s309-3P-32A"]
OtherConnector = Literal["Other1PhMax16A", "Other1PhOver16A", "Other3Ph", "Pan", "wInductive", "wResonant"]
ConnectorType = Cable | Socket | IndustrialSocket | OtherConnector
"""ConnectorEnumType of OCPP 2.x."""


class RemoteStop(In):
    """End this session."""

    action: Literal["remote_stop"]
    session_id: Id


class ReserveNow(In):
    """Hold a connector from now on for this token, and for all tokens of its group if one is named.

    Connector 0 is any one, at a charge point that can do that; with a `connector_type`, any one of that type
    (OCPP 2.x only). The same `reservation_id` again changes the reservation.
    """

    action: Literal["reserve_now"]
    connector_id: AnyConnectorId
    token_uid: TokenUid
    group_id: TokenUid | None = None
    reservation_id: ReservationId
    until: AwareDatetime
    connector_type: ConnectorType | None = None


class CancelReservation(In):
    """Hold it no longer. Waits up to a day for a charge point that is offline."""

    action: Literal["cancel_reservation"]
    reservation_id: ReservationId


class ChargingPeriodIn(In):
    """From `start_seconds` after the schedule's start on, at most this much."""

    start_seconds: Seconds
    limit: DecimalText
    phases: Annotated[int, Field(ge=1, le=3)] | None = None


class ProfileShape(In):
    """How much power when. Limits are decimal text; they go out with one digit, rounded down."""

    stack_level: Number
    purpose: Purpose
    kind: Literal["Absolute", "Recurring", "Relative"]
    recurrency: Literal["Daily", "Weekly"] | None = None
    valid_from: Instant | None = None
    valid_to: Instant | None = None
    unit: Unit
    duration_seconds: Seconds | None = None
    start_at: Instant | None = None
    min_rate: DecimalText | None = None
    periods: Annotated[list[ChargingPeriodIn], Field(min_length=1, max_length=1024)]

    @field_serializer("valid_from", "valid_to", "start_at")
    def _instant(self, at: Instant | None) -> Any:
        return None if at is None else at.isoformat()


class ChargingProfileIn(ProfileShape):
    """How much power when, by a number of one's own."""

    profile_id: Annotated[int, Field(ge=1, le=MOST)]


class TxProfileIn(ChargingProfileIn):
    """One for the session that begins."""

    purpose: Literal["TxProfile"]


class RemoteStart(In):
    """Begin charging with this token, at this connector or whichever is plugged in; by a profile, if told."""

    action: Literal["remote_start"]
    connector_id: ConnectorId | None = None
    token_uid: TokenUid
    charging_profile: TxProfileIn | None = None


class SetChargingProfile(In):
    """Keep to this profile; connector 0 is the whole charge point. A TxProfile is for one session."""

    action: Literal["set_charging_profile"]
    connector_id: AnyConnectorId = 0
    session_id: Id | None = None
    profile: ChargingProfileIn


class ClearChargingProfile(In):
    """Forget the profile of this number, or all that are as told; nothing told: all."""

    action: Literal["clear_charging_profile"]
    profile_id: Number | None = None
    connector_id: AnyConnectorId | None = None
    purpose: Purpose | None = None
    stack_level: Number | None = None


class GetCompositeSchedule(In):
    """Tell what all profiles together allow; connector 0 is the whole charge point."""

    action: Literal["get_composite_schedule"]
    connector_id: AnyConnectorId
    duration_seconds: Annotated[int, Field(ge=1, le=604_800)]
    unit: Unit | None = None


class GetChargingProfiles(In):
    """Tell the profiles that you keep to; they come later, in reports. OCPP 2.x only."""

    action: Literal["get_charging_profiles"]
    connector_id: AnyConnectorId | None = None
    purpose: ReportedPurpose | None = None
    stack_level: Number | None = None
    profile_ids: Annotated[list[Number], Field(max_length=100)] | None = None
    sources: Annotated[list[Literal["EMS", "Other", "SO", "CSO"]], Field(max_length=4)] | None = None


class CostUpdated(In):
    """Show the driver what this session has cost so far, by our own figures. OCPP 2.x only."""

    action: Literal["cost_updated"]
    session_id: Id


class GetTransactionStatus(In):
    """Tell whether messages wait to be sent, of one session or at all. OCPP 2.x only."""

    action: Literal["get_transaction_status"]
    session_id: Id | None = None

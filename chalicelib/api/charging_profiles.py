"""Charging profiles of a charge point over HTTP, and what they come to."""

from typing import Annotated, Self, cast

from pydantic import AwareDatetime, ConfigDict, Field
from typing_extensions import TypedDict

from chalicelib.api.command_bodies.charging import ProfileShape, Unit
from chalicelib.api.command_bodies.parts import AnyConnectorId
from chalicelib.api.commands import CommandAccepted
from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import Id, In, Items, Out
from chalicelib.charging_profiles.rules import Kept, Source
from chalicelib.charging_profiles.store import Schedule
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import not_found
from chalicelib.kernel.ids import utc_now
from chalicelib.wiring import services

api = Api(__name__)

Minutes = Annotated[int, Field(ge=1, le=7 * 24 * 60)]
AS_FAR_AS_TOLD = ConfigDict(json_schema_serialization_defaults_required=False)
"""What a charge point has not said is left out of what is kept of it."""


class ProfileSet(In):
    """A profile to keep to, which gets a number; connector 0 is the whole charge point.

    Limits have at most one decimal. A TxProfile is for one session.
    """

    connector_id: AnyConnectorId = 0
    session_id: Id | None = None
    profile: ProfileShape


class PeriodTold(TypedDict, total=False):
    """From so long after the schedule's start on, at most this much, as far as the charge point has said."""

    start_seconds: int
    limit: str | None
    phases: int


class ProfileTold(TypedDict, total=False):
    """How much power when: as it was set, or as far as the charge point has said."""

    profile_id: int
    stack_level: int
    purpose: str | None
    kind: str | None
    recurrency: str
    valid_from: str
    valid_to: str
    transaction_id: str
    unit: str | None
    duration_seconds: int
    start_at: str
    min_rate: str
    periods: list[PeriodTold]


class ProfileOut(Out):
    """A profile that a charge point keeps to: set from here, or only reported by it.

    `limit_source`: who set it, as a 2.x charge point tells (CSO, EMS, SO, Other).
    """

    model_config = AS_FAR_AS_TOLD

    profile_id: int
    connector_id: int
    source: Source
    at: AwareDatetime
    limit_source: str | None
    profile: ProfileTold

    @classmethod
    def of(cls, kept: Kept) -> Self:
        """As it was taken."""
        return cls(
            profile_id=kept.profile_id,
            connector_id=kept.connector_id,
            source=kept.source,
            at=kept.at,
            limit_source=kept.limit_source,
            profile=cast("ProfileTold", dict(kept.profile)),
        )


class ScheduleAsk(In):
    """For how long, and in which unit, it should tell what it may take."""

    connector_id: AnyConnectorId = 0
    duration_minutes: Minutes
    unit: Unit | None = None


class ScheduleQuery(In):
    """Of which connector; 0 is the whole charge point."""

    connector_id: AnyConnectorId = 0


class ScheduleOut(Out):
    """What all profiles together allow, as the charge point last said. No periods: nothing limits."""

    model_config = AS_FAR_AS_TOLD

    connector_id: int
    asked_at: AwareDatetime
    duration_minutes: int
    start_at: str | None
    unit: str | None
    periods: list[PeriodTold]

    @classmethod
    def of(cls, found: Schedule) -> Self:
        """As it was told."""
        schedule = found.schedule
        return cls(
            connector_id=found.connector_id,
            asked_at=found.at,
            duration_minutes=found.duration_seconds // 60,
            start_at=schedule.get("start_at"),
            unit=schedule.get("unit"),
            periods=list(schedule.get("periods") or ()),
        )


@api.route("/charge-points/{charge_point_id}/charging-profiles", methods=["GET"], who=Who.MANAGER)
def list_charging_profiles(charge_point_id: str, caller: Caller) -> Items[ProfileOut]:
    """The charging profiles that a charge point keeps to, as far as we know."""
    found = services().charging_profiles.profiles(charge_point_id, caller)
    return Items[ProfileOut](items=[ProfileOut.of(kept) for kept in found])


@api.route(
    "/charge-points/{charge_point_id}/charging-profiles", methods=["POST"], who=Who.MANAGER, idempotent=True
)
def set_charging_profile(charge_point_id: str, caller: Caller, body: ProfileSet) -> CommandAccepted:
    """Have a charge point keep to a profile. It is listed when the charge point has taken it."""
    profile = body.profile.model_dump(exclude_none=True)
    command = services().charging_profiles.set(
        charge_point_id, caller, body.connector_id, profile, body.session_id
    )
    return CommandAccepted.of(command, utc_now())


@api.route(
    "/charge-points/{charge_point_id}/charging-profiles/{profile_id}", methods=["DELETE"], who=Who.MANAGER
)
def clear_charging_profile(charge_point_id: str, profile_id: str, caller: Caller) -> CommandAccepted:
    """Have a charge point forget a profile."""
    number = int(profile_id) if profile_id.isascii() and profile_id.isdigit() else -1
    command = services().charging_profiles.clear(charge_point_id, caller, number)
    return CommandAccepted.of(command, utc_now())


@api.route(
    "/charge-points/{charge_point_id}/composite-schedule", methods=["POST"], who=Who.MANAGER, idempotent=True
)
def ask_composite_schedule(charge_point_id: str, caller: Caller, body: ScheduleAsk) -> CommandAccepted:
    """Ask the charge point what all its profiles together allow."""
    command = services().charging_profiles.ask_schedule(
        charge_point_id, caller, body.connector_id, body.duration_minutes * 60, body.unit
    )
    return CommandAccepted.of(command, utc_now())


@api.route("/charge-points/{charge_point_id}/composite-schedule", methods=["GET"], who=Who.MANAGER)
def read_composite_schedule(charge_point_id: str, caller: Caller, query: ScheduleQuery) -> ScheduleOut:
    """Its last answer to that, and when it gave it."""
    found = services().charging_profiles.schedule(charge_point_id, caller, query.connector_id)
    if found is None:
        raise not_found("composite schedule: ask for it first")
    return ScheduleOut.of(found)

"""Policies as they are shown in the API: lengths of time in whole minutes or days.

The shape is that of chalicelib/policies/written.py; here it is described.
"""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    SerializerFunctionWrapHandler,
    model_serializer,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from chalicelib.api.schema import In, Out
from chalicelib.policies.rules import Approval, AtEnd, Measure, Order, Override, Policy, Span, Whose
from chalicelib.policies.written import written, written_override

UNSET: Any = None
"""Stands where a field was left out; model_fields_set tells it from null."""
WallTime = Annotated[str, Field(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["08:00"])]


def _number(amount: object) -> object:
    if not isinstance(amount, str):
        return amount
    exact = Decimal(amount)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


class Stretch(In):
    """A part of each week: from a wall time of a weekday (Monday 1) until the next `until` after it."""

    model_config = ConfigDict(serialize_by_alias=True)

    weekday: Annotated[int, Field(ge=1, le=7)]
    from_: WallTime = Field(alias="from")
    until: WallTime


class QuotaOut(Out):
    """At most so many hours, kWh or bookings in each day, week (from Monday) or month there."""

    measure: Measure
    most: Annotated[int | float, BeforeValidator(_number)]
    per: Span
    whose: Whose


class PrimeTimeOut(Out):
    """Weekly hours that everybody wants, and what holds of the part of a booking within them."""

    hours: list[Stretch]
    max_duration_minutes: int | None
    quotas: list[QuotaOut]
    classes: list[str] | None = Field(description="Member classes that may book then; null: all.")


class ClosureOut(Out):
    """Days of the station's calendar, both included, on which nothing can be booked."""

    first: str
    last: str
    note: str


class FeeOut(Out):
    """An amount as a decimal string, and its ISO 4217 currency."""

    amount: str
    currency: str


class FeesOut(Out):
    """What misuse costs; null costs nothing."""

    no_show: FeeOut | None = None
    late_cancel: FeeOut | None = Field(
        default=None,
        description="Of cancelling after cancel_until or moving after change_until; null: that is refused.",
    )
    overstay_per_minute: FeeOut | None = Field(
        default=None, description="Of each begun minute after the end and late_stop."
    )


class StrikesOut(Out):
    """So many no-shows or overstays within so many days suspend booking for so many days."""

    most: int
    within_days: int
    suspend_days: int


class WaitingOut(Out):
    """Who of those waiting is first, how long an offer holds its time, how many may pass in silence."""

    order: Order
    hold_minutes: int
    max_snoozes: int


class RulesSaid(Out):
    """The rules that are said, and no others; null: no limit."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    grid_minutes: int = Field(default=UNSET, description="Bookings start and end on it.")
    min_duration_minutes: int | None = Field(default=UNSET)
    max_duration_minutes: int | None = Field(
        default=UNSET, description="Of a booking, and of charging unbooked."
    )
    max_advance_minutes: int | None = Field(default=UNSET, description="How far ahead one may book.")
    min_notice_minutes: int | None = Field(
        default=UNSET, description="How long before its start at the latest."
    )
    max_active: int | None = Field(default=UNSET, description="Bookings not yet over, of one member.")
    quotas: list[QuotaOut] = Field(default=UNSET)
    cooldown_minutes: int | None = Field(
        default=UNSET, description="Between two bookings of a member at one station."
    )
    buffer_minutes: int | None = Field(default=UNSET, description="Between two bookings of one charger.")
    prime_time: list[PrimeTimeOut] = Field(default=UNSET)
    closures: list[ClosureOut] = Field(default=UNSET)
    walk_up: bool = Field(default=UNSET, description="Whether one may charge without a booking.")
    approval: Approval = Field(default=UNSET)
    approve_within_minutes: int = Field(default=UNSET, description="And never beyond the start.")
    early_start_minutes: int | None = Field(
        default=UNSET,
        description="How long before the start one may begin; null: as soon as the charger is free.",
    )
    late_stop_minutes: int | None = Field(
        default=UNSET, description="How long after the end nothing is said; null: not at all."
    )
    at_end: AtEnd = Field(default=UNSET, description="What becomes of a session when that is over.")
    noshow_timeout_minutes: int | None = Field(
        default=UNSET, description="How long a booking waits for its driver; null: until its end."
    )
    change_until_minutes: int | None = Field(
        default=UNSET, description="How long before its start a booking can be moved; null or 0: until then."
    )
    cancel_until_minutes: int | None = Field(
        default=UNSET,
        description="How long before its start a booking can be cancelled; null: until its end.",
    )
    fees: FeesOut = Field(default=UNSET)
    strikes: StrikesOut | None = Field(default=UNSET)
    waiting: WaitingOut = Field(default=UNSET)

    @model_serializer(mode="wrap")
    def _only_said(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: rule for name, rule in serialize(self).items() if name in self.model_fields_set}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """As its fields tell, not as the serializer above does, which knows of a dict only.

        What is left out is not said, so null is no default.
        """
        told: Any = {name: part for name, part in schema.items() if name != "serialization"}
        described = handler(told)
        for rule in handler.resolve_ref_schema(described).get("properties", {}).values():
            rule.pop("default", None)
        return described


class RulesOut(RulesSaid):
    """All the rules; null: no limit."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class PolicySaid(RulesSaid):
    """What one place says, and no more; null: no limit."""

    classes: dict[str, RulesSaid] = Field(
        default=UNSET, description="What differs for the members of a class."
    )

    @classmethod
    def saying(cls, said: Override) -> "PolicySaid":
        """What is said, as it is written."""
        return cls.model_validate(written_override(said))


class PolicyOut(PolicySaid):
    """All the rules by which chargers are shared; null: no limit."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    @classmethod
    def of(cls, policy: Policy) -> "PolicyOut":
        """Lengths in whole minutes."""
        return cls.model_validate(written(policy))

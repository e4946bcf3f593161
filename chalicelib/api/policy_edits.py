"""Policies as owners write them: the shapes of what may be sent. What it may mean, the rules know."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from chalicelib.api.policies import UNSET, Stretch
from chalicelib.api.schema import ONE_LINE, Day, In
from chalicelib.kernel.weekly import MOST_HOURS
from chalicelib.policies.edits import PolicyEdit
from chalicelib.policies.faults import MOST_OF_A_KIND
from chalicelib.policies.presets import PresetId
from chalicelib.policies.rules import Approval, AtEnd, Measure, Order, Span, Whose
from chalicelib.policies.written import read_override, rule_of
from chalicelib.tariffs.currencies import CURRENCIES

MOST_MINUTES = 10_000_000


def _currency(code: str) -> str:
    if code not in CURRENCIES:
        raise PydanticCustomError("currency", "This is an ISO 4217 currency, like EUR.")
    return code


Minutes = Annotated[int, Field(ge=0, le=MOST_MINUTES)]
Amount = Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=3)]
"""Hours, kWh or bookings: a number, or a text, of at most three digits after the point."""
ClassName = Annotated[str, Field(min_length=1, max_length=40, pattern=ONE_LINE)]
FeeAmount = Annotated[str, Field(pattern=r"^[0-9]{1,7}(\.[0-9]{1,4})?$", examples=["5.00"])]


class QuotaIn(In):
    """At most so many hours, kWh or bookings in each day, week (from Monday) or month there."""

    measure: Measure
    most: Amount
    per: Span
    whose: Whose = Whose.MEMBER


class PrimeTimeIn(In):
    """Weekly hours that everybody wants, and what holds of the part of a booking within them."""

    hours: Annotated[list[Stretch], Field(max_length=MOST_HOURS)]
    max_duration_minutes: Minutes | None = None
    quotas: Annotated[list[QuotaIn], Field(max_length=MOST_OF_A_KIND)] = Field(
        default=[], description="On top of the policy's; kWh are not counted by the clock."
    )
    classes: Annotated[list[ClassName], Field(max_length=MOST_OF_A_KIND)] | None = Field(
        default=None, description="Member classes that may book then; null: all."
    )


class ClosureIn(In):
    """Days of the station's calendar, both included, on which nothing can be booked."""

    first: Day
    last: Day
    note: Annotated[str, Field(max_length=200, pattern=ONE_LINE)] = ""


class FeeIn(In):
    """An amount as a decimal string, and its ISO 4217 currency."""

    amount: FeeAmount
    currency: Annotated[str, AfterValidator(_currency), Field(examples=["EUR"])]


class FeesIn(In):
    """What misuse costs; what is null or left out costs nothing."""

    no_show: FeeIn | None = None
    late_cancel: FeeIn | None = None
    overstay_per_minute: FeeIn | None = None


class StrikesIn(In):
    """So many no-shows or overstays within so many days suspend booking for so many days."""

    most: Annotated[int, Field(ge=0, le=1000)]
    within_days: Annotated[int, Field(ge=0, le=10_000)]
    suspend_days: Annotated[int, Field(ge=0, le=10_000)]


class WaitingIn(In):
    """Who of those waiting is first, how long an offer holds its time, how many may pass in silence."""

    order: Order
    hold_minutes: Minutes
    max_snoozes: Annotated[int, Field(ge=0, le=1000)]


class RulesIn(In):
    """The rules that change; those left out stay, null sets no limit. A rule of several parts comes whole."""

    grid_minutes: Minutes = Field(default=UNSET)
    min_duration_minutes: Minutes | None = Field(default=UNSET)
    max_duration_minutes: Minutes | None = Field(default=UNSET)
    max_advance_minutes: Minutes | None = Field(default=UNSET)
    min_notice_minutes: Minutes | None = Field(default=UNSET)
    max_active: int | None = Field(default=UNSET)
    quotas: Annotated[list[QuotaIn], Field(max_length=MOST_OF_A_KIND)] = Field(default=UNSET)
    cooldown_minutes: Minutes | None = Field(default=UNSET)
    buffer_minutes: Minutes | None = Field(default=UNSET)
    prime_time: Annotated[list[PrimeTimeIn], Field(max_length=MOST_OF_A_KIND)] = Field(default=UNSET)
    closures: Annotated[list[ClosureIn], Field(max_length=MOST_OF_A_KIND)] = Field(default=UNSET)
    walk_up: bool = Field(default=UNSET)
    approval: Approval = Field(default=UNSET)
    approve_within_minutes: Minutes = Field(default=UNSET)
    early_start_minutes: Minutes | None = Field(default=UNSET)
    late_stop_minutes: Minutes | None = Field(default=UNSET)
    at_end: AtEnd = Field(default=UNSET)
    noshow_timeout_minutes: Minutes | None = Field(default=UNSET)
    change_until_minutes: Minutes | None = Field(default=UNSET)
    cancel_until_minutes: Minutes | None = Field(default=UNSET)
    fees: FeesIn = Field(default=UNSET)
    strikes: StrikesIn | None = Field(default=UNSET)
    waiting: WaitingIn = Field(default=UNSET)

    def rules(self) -> dict[str, Any]:
        """Those that were sent, as the rules know them."""
        sent = self.model_fields_set & RulesIn.model_fields.keys()
        return read_override(self.model_dump(mode="json", include=sent, exclude_unset=True, by_alias=True))


class PolicyIn(RulesIn):
    """The rules that change, and what changes for the members of a class.

    A class that is given replaces what was said of it, null removes it; classes left out stay.
    """

    classes: Annotated[dict[ClassName, RulesIn | None], Field(max_length=2 * MOST_OF_A_KIND)] = Field(
        default=UNSET
    )

    def said(self) -> dict[str, Any]:
        """What was sent, as the rules know it."""
        said = self.rules()
        if "classes" in self.model_fields_set:
            said["classes"] = {name: rules and rules.rules() for name, rules in self.classes.items()}
        return said


RULES = tuple(PolicyIn.model_fields)


def _rule(name: str) -> str:
    if name not in RULES:
        raise PydanticCustomError("rule", "This is no rule of a policy.")
    return name


RuleName = Annotated[str, AfterValidator(_rule), Field(json_schema_extra={"enum": list(RULES)})]


class NetworkPolicyChange(PolicyIn):
    """The rules of a network that change; with a preset, on top of it instead of what was."""

    preset: PresetId = Field(
        default=UNSET, description="Replaces the whole policy, classes and closures too."
    )


class PlacePolicyChange(PolicyIn):
    """The rules that change here; those left out stay."""

    unset: Annotated[list[RuleName], Field(max_length=len(RULES))] = Field(
        default=[], description="Rules that are no longer said here, but inherited."
    )

    @model_validator(mode="after")
    def _is_clear(self) -> "PlacePolicyChange":
        if both := sorted(self.model_fields_set.intersection(self.unset)):
            raise ValueError(f"both set and unset: {', '.join(both)}")
        return self

    def edit(self) -> PolicyEdit:
        """As the rules know it."""
        return PolicyEdit(self.said(), frozenset(map(rule_of, self.unset)))

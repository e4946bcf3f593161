"""Policies to begin with: an owner picks the one that is nearest, and edits it.

None has fees: what is little in one currency is much in another, so an owner sets them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from enum import StrEnum

from chalicelib.kernel.weekly import WeeklyHours
from chalicelib.policies.rules import (
    DAY,
    HOUR,
    MINUTE,
    Approval,
    AtEnd,
    Measure,
    Order,
    Policy,
    PrimeTime,
    Quota,
    Span,
    Strikes,
    Waiting,
)

WORKDAYS = range(1, 6)
ALL_WEEK = range(1, 8)


class PresetId(StrEnum):
    """How a preset is asked for."""

    WORKPLACE = "workplace"
    CONDOMINIUM = "condominium"
    PUBLIC_DESTINATION = "public_destination"
    FLEET_DEPOT = "fleet_depot"
    FRIENDS_AND_NEIGHBOURS = "friends_and_neighbours"


@dataclass(frozen=True)
class Preset:
    """A policy with its name and, in one sentence, for whom it is."""

    name: str
    description: str
    policy: Policy


def _hours(days: range, from_: time, until: time) -> tuple[WeeklyHours, ...]:
    return tuple(WeeklyHours(day, from_, until) for day in days)


def _at_most(most: int, measure: Measure, per: Span) -> Quota:
    return Quota(measure, Decimal(most), per)


WORKPLACE = Policy(
    min_duration=30 * MINUTE,
    max_duration=4 * HOUR,
    max_advance=7 * DAY,
    max_active=2,
    prime_time=(
        PrimeTime(
            _hours(WORKDAYS, time(8), time(18)),
            max_duration=3 * HOUR,
            quotas=(_at_most(1, Measure.COUNT, Span.DAY),),
        ),
    ),
    early_start=10 * MINUTE,
    late_stop=10 * MINUTE,
    noshow_timeout=30 * MINUTE,
    strikes=Strikes(3, within=30 * DAY, suspend=7 * DAY),
    waiting=Waiting(Order.FAIR_SHARE, hold=15 * MINUTE),
)

CONDOMINIUM = Policy(
    grid=30 * MINUTE,
    min_duration=30 * MINUTE,
    max_duration=10 * HOUR,
    max_advance=14 * DAY,
    max_active=3,
    quotas=(_at_most(30, Measure.HOURS, Span.WEEK),),
    prime_time=(PrimeTime(_hours(ALL_WEEK, time(17), time(22)), max_duration=4 * HOUR),),
    early_start=15 * MINUTE,
    late_stop=15 * MINUTE,
    noshow_timeout=45 * MINUTE,
    strikes=Strikes(3, within=60 * DAY, suspend=7 * DAY),
    waiting=Waiting(Order.FAIR_SHARE, hold=30 * MINUTE),
    classes={
        "residents": {"max_advance": 28 * DAY},
        "visitors": {
            "max_duration": 4 * HOUR,
            "max_advance": 2 * DAY,
            "max_active": 1,
            "quotas": (_at_most(8, Measure.HOURS, Span.WEEK),),
        },
    },
)

PUBLIC_DESTINATION = Policy(
    min_duration=15 * MINUTE,
    max_duration=2 * HOUR,
    max_advance=7 * DAY,
    max_active=1,
    quotas=(_at_most(2, Measure.COUNT, Span.DAY),),
    cooldown=HOUR,
    early_start=5 * MINUTE,
    late_stop=5 * MINUTE,
    at_end=AtEnd.STOP,
    noshow_timeout=15 * MINUTE,
    strikes=Strikes(3, within=90 * DAY, suspend=14 * DAY),
    waiting=Waiting(Order.FIRST_COME, hold=5 * MINUTE, max_snoozes=1),
)

FLEET_DEPOT = Policy(
    min_duration=30 * MINUTE,
    max_duration=14 * HOUR,
    max_advance=7 * DAY,
    max_active=None,
    buffer=15 * MINUTE,
    prime_time=(PrimeTime(_hours(ALL_WEEK, time(18), time(6)), max_duration=4 * HOUR),),
    early_start=30 * MINUTE,
    late_stop=30 * MINUTE,
    noshow_timeout=2 * HOUR,
    waiting=Waiting(Order.FIRST_COME, hold=15 * MINUTE),
    classes={"drivers": {"max_advance": 30 * DAY, "prime_time": ()}},
)

FRIENDS_AND_NEIGHBOURS = Policy(
    min_duration=None,
    max_duration=12 * HOUR,
    max_advance=60 * DAY,
    max_active=5,
    early_start=None,
    late_stop=HOUR,
    noshow_timeout=2 * HOUR,
    approve_within=2 * DAY,
    waiting=Waiting(Order.FIRST_COME, hold=HOUR, max_snoozes=5),
    classes={"guests": {"approval": Approval.MANAGER, "max_advance": 14 * DAY, "max_active": 1}},
)

PRESETS: Mapping[PresetId, Preset] = {
    PresetId.WORKPLACE: Preset(
        "Workplace",
        "For colleagues who charge while they work: short turns in office hours, and whoever charged least"
        " is served first.",
        WORKPLACE,
    ),
    PresetId.CONDOMINIUM: Preset(
        "Condominium",
        "For people who live together and charge overnight: so many hours a week each, the evening shared,"
        " residents earlier and visitors less.",
        CONDOMINIUM,
    ),
    PresetId.PUBLIC_DESTINATION: Preset(
        "Public destination",
        "For guests who come and go: short stays that end on time, and no place kept for who does not come;"
        " set fees for no-show and overstay in your currency.",
        PUBLIC_DESTINATION,
    ),
    PresetId.FLEET_DEPOT: Preset(
        "Fleet depot",
        "For vehicles that stand overnight: as many bookings as it takes, long nights for the class drivers,"
        " who book first.",
        FLEET_DEPOT,
    ),
    PresetId.FRIENDS_AND_NEIGHBOURS: Preset(
        "Friends and neighbours",
        "For a few who know each other: hardly any limits, and a manager says yes to the class guests.",
        FRIENDS_AND_NEIGHBOURS,
    ),
}

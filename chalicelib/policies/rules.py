"""What a policy can say. None sets no limit, and an empty tuple says nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from chalicelib.kernel.money import Money
from chalicelib.kernel.weekly import WeeklyHours

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Measure(StrEnum):
    """What a quota counts: the hours that bookings hold, the energy that sessions took, or bookings."""

    HOURS = "hours"
    KWH = "kwh"
    COUNT = "count"


class Span(StrEnum):
    """Over what a quota counts: a day, a week (from Monday) or a month of the station's calendar."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Whose(StrEnum):
    """Whether a quota is a member's for all cars together, or each car's."""

    MEMBER = "member"
    CAR = "car"


class Approval(StrEnum):
    """Whether a booking holds at once, or when a manager has approved it."""

    AUTOMATIC = "automatic"
    MANAGER = "manager"


class AtEnd(StrEnum):
    """What becomes of a session when its time and `late_stop` are over."""

    STOP = "stop"
    KEEP = "keep"


class Order(StrEnum):
    """Who of those waiting is first: who came first, or who used least in the last 30 days."""

    FIRST_COME = "first_come"
    FAIR_SHARE = "fair_share"


@dataclass(frozen=True)
class Quota:
    """At most `most` (hours, kWh or bookings) within one `per`."""

    measure: Measure
    most: Decimal
    per: Span
    whose: Whose = Whose.MEMBER


@dataclass(frozen=True)
class PrimeTime:
    """Weekly hours that everybody wants, by the station's clock, and what holds within them."""

    hours: tuple[WeeklyHours, ...]
    max_duration: timedelta | None = None
    """Of the part of a booking that lies within them."""
    quotas: tuple[Quota, ...] = ()
    """Of those parts, on top of the policy's quotas. Energy is not counted by the clock."""
    classes: frozenset[str] | None = None
    """Member classes that may book then; None: all."""


@dataclass(frozen=True)
class Closure:
    """Days of the station's calendar, both included, on which nothing can be booked."""

    first: date
    last: date
    note: str = ""


@dataclass(frozen=True)
class Fees:
    """What misuse costs; None costs nothing."""

    no_show: Money | None = None
    late_cancel: Money | None = None
    """Of cancelling after `cancel_until`, or moving after `change_until`; None: that is refused instead."""
    overstay_per_minute: Money | None = None
    """Of each begun minute after the end and `late_stop`."""


@dataclass(frozen=True)
class Strikes:
    """`most` no-shows or overstays within `within` suspend booking for `suspend`, from the last of them."""

    most: int
    within: timedelta
    suspend: timedelta


@dataclass(frozen=True)
class Waiting:
    """How a waitlist goes."""

    order: Order = Order.FIRST_COME
    hold: timedelta = 15 * MINUTE
    """How long an offer holds its slots."""
    max_snoozes: int = 3
    """Offers that may pass in silence before one is out."""


Override = Mapping[str, Any]
"""Some of a Policy's fields by their names, instead of what they were."""


@dataclass(frozen=True)
class Policy:
    """How chargers are shared: by a network, or, resolved, by one member at one charger."""

    grid: timedelta = 15 * MINUTE
    """Bookings start and end on this grid of the station's clock."""
    min_duration: timedelta | None = 15 * MINUTE
    max_duration: timedelta | None = 4 * HOUR
    """Of a booking, and of charging unbooked."""
    max_advance: timedelta | None = 14 * DAY
    """How far ahead one may book."""
    min_notice: timedelta | None = None
    """How late one may book: so long before the start."""
    max_active: int | None = 3
    """Bookings not yet over, per member."""
    quotas: tuple[Quota, ...] = ()
    cooldown: timedelta | None = None
    """Between two bookings of a member on one station."""
    buffer: timedelta | None = None
    """Between two bookings of a charger."""
    prime_time: tuple[PrimeTime, ...] = ()
    closures: tuple[Closure, ...] = ()
    walk_up: bool = True
    """Whether a member may charge without a booking while nobody else has booked."""
    approval: Approval = Approval.AUTOMATIC
    approve_within: timedelta = DAY
    """How long a manager has to approve, and never beyond the start."""
    early_start: timedelta | None = 10 * MINUTE
    """How long before its start the booker may begin on a free charger; None: as soon as it is free."""
    late_stop: timedelta | None = None
    """How long after its end nothing is said; None: not at all."""
    at_end: AtEnd = AtEnd.KEEP
    noshow_timeout: timedelta | None = None
    """How long after its start a booking waits for its driver; None: until its end."""
    change_until: timedelta | None = timedelta(0)
    """How long before its start a booking can still be moved; None or 0: until it starts."""
    cancel_until: timedelta | None = timedelta(0)
    """How long before its start a booking can still be cancelled; 0: until it starts; None: until it ends."""
    fees: Fees = Fees()
    strikes: Strikes | None = None
    waiting: Waiting = Waiting()
    classes: Mapping[str, Override] = field(default_factory=dict)
    """What differs for the members of a class; a class may not have classes."""

    def for_class(self, member_class: str | None) -> "Policy":
        """What holds for the members of a class; without one, or with one that nothing is said of, this."""
        said = self.classes.get(member_class or "", {})
        return replace(self, **said, classes={})

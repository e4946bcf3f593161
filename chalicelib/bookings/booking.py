"""What a booking is: a promised time on one charger."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.kernel.period import Period
from chalicelib.policies.rules import AtEnd, Fees, Policy


class State(StrEnum):
    """OCPI 2.3.0's BookingState."""

    PENDING = "PENDING"
    RESERVED = "RESERVED"
    REJECTED = "REJECTED"
    FAILED = "FAILED"
    FULFILLED = "FULFILLED"
    CANCELED = "CANCELED"
    NO_SHOW = "NO_SHOW"


class Kind(StrEnum):
    """What holds the slots."""

    BOOKING = "booking"
    WALK_UP = "walk_up"
    """Charging unbooked."""
    BLOCK = "block"
    """A manager keeps the charger free of bookings."""
    OFFER = "offer"
    """Held for somebody on the waitlist, until they take it."""
    HOLD = "hold"
    """Kept for a moment, while all of a series is being made at once. Nobody is shown it as a booking."""


class Moment(StrEnum):
    """When something is due in a booking's life, in its order."""

    LAPSE = "lapse"
    """Nobody approved or accepted it."""
    REMIND = "remind"
    OPEN = "open"
    """`early_start` before the start: the charger is kept for its driver."""
    NO_SHOW = "no_show"
    ENDS_SOON = "ends_soon"
    END = "end"
    OVERSTAY = "overstay"
    """The end and `late_stop` are over, and the car is still charging; again while it stays."""


@dataclass(frozen=True)
class Step:
    """One change in a booking's life: when, by whom (an account, or what did it), to what, and why."""

    at: datetime
    by: str
    state: State
    reason: str = ""


NO_FEES = Fees()


@dataclass(frozen=True)
class KeptTerms:
    """The terms that a booking was made under, as far as they matter once it is made."""

    buffer: timedelta | None = None
    early_start: timedelta | None = None
    late_stop: timedelta | None = None
    noshow_timeout: timedelta | None = None
    change_until: timedelta | None = None
    cancel_until: timedelta | None = None
    at_end: AtEnd = AtEnd.KEEP
    fees: Fees = NO_FEES

    @classmethod
    def of(cls, policy: Policy) -> "KeptTerms":
        """What is kept of a policy."""
        return cls(
            buffer=policy.buffer or None,
            early_start=policy.early_start,
            late_stop=policy.late_stop,
            noshow_timeout=policy.noshow_timeout,
            change_until=policy.change_until,
            cancel_until=policy.cancel_until,
            at_end=policy.at_end,
            fees=policy.fees,
        )


HOLDING = frozenset({State.PENDING, State.RESERVED, State.FULFILLED})
OPEN_STATES = frozenset({State.PENDING, State.RESERVED})


@dataclass(frozen=True)
class Booking:
    """A promised time on one charger. Its id is the charger's and `ref`, which holds its slots."""

    booking_id: str
    charger_id: str
    station_id: str
    network_id: str
    station_name: str
    charger_name: str
    time_zone: str
    driver_id: str
    """Who made it, for a block."""
    period: Period
    created_at: datetime
    kind: Kind = Kind.BOOKING
    state: State = State.RESERVED
    car_id: str | None = None
    session_id: str | None = None
    series_id: str | None = None
    held_from: datetime | None = None
    """Before its start, when its driver began early."""
    held_until: datetime | None = None
    """Before its end, when it ended early and gave the rest back; after it, when the car stays."""
    terms: KeptTerms = field(default_factory=KeptTerms)
    look_at: datetime | None = None
    """When it lapses unless approved or accepted; or when it is looked at again (see moments.py)."""
    done: Moment | None = None
    """The last due moment that was worked off."""
    history: tuple[Step, ...] = ()
    version: int = 0

    @property
    def ref(self) -> str:
        """What stands in its slots: the last part of its id."""
        return self.booking_id.rpartition("-")[2]

    @property
    def held(self) -> Period | None:
        """The time its slots cover, its buffer included; None when it holds none."""
        start = self.held_from or self.period.start
        end = self.held_until or self.period.end + (self.terms.buffer or timedelta(0))
        return Period(start, end) if self.state in HOLDING and start < end else None

    @property
    def is_open(self) -> bool:
        """Whether something can still become of it."""
        return self.state in OPEN_STATES

    @property
    def over_at(self) -> datetime:
        """When it is, or was, over: its end, or when it was ended before."""
        if self.state in HOLDING:
            return self.held_until or self.period.end
        return min(self.history[-1].at, self.period.end) if self.history else self.period.end

    @property
    def lapses_at(self) -> datetime:
        """When it comes to nothing unless approved (PENDING), or unless its driver comes (RESERVED)."""
        if self.look_at is not None and not self.session_id:
            is_pending = self.state is State.PENDING
            return self.look_at if is_pending else min(self.look_at, self.period.end)
        timeout = self.terms.noshow_timeout
        if timeout is None or self.kind is not Kind.BOOKING:
            return self.period.end
        return min(self.period.start + timeout, self.period.end)

    def state_at(self, now: datetime) -> State:
        """Its state as anyone may see it: one that has lapsed is never shown as it was before.

        Under which a car charges, it holds until that ends, however late.
        """
        if self.state is State.PENDING and now >= self.lapses_at:
            return State.REJECTED
        if self.state is not State.RESERVED:
            return self.state
        if self.session_id:
            return State.RESERVED
        if self.kind is Kind.BLOCK:
            return State.RESERVED if now < self.period.end else State.FULFILLED
        return State.RESERVED if now < self.lapses_at else State.NO_SHOW


def booking_id(charger_id: str, ref: str) -> str:
    """The id of the booking that holds `ref` on this charger."""
    return f"{charger_id}-{ref}"


def charger_id_of(booking_id: str) -> str:
    """The charger that a booking's id names."""
    return booking_id.rpartition("-")[0]


def has_lapsed(booking: Booking, now: datetime) -> bool:
    """Whether it is open on paper only: what was due of it has not been worked off yet."""
    return booking.is_open and booking.state_at(now) not in OPEN_STATES

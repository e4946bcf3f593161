"""What a series of bookings is: week by week the same charger, by a rule of recurrence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256
from zoneinfo import ZoneInfo

from chalicelib.bookings.booking import Booking, booking_id
from chalicelib.bookings.life import REF_LENGTH
from chalicelib.bookings.recurrence import Recurrence, anchored, between, written
from chalicelib.bookings.rules import asked_period
from chalicelib.kernel.errors import Refused, Violation
from chalicelib.kernel.ids import base32, new_id
from chalicelib.kernel.period import Period
from chalicelib.kernel.wall import instant_of, wall
from chalicelib.policies.rules import DAY
from chalicelib.stations.rules import Charger

ID_LENGTH = 26


@dataclass(frozen=True)
class SeriesWish:
    """What a driver asks for. `all_or_none`: nothing, unless all of it can be booked."""

    charger_id: str
    first: Period
    rule: Recurrence
    car_id: str | None = None
    all_or_none: bool = False


@dataclass(frozen=True)
class Series:
    """A series as it was asked for. What became of its bookings stands in them; each knows its series."""

    series_id: str
    charger_id: str
    station_id: str
    network_id: str
    station_name: str
    charger_name: str
    time_zone: str
    driver_id: str
    first: Period
    rule: Recurrence
    times: int
    """How often it takes place, counted when it was made: zones' rules change."""
    ends_at: datetime
    """The end of its last time, as it was asked for."""
    created_at: datetime
    car_id: str | None = None
    all_or_none: bool = False

    def booking_id(self, number: int, attempt: int = 0) -> str:
        """The id of its booking of this number, or what it is when another booking has that."""
        asked = "\0".join((self.series_id, str(number), *[""] * attempt))
        ref = base32(int.from_bytes(sha256(asked.encode()).digest()), REF_LENGTH)
        return booking_id(self.charger_id, ref)


@dataclass(frozen=True)
class Unfit:
    """A time of a series that cannot be booked, and every reason."""

    period: Period
    violations: tuple[Violation, ...]


@dataclass(frozen=True)
class Made:
    """A series, its bookings in order, and what could not be booked."""

    series: Series
    bookings: tuple[Booking, ...]
    unfit: tuple[Unfit, ...] = ()


@dataclass(frozen=True)
class Left:
    """A booking that could not be changed or cancelled with the others, and every reason."""

    booking: Booking
    violations: tuple[Violation, ...]


@dataclass(frozen=True)
class Edited:
    """What was done of a series, in order, and what was left as it is."""

    done: tuple[Booking, ...]
    left: tuple[Left, ...]


def series_id_of(driver_id: str, wish: SeriesWish, key: str | None) -> str:
    """Random, or with a key the same for the same request."""
    if key is None:
        return new_id()
    first = (wish.charger_id, str(wish.first.start), str(wish.first.end))
    asked = (driver_id, *first, written(wish.rule), str(wish.all_or_none), key)
    return base32(int.from_bytes(sha256("\0".join(asked).encode()).digest()), ID_LENGTH)


def begun(
    wish: SeriesWish,
    series_id: str,
    charger: Charger,
    driver_id: str,
    periods: Sequence[Period],
    now: datetime,
) -> Series:
    """The series that a wish becomes, with its rule as a calendar takes it."""
    return Series(
        series_id=series_id,
        charger_id=charger.charger_id,
        station_id=charger.station_id,
        network_id=charger.network_id,
        station_name=charger.station_name,
        charger_name=charger.name,
        time_zone=charger.time_zone,
        driver_id=driver_id,
        first=wish.first,
        rule=anchored(wish.rule, wish.first, charger.time_zone),
        times=len(periods),
        ends_at=periods[-1].end,
        created_at=now,
        car_id=wish.car_id,
        all_or_none=wish.all_or_none,
    )


def series_refused(unfit: Sequence[Unfit], times: int) -> Refused:
    """The refusal of a whole series; `refused` tells each time that cannot be booked, and why."""
    words = f"{len(unfit)} of {times} times cannot be booked, so none was."
    return Refused("series_refused", words, refused=[told_unfit(one) for one in unfit])


def told_unfit(unfit: Unfit) -> Mapping[str, object]:
    """A time that cannot be booked, as an answer tells it."""
    return {
        "start_date_time": unfit.period.start,
        "end_date_time": unfit.period.end,
        "violations": list(unfit.violations),
    }


def at_wall_times(period: Period, start: time | None, end: time | None, time_zone: str) -> Period:
    """A period moved to other wall times of its first day; what is None stays.

    An end that is not after the start is one of the next day. Raises Invalid "bad_period", and Refused
    "booking_refused" for one too long to be asked for.
    """
    zone = ZoneInfo(time_zone)
    was = wall(period.start, zone)
    begins = was if start is None else datetime.combine(was.date(), start)
    if end is None:
        return asked_period(period.start if start is None else instant_of(begins, zone), period.end)
    ends = datetime.combine(begins.date(), end)
    ends = ends if ends > begins else ends + DAY
    moved = between(begins, ends, zone, ends - begins)
    return asked_period(period.start if start is None else moved.start, moved.end)

"""Series as they are shown, and what was done of one."""

from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, Field

from chalicelib.api.booking_out import BookingOut
from chalicelib.api.schema import Out
from chalicelib.api.violations import ViolationOut
from chalicelib.bookings.recurrence import written
from chalicelib.bookings.series import Left, Series, Unfit

SAME = (
    "series_id",
    "charger_id",
    "station_id",
    "network_id",
    "station_name",
    "charger_name",
    "time_zone",
    "driver_id",
    "car_id",
    "all_or_none",
    "created_at",
)


class SeriesLine(Out):
    """A series as it was asked for. What became of each of its bookings stands in them."""

    series_id: str
    charger_id: str
    station_id: str
    network_id: str
    station_name: str
    charger_name: str
    time_zone: str
    driver_id: str
    driver_name: str | None = Field(description="Null: that account was erased.")
    car_id: str | None
    all_or_none: bool
    start_date_time: AwareDatetime = Field(description="Of its first time; `end_date_time` likewise.")
    end_date_time: AwareDatetime
    rrule: str = Field(description="As RFC 5545 wants it for a start with the station's time zone.")
    weekdays: list[int]
    interval: int
    until: date | None = Field(description="The last day on the station's calendar; null with a `count`.")
    count: int | None
    occurrences: int = Field(description="How often it takes place.")
    ends_at: AwareDatetime = Field(description="The end of its last time.")
    created_at: AwareDatetime

    @classmethod
    def of(cls, series: Series, driver_name: str | None, **more: object) -> Self:
        """A series of a driver of this name."""
        rule = series.rule
        return cls.model_validate(
            {
                **{name: getattr(series, name) for name in SAME},
                "driver_name": driver_name,
                "start_date_time": series.first.start,
                "end_date_time": series.first.end,
                "rrule": written(rule),
                "weekdays": list(rule.weekdays),
                "interval": rule.interval,
                "until": _last_day(series),
                "count": rule.count,
                "occurrences": series.times,
                "ends_at": series.ends_at,
                **more,
            }
        )


class SeriesOut(SeriesLine):
    """A series and its bookings by their starts, whatever became of them."""

    bookings: list[BookingOut]


class UnfitOut(Out):
    """A time of a series that could not be booked, and every reason."""

    start_date_time: AwareDatetime
    end_date_time: AwareDatetime
    violations: list[ViolationOut]

    @classmethod
    def of(cls, unfit: Unfit) -> "UnfitOut":
        """In the form of a refused booking."""
        return cls(
            start_date_time=unfit.period.start,
            end_date_time=unfit.period.end,
            violations=[ViolationOut.model_validate(found) for found in unfit.violations],
        )


class SeriesMade(SeriesOut):
    """A new series: its bookings, and the times that could not be booked."""

    refused: list[UnfitOut]


class LeftOut(UnfitOut):
    """A booking of a series that stays as it is, and every reason."""

    booking_id: str

    @classmethod
    def of_booking(cls, left: Left) -> "LeftOut":
        """In the form of a refused booking."""
        return cls(
            booking_id=left.booking.booking_id,
            start_date_time=left.booking.period.start,
            end_date_time=left.booking.period.end,
            violations=[ViolationOut.model_validate(found) for found in left.violations],
        )


class SeriesCanceled(Out):
    """What was cancelled of a series, and what was not and why."""

    canceled: list[BookingOut]
    refused: list[LeftOut]


class SeriesChanged(Out):
    """What was moved of a series, and what was not and why."""

    changed: list[BookingOut]
    refused: list[LeftOut]


def _last_day(series: Series) -> date | None:
    until = series.rule.until
    return until.astimezone(ZoneInfo(series.time_zone)).date() if isinstance(until, datetime) else until

"""Series of bookings over HTTP."""

from collections.abc import Sequence
from datetime import time
from typing import Annotated

from pydantic import Field

from chalicelib.api.booking_out import BookingOut, booking_out, managed_of, name_of
from chalicelib.api.edge import Api, Asked, Who
from chalicelib.api.schema import Day, Id, In, Instant, Items, Paging
from chalicelib.api.series_out import (
    LeftOut,
    SeriesCanceled,
    SeriesChanged,
    SeriesLine,
    SeriesMade,
    SeriesOut,
    UnfitOut,
)
from chalicelib.api.stations import WallTime
from chalicelib.bookings.booking import Booking
from chalicelib.bookings.recurrence import Recurrence, parsed
from chalicelib.bookings.rules import asked_period
from chalicelib.bookings.series import Edited, Made, SeriesWish
from chalicelib.bookings.series_service import Since
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid
from chalicelib.kernel.paging import Wanted
from chalicelib.wiring import services

api = Api(__name__)


class RecurrenceIn(In):
    """Each week, or every `interval` weeks, on these days; `count` times, or until the end of a day."""

    weekdays: Annotated[list[int], Field(max_length=7)] = Field(
        default=[], description="1 (Monday) to 7 (Sunday); none: the day of the first time."
    )
    interval: int = 1
    until: Day | None = None
    count: int | None = None


class NewSeries(In):
    """When a series first takes place, and how it goes on: either `rrule` or `recurrence`.

    `rrule` is RFC 5545's: FREQ=WEEKLY with BYDAY, INTERVAL, and COUNT or UNTIL. With `all_or_none`, nothing
    is booked unless all of it can be.
    """

    start_date_time: Instant
    end_date_time: Instant
    rrule: Annotated[str | None, Field(max_length=200, examples=["FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10"])] = None
    recurrence: RecurrenceIn | None = None
    car_id: Id | None = None
    all_or_none: bool = False

    def rule(self) -> Recurrence:
        """The rule. Raises Invalid "bad_recurrence", "too_many_occurrences"."""
        if self.rrule is not None and self.recurrence is None:
            return parsed(self.rrule)
        if self.recurrence is not None and self.rrule is None:
            asked = self.recurrence
            return Recurrence(tuple(asked.weekdays), asked.interval, asked.count, asked.until)
        raise Invalid("bad_recurrence", "A series has either an rrule or a recurrence.")


class SeriesCancellation(In):
    """From which of its bookings on, or from when; neither: all that is to come. And why."""

    from_booking_id: Id | None = None
    from_date_time: Instant | None = None
    reason: Annotated[str, Field(max_length=500)] = ""


class SeriesEdit(In):
    """The wall times and the car of one of its bookings and all later ones; what is left out stays.

    An end that is not after the start is one of the next day.
    """

    from_booking_id: Id | None = None
    start_time: WallTime | None = None
    end_time: WallTime | None = None
    car_id: Id | None = None


@api.route("/chargers/{charger_id}/series", methods=["POST"], who=Who.MEMBER, status=201, idempotent=True)
def create_series(charger_id: str, caller: Caller, body: NewSeries, request: Asked) -> SeriesMade:
    """Book a charger week by week, at most 52 times.

    Each time is an ordinary booking, by the station's clock on the wall. `refused` tells what could not be
    booked, and why; when nothing was, or with `all_or_none` not all, the answer is "series_refused" with the
    same list.
    """
    first = asked_period(body.start_date_time, body.end_date_time)
    wish = SeriesWish(charger_id, first, body.rule(), body.car_id, body.all_or_none)
    made = services().series.book(wish, caller, request.idempotency_key)
    name = services().accounts.account(caller.account_id).name
    refused = [UnfitOut.of(unfit) for unfit in made.unfit]
    shown = _shown(services().series.bookings_of(made.series), name, caller)
    return SeriesMade.of(made.series, name, bookings=shown, refused=refused)


@api.route("/me/series", methods=["GET"], who=Who.ACCOUNT)
def my_series(caller: Caller, query: Paging) -> Items[SeriesLine]:
    """My series, the one that ends last first."""
    found = services().series.mine(caller, Wanted(query.limit, query.cursor))
    name = services().accounts.account(caller.account_id).name
    shown = [SeriesLine.of(series, name) for series in found.items]
    return Items[SeriesLine](items=shown, next_cursor=found.next_cursor)


@api.route("/series/{series_id}", methods=["GET"], who=Who.ACCOUNT)
def show_series(series_id: str, caller: Caller) -> SeriesOut:
    """One series and its bookings, for its driver and the managers of its network."""
    made = services().series.series(series_id, caller)
    name = _driver(made)
    return SeriesOut.of(made.series, name, bookings=_shown(made.bookings, name, caller))


@api.route("/series/{series_id}", methods=["PATCH"], who=Who.ACCOUNT)
def change_series(series_id: str, caller: Caller, body: SeriesEdit) -> SeriesChanged:
    """Move one booking of a series and all later ones to other wall times, each as an ordinary change."""
    start, end = _time(body.start_time), _time(body.end_time)
    since = Since(body.from_booking_id)
    edited = services().series.move(series_id, caller, since, start, end, body.car_id)
    done, refused = _edited(edited, caller)
    return SeriesChanged(changed=done, refused=refused)


@api.route("/series/{series_id}/cancel", methods=["POST"], who=Who.ACCOUNT)
def cancel_series(series_id: str, caller: Caller, body: SeriesCancellation) -> SeriesCanceled:
    """Give back one booking of a series and all later ones, each by the terms it was made under."""
    since = Since(body.from_booking_id, body.from_date_time)
    edited = services().series.cancel(series_id, caller, since, body.reason)
    done, refused = _edited(edited, caller)
    return SeriesCanceled(canceled=done, refused=refused)


def _edited(edited: Edited, caller: Caller) -> tuple[list[BookingOut], list[LeftOut]]:
    accounts = services().accounts.accounts_of({booking.driver_id for booking in edited.done})
    done = [
        one
        for booking in edited.done
        for one in _shown([booking], name_of(accounts, booking.driver_id), caller)
    ]
    return done, [LeftOut.of_booking(left) for left in edited.left]


def _shown(bookings: Sequence[Booking], name: str | None, caller: Caller) -> list[BookingOut]:
    managed = managed_of(caller, bookings)
    return [booking_out(one, name, caller, may_manage=one.network_id in managed) for one in bookings]


def _driver(made: Made) -> str | None:
    driver_id = made.series.driver_id
    return name_of(services().accounts.accounts_of([driver_id]), driver_id)


def _time(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)

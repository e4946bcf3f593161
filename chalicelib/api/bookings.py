"""Bookings over HTTP."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from chalicelib.api.edge import Api, Asked, Who
from chalicelib.api.schema import Day as WrittenDay
from chalicelib.api.schema import Id, In, Instant, Items, Out, Paging
from chalicelib.bookings.booking import Booking, Kind, State
from chalicelib.bookings.reading import Day
from chalicelib.bookings.rules import asked_period, cancel_violations, change_violations
from chalicelib.bookings.terms import terms_of
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import utc_now
from chalicelib.kernel.paging import Wanted
from chalicelib.policies.rules import MINUTE
from chalicelib.wiring import services

api = Api(__name__)


class NewBooking(In):
    """A time wanted on a charger, and the car it is for."""

    start_date_time: Instant
    end_date_time: Instant
    car_id: Id | None = None


class BookingEdit(In):
    """What is to change; what is left out stays."""

    start_date_time: Instant | None = None
    end_date_time: Instant | None = None
    car_id: Id | None = None


class Cancellation(In):
    """Why, if one likes to say."""

    reason: Annotated[str, Field(max_length=500)] = ""


class StepOut(Out):
    """One change in a booking's life."""

    at: AwareDatetime
    by: str
    state: State
    reason: str


class BookingOut(Out):
    """A booking. `history` tells every change; `may_change` and `may_cancel` what its driver can still do."""

    booking_id: str
    charger_id: str
    station_id: str
    network_id: str
    station_name: str
    charger_name: str
    time_zone: str
    driver_id: str
    driver_name: str
    car_id: str | None
    kind: str
    start_date_time: AwareDatetime
    end_date_time: AwareDatetime
    state: State
    session_id: str | None
    created_at: AwareDatetime
    history: list[StepOut]
    may_change: bool
    may_cancel: bool
    version: Annotated[int, Field(exclude=True)]


class BusyOut(Out):
    """A stretch that somebody holds. Who, is told to managers, and of one's own."""

    start_date_time: AwareDatetime
    end_date_time: AwareDatetime
    kind: str
    mine: bool
    booking_id: str | None
    driver_name: str | None


class DayOut(Out):
    """One day of a charger, from midnight to midnight at the station."""

    charger_id: str
    date: date
    time_zone: str
    start_date_time: AwareDatetime
    end_date_time: AwareDatetime
    grid_minutes: int
    busy: list[BusyOut]


class OneDay(In):
    """A day of the station's calendar."""

    date: WrittenDay


class When(StrEnum):
    """Of what is to come or going on; or of what is over."""

    UPCOMING = "upcoming"
    PAST = "past"


class MyBookings(Paging):
    """Which of my bookings."""

    when: When = When.UPCOMING


@api.route("/chargers/{charger_id}/bookings", methods=["POST"], who=Who.MEMBER, status=201, idempotent=True)
def create_booking(charger_id: str, caller: Caller, body: NewBooking, request: Asked) -> BookingOut:
    """Book a charger. A refusal names every rule that says no."""
    period = asked_period(body.start_date_time, body.end_date_time)
    made = services().bookings.book(charger_id, caller, period, body.car_id, request.idempotency_key)
    return _shown(made.booking_id, caller)


@api.route("/chargers/{charger_id}/day", methods=["GET"], who=Who.ANYONE)
def show_day(charger_id: str, caller: Caller | None, query: OneDay) -> DayOut:
    """When a charger is taken on one day."""
    return _day_out(services().booking_reader.day(charger_id, caller, query.date), query.date, caller)


@api.route("/me/bookings", methods=["GET"], who=Who.ACCOUNT)
def my_bookings(caller: Caller, query: MyBookings) -> Items[BookingOut]:
    """My bookings: what is to come or going on, soonest first; or what is over, latest first."""
    wanted = Wanted(query.limit, query.cursor)
    bookings = services().booking_reader
    found = bookings.past(caller, wanted) if query.when is When.PAST else bookings.upcoming(caller, wanted)
    name = services().accounts.account(caller.account_id).name
    shown = [_booking_out(booking, name, caller) for booking in found.items]
    return Items[BookingOut](items=shown, next_cursor=found.next_cursor)


@api.route("/bookings/{booking_id}", methods=["GET"], who=Who.ACCOUNT)
def show_booking(booking_id: str, caller: Caller) -> BookingOut:
    """One booking, for its driver and the managers of its network."""
    return _shown(booking_id, caller)


@api.route("/bookings/{booking_id}", methods=["PATCH"], who=Who.ACCOUNT)
def change_booking(booking_id: str, caller: Caller, body: BookingEdit, if_match: int | None) -> BookingOut:
    """Move, extend or shorten a booking; its slots move in one step or not at all."""
    start, end = body.start_date_time, body.end_date_time
    services().bookings.change(booking_id, caller, start, end, body.car_id, if_match)
    return _shown(booking_id, caller)


@api.route("/bookings/{booking_id}/cancel", methods=["POST"], who=Who.ACCOUNT)
def cancel_booking(booking_id: str, caller: Caller, body: Cancellation) -> BookingOut:
    """Give a booking back. Twice is as good as once."""
    services().bookings.cancel(booking_id, caller, body.reason)
    return _shown(booking_id, caller)


def _shown(booking_id: str, caller: Caller) -> BookingOut:
    booking, _ = services().booking_reader.booking(booking_id, caller)
    name = services().accounts.account(booking.driver_id).name
    return _booking_out(booking, name, caller)


def _booking_out(booking: Booking, driver_name: str, caller: Caller) -> BookingOut:
    now, is_mine = utc_now(), booking.driver_id == caller.account_id
    return BookingOut(
        **{name: getattr(booking, name) for name in SAME},
        driver_name=driver_name,
        start_date_time=booking.period.start,
        end_date_time=booking.period.end,
        state=booking.state_at(now),
        history=[StepOut.model_validate(step) for step in booking.history],
        may_change=is_mine and not change_violations(booking, booking.period, now),
        may_cancel=not cancel_violations(booking, now, by_manager=not is_mine),
    )


SAME = (
    "booking_id",
    "charger_id",
    "station_id",
    "network_id",
    "station_name",
    "charger_name",
    "time_zone",
    "driver_id",
    "car_id",
    "kind",
    "session_id",
    "created_at",
    "version",
)


def _day_out(day: Day, date: date, caller: Caller | None) -> DayOut:
    told = day.standing.may_manage
    accounts = services().accounts.accounts_of({booking.driver_id for _, booking in day.busy if booking})
    busy = []
    for period, booking in day.busy:
        is_mine = bool(booking and caller and booking.driver_id == caller.account_id)
        shown = booking if told or is_mine else None
        driver = accounts.get(shown.driver_id) if shown else None
        busy.append(
            BusyOut(
                start_date_time=period.start,
                end_date_time=period.end,
                kind=booking.kind if booking else Kind.BOOKING,
                mine=is_mine,
                booking_id=shown.booking_id if shown else None,
                driver_name=driver.name if driver else None,
            )
        )
    return DayOut(
        charger_id=day.charger.charger_id,
        date=date,
        time_zone=day.charger.time_zone,
        start_date_time=day.period.start,
        end_date_time=day.period.end,
        grid_minutes=terms_of(day.standing, day.charger).policy.grid // MINUTE,
        busy=busy,
    )

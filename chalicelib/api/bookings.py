"""Bookings over HTTP."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from chalicelib.api.booking_out import BookingOut, booking_out, managed_of, shown, written
from chalicelib.api.edge import Api, Asked, Who
from chalicelib.api.schema import Id, In, Instant, Items, Paging
from chalicelib.bookings.rules import asked_period
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.paging import Wanted
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
    return written(made, caller)


@api.route("/me/bookings", methods=["GET"], who=Who.ACCOUNT)
def my_bookings(caller: Caller, query: MyBookings) -> Items[BookingOut]:
    """My bookings: what is to come or going on, soonest first; or what is over, latest first."""
    wanted = Wanted(query.limit, query.cursor)
    bookings = services().booking_reader
    found = bookings.past(caller, wanted) if query.when is When.PAST else bookings.upcoming(caller, wanted)
    name = services().accounts.account(caller.account_id).name
    managed = managed_of(caller, found.items)
    return Items[BookingOut](
        items=[
            booking_out(booking, name, caller, may_manage=booking.network_id in managed)
            for booking in found.items
        ],
        next_cursor=found.next_cursor,
    )


@api.route("/bookings/{booking_id}", methods=["GET"], who=Who.ACCOUNT)
def show_booking(booking_id: str, caller: Caller) -> BookingOut:
    """One booking, for its driver and the managers of its network."""
    return shown(booking_id, caller)


@api.route("/bookings/{booking_id}", methods=["PATCH"], who=Who.ACCOUNT)
def change_booking(booking_id: str, caller: Caller, body: BookingEdit, if_match: int | None) -> BookingOut:
    """Move, extend or shorten a booking; its slots move in one step or not at all."""
    start, end = body.start_date_time, body.end_date_time
    changed = services().bookings.change(booking_id, caller, start, end, body.car_id, if_match)
    return written(changed, caller)


@api.route("/bookings/{booking_id}/cancel", methods=["POST"], who=Who.ACCOUNT)
def cancel_booking(booking_id: str, caller: Caller, body: Cancellation) -> BookingOut:
    """Give a booking back. Twice is as good as once."""
    return written(services().bookings.cancel(booking_id, caller, body.reason), caller)

"""Bookings that wait for a manager."""

from typing import Annotated

from pydantic import Field

from chalicelib.api.booking_out import BookingOut, booking_out, name_of, written
from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import In, Items, Paging
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.paging import Wanted
from chalicelib.wiring import services

api = Api(__name__)


class Rejection(In):
    """Why; its driver is told."""

    reason: Annotated[str, Field(max_length=500)] = ""


@api.route("/networks/{network_id}/pending-bookings", methods=["GET"], who=Who.MANAGER)
def list_pending_bookings(network_id: str, caller: Caller, query: Paging) -> Items[BookingOut]:
    """Bookings that wait for a manager, soonest first."""
    found = services().approvals.pending(network_id, caller, Wanted(query.limit, query.cursor))
    accounts = services().accounts.accounts_of({booking.driver_id for booking in found.items})
    return Items[BookingOut](
        items=[
            booking_out(booking, name_of(accounts, booking.driver_id), caller, may_manage=True)
            for booking in found.items
        ],
        next_cursor=found.next_cursor,
    )


@api.route("/bookings/{booking_id}/approve", methods=["POST"], who=Who.MANAGER)
def approve_booking(booking_id: str, caller: Caller) -> BookingOut:
    """Let a booking hold. Twice is as good as once."""
    return written(services().approvals.approve(booking_id, caller), caller)


@api.route("/bookings/{booking_id}/reject", methods=["POST"], who=Who.MANAGER)
def reject_booking(booking_id: str, caller: Caller, body: Rejection) -> BookingOut:
    """Reject a booking: its time is free again, its driver is told why. Twice is as good as once."""
    return written(services().approvals.reject(booking_id, caller, body.reason), caller)

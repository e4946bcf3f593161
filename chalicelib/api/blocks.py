"""Times at which managers keep a charger free of bookings."""

from typing import Annotated, Self

from pydantic import AwareDatetime, Field

from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import Id, In, Instant, Items, Out
from chalicelib.api.violations import ViolationOut
from chalicelib.bookings.blocks import BlockWish
from chalicelib.bookings.booking import Booking, Kind
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Refused
from chalicelib.wiring import services

api = Api(__name__)


class NewBlock(In):
    """When, why, and whether bookings that there are shall be cancelled, their drivers told."""

    start_date_time: Instant
    end_date_time: Instant
    reason: Annotated[str, Field(max_length=500)] = ""
    cancel_bookings: bool = False

    def wish(self) -> BlockWish:
        """As the rules know it. Raises Invalid, Refused."""
        start, end = self.start_date_time, self.end_date_time
        return BlockWish.of(start, end, self.reason, cancels=self.cancel_bookings)


class BlockOut(Out):
    """A time at which nobody can book a charger."""

    booking_id: Id
    charger_id: str
    station_id: str
    station_name: str
    charger_name: str
    time_zone: str
    start_date_time: AwareDatetime
    end_date_time: AwareDatetime
    reason: str
    made_by: str
    created_at: AwareDatetime

    @classmethod
    def of(cls, block: Booking) -> Self:
        """As it is kept."""
        return cls(
            booking_id=block.booking_id,
            charger_id=block.charger_id,
            station_id=block.station_id,
            station_name=block.station_name,
            charger_name=block.charger_name,
            time_zone=block.time_zone,
            start_date_time=block.period.start,
            end_date_time=block.period.end,
            reason=block.history[0].reason,
            made_by=block.driver_id,
            created_at=block.created_at,
        )


class InTheWayOut(Out):
    """A booking, or another block, that stands in a block's way."""

    booking_id: str
    kind: Kind
    driver_id: str
    driver_name: str | None = Field(description="Null: that account was erased.")
    start_date_time: AwareDatetime
    end_date_time: AwareDatetime
    is_charging: bool


class NotBlockedOut(Out):
    """Why a charger is not blocked."""

    charger_id: str
    code: str
    detail: str
    violations: list[ViolationOut]
    in_the_way: list[InTheWayOut]

    @classmethod
    def of(cls, charger_id: str, refusal: Refused) -> Self:
        """As the refusal tells."""
        told = {"charger_id": charger_id, "code": refusal.code, "detail": refusal.detail, **refusal.facts}
        return cls.model_validate(told)


class StationBlocked(Out):
    """What became of each charger of a station."""

    items: list[BlockOut]
    refused: list[NotBlockedOut]


@api.route("/chargers/{charger_id}/blocks", methods=["POST"], who=Who.MANAGER, status=201, idempotent=True)
def block_charger(charger_id: str, caller: Caller, body: NewBlock) -> BlockOut:
    """Keep a charger free of bookings for a while.

    A refusal names in `in_the_way` each booking that stands there. With `cancel_bookings` those are
    cancelled, but for one under which somebody charges, and for other blocks.
    """
    return BlockOut.of(services().blocks.block(charger_id, caller, body.wish()))


@api.route("/chargers/{charger_id}/blocks", methods=["GET"], who=Who.MANAGER)
def list_blocks(charger_id: str, caller: Caller) -> Items[BlockOut]:
    """A charger's blocks that are not over; all of them."""
    found = services().blocks.blocks(charger_id, caller)
    return Items[BlockOut](items=[BlockOut.of(block) for block in found])


@api.route("/stations/{station_id}/blocks", methods=["POST"], who=Who.MANAGER, status=201, idempotent=True)
def block_station(station_id: str, caller: Caller, body: NewBlock) -> StationBlocked:
    """The same for each charger of a station on its own; which were not, and why, is told."""
    found = services().blocks.block_station(station_id, caller, body.wish())
    return StationBlocked(
        items=[BlockOut.of(made) for made in found.values() if isinstance(made, Booking)],
        refused=[
            NotBlockedOut.of(charger_id, why) for charger_id, why in found.items() if isinstance(why, Refused)
        ],
    )


@api.route("/blocks/{booking_id}", methods=["DELETE"], who=Who.MANAGER)
def unblock(booking_id: str, caller: Caller) -> None:
    """Let a charger be booked again. Twice is as good as once."""
    services().blocks.unblock(booking_id, caller)

"""What bookings come to by month and charger, in DynamoDB (table `bookings`)."""

from collections.abc import Iterator

from pynamodb.attributes import NumberAttribute

from chalicelib.bookings.booking import Booking
from chalicelib.bookings.items import BookingsItem
from chalicelib.bookings.usage import Held, Month, moves
from chalicelib.table import Write, update

FIGURES = ("bookings", "no_shows", "seconds")


class HeldItem(BookingsItem, discriminator="held"):
    """What the bookings of one charger that were over in one month came to.

    pk  USE#<network_id>
    sk  <yyyy-mm>#<charger_id>

    pk answers "the bookings of this network in these months". Moved by the transaction in which a booking
    is over, or counts as something else, never set.
    """

    bookings = NumberAttribute(default=0)
    no_shows = NumberAttribute(default=0)
    seconds = NumberAttribute(default=0)


def counting(before: Booking, after: Booking) -> Iterator[Write]:
    """The writes that count what a booking has become: none until it is over, then 1."""
    for where, held in moves(before, after).items():
        figures = ((getattr(HeldItem, name), getattr(held, name)) for name in FIGURES)
        actions = [
            *(attribute.add(by) for attribute, by in figures if by),
            HeldItem.kind.set(HeldItem),
            HeldItem.schema.set(1),
        ]
        item = HeldItem(f"USE#{where.network_id}", f"{where.month}#{where.charger_id}")
        yield update(f"use {where.month}", item, actions)


class DynamoHeld:
    """Reads what is kept."""

    def of_network(self, network_id: str, first: str, last: str) -> list[tuple[Month, Held]]:
        """Of these months, both included: 1 request for each megabyte."""
        months = HeldItem.sk.between(f"{first}#", f"{last}#~")
        return [_of(network_id, item) for item in HeldItem.query(f"USE#{network_id}", months)]


def _of(network_id: str, item: HeldItem) -> tuple[Month, Held]:
    month, _, charger_id = item.sk.partition("#")
    return Month(network_id, month, charger_id), Held(
        int(item.bookings), int(item.no_shows), int(item.seconds)
    )

"""What sessions come to by month and charger, in DynamoDB (table `sessions`)."""

from collections.abc import Iterator
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.operand import Path

from chalicelib.sessions.items import SessionsTable
from chalicelib.sessions.rules import Session
from chalicelib.sessions.usage import Kept, Use, moves
from chalicelib.table import Write, update

COST = "cost_"
FIGURES = ("sessions", "energy_wh", "seconds")


class UsageItem(SessionsTable, discriminator="usage"):
    """What the ended sessions of one charger came to in one month.

    pk  USE#<network_id>
    sk  <yyyy-mm>#<charger_id>

    pk answers "the use of this network in these months". Moved by the transaction that ends, corrects or
    reviews a session, never set; a charger has few of these at once, so they do not meet. Besides the
    figures it has an attribute "cost_<currency>" for each currency that there was.
    """

    sessions = NumberAttribute(default=0)
    energy_wh = NumberAttribute(default=0)
    seconds = NumberAttribute(default=0)
    charger_name = UnicodeAttribute()
    station_id = UnicodeAttribute()
    station_name = UnicodeAttribute()

    cost: dict[str, int]

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> "UsageItem":
        """As ever, and with the cost by currency."""
        item = super().from_raw_data(data)
        item.cost = {
            name.removeprefix(COST): int(value["N"]) for name, value in data.items() if name.startswith(COST)
        }
        return item


def counting(before: Session | None, after: Session) -> Iterator[Write]:
    """The writes that count what a session has become: 1 when it ends, at most 2 when that changes."""
    for where, use in moves(before, after).items():
        item = UsageItem(f"USE#{where.network_id}", f"{where.month}#{where.charger_id}")
        figures = [(name, getattr(use, name)) for name in FIGURES]
        figures += [(f"{COST}{currency}", amount) for currency, amount in use.cost.items()]
        names = (UsageItem.charger_name, UsageItem.station_id, UsageItem.station_name)
        told = (where.charger_name, where.station_id, where.station_name)
        actions = [
            *(Path([name]).add(by) for name, by in figures if by),
            *(attribute.set(name) for attribute, name in zip(names, told, strict=True)),
            UsageItem.kind.set(UsageItem),
            UsageItem.schema.set(1),
        ]
        yield update(f"use {where.month}", item, actions)


class DynamoUsage:
    """Reads what is kept."""

    def of_network(self, network_id: str, first: str, last: str) -> list[tuple[Kept, Use]]:
        """Of these months, both included: 1 request for each megabyte, some 4,000 chargers' months."""
        months = UsageItem.sk.between(f"{first}#", f"{last}#~")
        found = UsageItem.query(f"USE#{network_id}", months)
        return [(_kept(network_id, item), _use(item)) for item in found]


def _kept(network_id: str, item: UsageItem) -> Kept:
    month, _, charger_id = item.sk.partition("#")
    return Kept(network_id, month, charger_id, item.charger_name, item.station_id, item.station_name)


def _use(item: UsageItem) -> Use:
    return Use(int(item.sessions), int(item.energy_wh), int(item.seconds), item.cost)

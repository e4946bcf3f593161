"""How counts lie in DynamoDB (table `reports`)."""

from datetime import date
from typing import Any

from pynamodb.attributes import NumberAttribute

from chalicelib.table import Item, table_name

CODE = "code_"


class RefusalsItem(Item, discriminator="refusals"):
    """What was refused in a network on one day of its stations' calendars.

    pk  NETWORK#<network_id>
    sk  REFUSED#<yyyymmdd>

    Besides `requests` it has an attribute "code_<code>" for each code that there was.
    """

    class Meta:
        table_name = table_name("reports")

    requests = NumberAttribute(default=0)

    @classmethod
    def keyed(cls, network_id: str, day: date) -> "RefusalsItem":
        """An item of this key, for updates."""
        return cls(f"NETWORK#{network_id}", cls.day_key(day))

    @staticmethod
    def day_key(day: date) -> str:
        """Text order is the order of days."""
        return f"REFUSED#{day:%Y%m%d}"

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> "RefusalsItem":
        """As ever, and with the counts by code."""
        item = super().from_raw_data(data)
        item.by_code = {
            name.removeprefix(CODE): int(value["N"]) for name, value in data.items() if name.startswith(CODE)
        }
        return item

    by_code: dict[str, int]

"""How counts lie in DynamoDB (table `reports`)."""

from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.reports.waits import Wait
from chalicelib.table import Item, table_name

CODE = "code_"
KEPT = timedelta(days=400)


class ReportsItem(Item):
    """What all kinds of this table share."""

    class Meta:
        table_name = table_name("reports")


class RefusalsItem(ReportsItem, discriminator="refusals"):
    """What was refused in a network on one day of its stations' calendars.

    pk  NETWORK#<network_id>
    sk  REFUSED#<yyyymmdd>

    Besides `requests` it has an attribute "code_<code>" for each code that there was.
    """

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


class WaitItem(ReportsItem, discriminator="wait"):
    """Somebody booked from the waitlist.

    pk  NETWORK#<network_id>
    sk  WAITED#<booked_at>#<booking_id>
    """

    booking_id = UnicodeAttribute()
    network_id = UnicodeAttribute()
    time_zone = UnicodeAttribute()
    joined_at = UTCDateTimeAttribute()
    booked_at = UTCDateTimeAttribute()

    @classmethod
    def of(cls, wait: Wait) -> "WaitItem":
        """The wait as it is stored."""
        item = cls(f"NETWORK#{wait.network_id}", f"{cls.time_key(wait.booked_at)}#{wait.booking_id}")
        for part in fields(Wait):
            setattr(item, part.name, getattr(wait, part.name))
        item.expires = int((wait.booked_at + KEPT).timestamp())
        return item

    @staticmethod
    def time_key(at: datetime) -> str:
        """Text order is time order."""
        return f"WAITED#{at:%Y-%m-%dT%H:%M:%SZ}"

    def wait(self) -> Wait:
        """The wait that is stored here."""
        return Wait(**{part.name: getattr(self, part.name) for part in fields(Wait)})

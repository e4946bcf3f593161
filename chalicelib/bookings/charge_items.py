"""How charges lie in DynamoDB (table `bookings`)."""

from decimal import Decimal

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.bookings.charges import Charge, Reason
from chalicelib.bookings.items import ISO, BookingsItem
from chalicelib.indexes import Gsi3
from chalicelib.kernel.money import Money

SAME = (
    "charge_id",
    "network_id",
    "driver_id",
    "booking_id",
    "station_name",
    "charger_name",
    "at",
    "withdrawn_at",
)
"""Attributes that are stored as they are."""


class ChargeItem(BookingsItem, discriminator="charge"):
    """What a driver owes for one booking, and why.

    pk  DRIVER#<driver_id>         gsi3pk  CHARGES#<network_id>
    sk  CHARGE#<at>#<charge_id>    gsi3sk  <at>#<charge_id>
    """

    gsi3pk = UnicodeAttribute()
    gsi3sk = UnicodeAttribute()
    of_network = Gsi3()
    charge_id = UnicodeAttribute()
    network_id = UnicodeAttribute()
    driver_id = UnicodeAttribute()
    booking_id = UnicodeAttribute()
    station_name = UnicodeAttribute()
    charger_name = UnicodeAttribute()
    reason = UnicodeAttribute()
    amount = UnicodeAttribute()
    currency = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    withdrawn_at = UTCDateTimeAttribute(null=True)

    @classmethod
    def of(cls, charge: Charge) -> "ChargeItem":
        """The charge as it is stored."""
        when = f"{charge.at:{ISO}}#{charge.charge_id}"
        item = cls(f"DRIVER#{charge.driver_id}", f"CHARGE#{when}")
        item.gsi3pk, item.gsi3sk = f"CHARGES#{charge.network_id}", when
        for name in SAME:
            setattr(item, name, getattr(charge, name))
        item.reason = charge.reason.value
        item.amount, item.currency = f"{charge.amount.amount:f}", charge.amount.currency
        return item

    def charge(self) -> Charge:
        """The charge that is stored here."""
        return Charge(
            **{name: getattr(self, name) for name in SAME},
            reason=Reason(self.reason),
            amount=Money(Decimal(self.amount), self.currency),
        )

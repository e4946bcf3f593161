"""How bookings lie in DynamoDB (table `bookings`)."""

from datetime import datetime
from typing import Any

from pynamodb.attributes import (
    JSONAttribute,
    MapAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.bookings.rules import Agenda, Booking, Kind, State, Step, charger_id_of
from chalicelib.bookings.slots import SHEET, SLOT
from chalicelib.kernel.period import Period
from chalicelib.table import Item, table_name

ISO = "%Y-%m-%dT%H:%M:%SZ"
NAME = table_name("bookings")
SAME = (
    "booking_id",
    "station_id",
    "network_id",
    "station_name",
    "charger_name",
    "time_zone",
    "driver_id",
    "created_at",
    "car_id",
    "session_id",
    "held_from",
    "held_until",
    "version",
)
"""Attributes that are stored as they are."""


class ByDriver(GlobalSecondaryIndex[Any]):
    """gsi1: "my bookings, soonest first"."""

    class Meta:
        index_name = "gsi1"
        projection = AllProjection()

    gsi1pk = UnicodeAttribute(hash_key=True)
    gsi1sk = UnicodeAttribute(range_key=True)


class BookingsItem(Item):
    """What all kinds of this table share."""

    class Meta:
        table_name = NAME


class BookingItem(BookingsItem, discriminator="booking"):
    """One booking of one charger.

    pk  CHARGER#<charger_id>     gsi1pk  DRIVER#<driver_id>
    sk  BOOKING#<ref>            gsi1sk  <over_at>#<booking_id>

    A slot of the charger's sheets names the `ref`, so the day's bookings are found by key; the booking's id
    is charger and ref, so it is one read too. gsi1 answers "my bookings to come" and "my past ones": by
    <over_at>, in UTC, so that what is going on still counts as to come, and what was cancelled does not.
    """

    gsi1pk = UnicodeAttribute()
    gsi1sk = UnicodeAttribute()
    by_driver = ByDriver()
    booking_id = UnicodeAttribute()
    station_id = UnicodeAttribute()
    network_id = UnicodeAttribute()
    station_name = UnicodeAttribute()
    charger_name = UnicodeAttribute()
    time_zone = UnicodeAttribute()
    driver_id = UnicodeAttribute()
    start = UTCDateTimeAttribute()
    end = UTCDateTimeAttribute()
    created_at = UTCDateTimeAttribute()
    booking_kind = UnicodeAttribute()
    state = UnicodeAttribute()
    car_id = UnicodeAttribute(null=True)
    session_id = UnicodeAttribute(null=True)
    held_from = UTCDateTimeAttribute(null=True)
    held_until = UTCDateTimeAttribute(null=True)
    history = JSONAttribute()
    version = NumberAttribute()

    @classmethod
    def keyed(cls, booking_id: str) -> "BookingItem":
        """An item of this key, for conditions and deletions."""
        charger_id, ref = charger_id_of(booking_id), booking_id.rpartition("-")[2]
        return cls(f"CHARGER#{charger_id}", f"BOOKING#{ref}")

    @classmethod
    def of(cls, booking: Booking) -> "BookingItem":
        """The booking as it is stored."""
        item = cls.keyed(booking.booking_id)
        item.gsi1pk = f"DRIVER#{booking.driver_id}"
        item.gsi1sk = f"{booking.over_at:{ISO}}#{booking.booking_id}"
        for name in SAME:
            setattr(item, name, getattr(booking, name))
        item.start, item.end = booking.period.start, booking.period.end
        item.booking_kind, item.state = booking.kind.value, booking.state.value
        item.history = [
            {"at": f"{step.at:{ISO}}", "by": step.by, "state": step.state.value, "reason": step.reason}
            for step in booking.history
        ]
        return item

    def booking(self) -> Booking:
        """The booking that is stored here."""
        return Booking(
            **{name: getattr(self, name) for name in SAME if name != "version"},
            charger_id=charger_id_of(self.booking_id),
            period=Period(self.start, self.end),
            kind=Kind(self.booking_kind),
            state=State(self.state),
            history=tuple(_step(step) for step in self.history),
            version=int(self.version),
        )


def _step(step: dict[str, str]) -> Step:
    return Step(datetime.fromisoformat(step["at"]), step["by"], State(step["state"]), step["reason"])


class AgendaItem(BookingsItem, discriminator="agenda"):
    """One member's bookings in one network that are not yet over.

    pk  DRIVER#<driver_id>
    sk  AGENDA#<network_id>

    Every booking of the member moves it under its version, so that two bookings made at once cannot both
    count the same bookings before them. Only what ends a booking leaves it without looking.
    """

    active: MapAttribute[str, str] = MapAttribute(default=dict)
    """"<start>/<end>" by booking id."""
    version = NumberAttribute()

    @classmethod
    def keyed(cls, driver_id: str, network_id: str) -> "AgendaItem":
        """An item of this key, for conditions."""
        return cls(f"DRIVER#{driver_id}", f"AGENDA#{network_id}")

    @classmethod
    def of(cls, agenda: Agenda) -> "AgendaItem":
        """The agenda as it is stored."""
        item = cls.keyed(agenda.driver_id, agenda.network_id)
        item.active = {booking: f"{p.start:{ISO}}/{p.end:{ISO}}" for booking, p in agenda.active}
        item.version = agenda.version
        return item

    def agenda(self) -> Agenda:
        """The agenda that is stored here."""
        active = tuple((booking, _period(text)) for booking, text in self.active.as_dict().items())
        return Agenda(self.pk.partition("#")[2], self.sk.partition("#")[2], active, int(self.version))


def _period(text: str) -> Period:
    start, _, end = text.partition("/")
    return Period(datetime.fromisoformat(start), datetime.fromisoformat(end))


class SheetItem(BookingsItem, discriminator="sheet"):
    """Eight hours of one charger: an attribute "00" to "95" for each slot that is held, its value the `ref`.

    pk  CHARGER#<charger_id>
    sk  SHEET#<yyyymmddHH>, the first hour in UTC

    It has nothing but slots: full, it is still below 1 KB, DynamoDB's unit of writing.
    """

    for _number in range(SHEET // SLOT):
        vars()[f"slot_{_number:02}"] = UnicodeAttribute(null=True, attr_name=f"{_number:02}")

    @classmethod
    def keyed(cls, charger_id: str, key: str) -> "SheetItem":
        """An item of this key, for updates."""
        return cls(f"CHARGER#{charger_id}", f"SHEET#{key}")

    def refs(self) -> dict[str, str]:
        """Reference by slot name."""
        values = self.attribute_values.items()
        return {name.removeprefix("slot_"): ref for name, ref in values if name.startswith("slot_")}

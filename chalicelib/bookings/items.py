"""How bookings lie in DynamoDB (table `bookings`)."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from pynamodb.attributes import (
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from chalicelib.bookings.booking import (
    Booking,
    KeptTerms,
    Kind,
    Moment,
    State,
    Step,
    booking_id,
    charger_id_of,
)
from chalicelib.bookings.moments import is_on_the_clock, next_moment
from chalicelib.bookings.slots import SHARDS
from chalicelib.indexes import Gsi1, Gsi2, Gsi3
from chalicelib.kernel.period import Period
from chalicelib.kernel.shards import shard_of
from chalicelib.policies.written import read_override, written_override
from chalicelib.table import Item, table_name

ISO = "%Y-%m-%dT%H:%M:%SZ"
NAME = table_name("bookings")
SAME = (
    "network_id",
    "station_name",
    "charger_name",
    "time_zone",
    "driver_id",
    "created_at",
    "car_id",
    "session_id",
    "series_id",
    "held_from",
    "held_until",
    "look_at",
    "version",
)
"""Attributes that are stored as they are; ids of booking, charger and station are the key's."""


class BookingsItem(Item):
    """What all kinds of this table share."""

    class Meta:
        table_name = NAME


class BookingItem(BookingsItem, discriminator="booking"):
    """One booking of one charger.

    pk  CHARGER#<charger_id>     gsi1pk  DUE#<shard>             while something is due soon
    sk  BOOKING#<ref>            gsi1sk  <due_at>#<booking_id>
                                 gsi2pk  DRIVER#<driver_id>      once over, if no offer or block
                                 gsi2sk  <over_at>#<booking_id>
                                 gsi3pk  PENDING#<network_id>    while it waits for a manager
                                         BLOCKS#<charger_id>     a block, also when it is over
                                         OVER#<network_id>       once it is over
                                 gsi3sk  <start>#<booking_id>, <over_at>#... of both others

    gsi1 answers "what is due"; gsi2 "my bookings that are over, latest first"; gsi3 "what waits for a
    manager", "which blocks has this charger", "what is over in this network".

    A slot of the charger's sheets names the `ref`, so the day's bookings are found by key; the booking's id
    is charger and ref, so it is one read too. A plain booking that is far off is in no index, and so costs
    no more than its own item: its driver finds it on the agenda, the clock by its sheet.
    """

    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)
    due = Gsi1()
    of_driver = Gsi2()
    of_network = Gsi3()
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
    series_id = UnicodeAttribute(null=True)
    held_from = UTCDateTimeAttribute(null=True)
    held_until = UTCDateTimeAttribute(null=True)
    terms = JSONAttribute(null=True)
    look_at = UTCDateTimeAttribute(null=True)
    done = UnicodeAttribute(null=True)
    history = JSONAttribute()
    version = NumberAttribute()

    @classmethod
    def keyed(cls, booking_id: str) -> "BookingItem":
        """An item of this key, for conditions and deletions."""
        charger_id, ref = charger_id_of(booking_id), booking_id.rpartition("-")[2]
        return cls(f"CHARGER#{charger_id}", f"BOOKING#{ref}")

    @classmethod
    def of(cls, booking: Booking, now: datetime) -> "BookingItem":
        """The booking as it is stored at `now`."""
        item = _indexed(cls.keyed(booking.booking_id), booking, now)
        for name in SAME:
            setattr(item, name, getattr(booking, name))
        item.start, item.end = booking.period.start, booking.period.end
        item.booking_kind, item.state = booking.kind.value, booking.state.value
        item.done = booking.done and booking.done.value
        item.terms = kept_terms(booking.terms) or None
        item.history = [
            [f"{step.at:{ISO}}", step.by, step.state.value, step.reason] for step in booking.history
        ]
        return item

    @property
    def booking_id(self) -> str:
        """The id that its key says."""
        return booking_id(self.pk.partition("#")[2], self.sk.partition("#")[2])

    def booking(self) -> Booking:
        """The booking that is stored here."""
        charger_id = charger_id_of(self.booking_id)
        return Booking(
            **{name: getattr(self, name) for name in SAME if name != "version"},
            booking_id=self.booking_id,
            charger_id=charger_id,
            station_id=charger_id.rpartition("-")[0],
            period=Period(self.start, self.end),
            kind=Kind(self.booking_kind),
            state=State(self.state),
            done=Moment(self.done) if self.done else None,
            terms=terms_kept(self.terms or {}),
            history=tuple(
                Step(datetime.fromisoformat(at), by, State(state), reason)
                for at, by, state, reason in self.history
            ),
            version=int(self.version),
        )


def _indexed(item: BookingItem, booking: Booking, now: datetime) -> BookingItem:
    due = next_moment(booking)
    if due and is_on_the_clock(booking, now):
        item.gsi1pk = f"DUE#{shard_of(booking.charger_id, SHARDS)}"
        item.gsi1sk = f"{due[0]:{ISO}}#{booking.booking_id}"
    if not booking.is_open and booking.kind not in (Kind.OFFER, Kind.BLOCK):
        over = f"{booking.over_at:{ISO}}#{booking.booking_id}"
        item.gsi2pk, item.gsi2sk = f"DRIVER#{booking.driver_id}", over
        item.gsi3pk, item.gsi3sk = f"OVER#{booking.network_id}", over
    elif booking.state is State.PENDING and booking.kind is Kind.BOOKING:
        item.gsi3pk = f"PENDING#{booking.network_id}"
        item.gsi3sk = f"{booking.period.start:{ISO}}#{booking.booking_id}"
    elif booking.kind is Kind.BLOCK:
        item.gsi3pk = f"BLOCKS#{booking.charger_id}"
        item.gsi3sk = f"{booking.over_at:{ISO}}#{booking.booking_id}"
    return item


def kept_terms(terms: KeptTerms) -> dict[str, Any]:
    """What of the terms is not as it would be without any; a booking's item stays below 1 KB."""
    said = {field.name: getattr(terms, field.name) for field in fields(terms)}
    blank = KeptTerms()
    return written_override({name: value for name, value in said.items() if value != getattr(blank, name)})


def terms_kept(kept: dict[str, Any]) -> KeptTerms:
    """The terms that were kept."""
    return KeptTerms(**read_override(kept))

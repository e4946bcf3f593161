"""The items of the sessions table: their keys, and the questions that these answer."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from pynamodb.attributes import (
    Attribute,
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.constants import STRING

from chalicelib.indexes import Gsi1, Gsi2, Gsi3
from chalicelib.sessions.packing import packed, unpacked
from chalicelib.table import Item, table_name


class DecimalAttribute(Attribute[Decimal]):
    """An exact number, as text: DynamoDB's own numbers come back as float."""

    attr_type = STRING

    def serialize(self, value: Decimal) -> str:
        """Plain notation."""
        return f"{value:f}"

    def deserialize(self, value: str) -> Decimal:
        """The same digits."""
        return Decimal(value)


class PackedAttribute(Attribute[Any]):
    """JSON, packed: readings, or a charger's own words. Numbers with a fraction become text."""

    attr_type = STRING

    def serialize(self, value: Any) -> str:
        """As DynamoDB has it."""
        return packed(json.dumps(value, default=str, separators=(",", ":")))

    def deserialize(self, value: str) -> Any:
        """As it was."""
        return json.loads(unpacked(value))


class SessionsTable(Item):
    """All kinds of the table.

    A networked visit has a partition of its own, TX#<charge_point_id>#<transaction_id>, in which all that is
    known of it stands in this order:

    CDR                    its record
    CDR#<review>#<n>       the records that a review added
    READ#<at>#<digest>     one message of readings
    REVIEW#<review>        what was decided of it
    SESSION                the session
    STOP                   an end that was told before the begin
    STOP#<digest>          each end that was told
    WAITING#<digest>       as STOP, where the charge point made its id up

    so that one Query answers all that a StopTransaction asks, and readings are written knowing no more than
    their transaction. A plain visit has SESSION#<session_id> with SESSION and CDR.
    """

    class Meta:
        """One table of the area `sessions`."""

        table_name = table_name("sessions")

    of_driver = Gsi1()
    of_network = Gsi2()
    of_review = Gsi3()


class SessionItem(SessionsTable, discriminator="session"):
    """One visit.

    pk  TX#<charge_point_id>#<transaction_id>, or SESSION#<session_id> at a plain charger      sk  SESSION
    gsi1pk  DRIVER#<driver_id>       gsi1sk  <rank of state>#<start>#<session_id>
    gsi2pk  NETWORK#<network_id>     gsi2sk  <start>#<session_id>

    gsi3pk  HELD#<network_id>        gsi3sk  <end>#<session_id>     (while it waits for a review)

    gsi1 answers "my sessions, of one state or all" (those that go on first, then ended ones, then invalid
    ones; each newest first), gsi2 "the network's sessions", gsi3 "what of the network waits for a review".
    `end` is absent while the visit goes on, which is the condition of every write that ends it. `again` tells
    when later visits of the same transaction id began: each has a partition of its own (again.py).
    """

    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)
    session_id = UnicodeAttribute()
    charger_id = UnicodeAttribute(null=True)
    station_id = UnicodeAttribute(null=True)
    network_id = UnicodeAttribute(null=True)
    station_name = UnicodeAttribute()
    charger_name = UnicodeAttribute()
    time_zone = UnicodeAttribute()
    driver_id = UnicodeAttribute(null=True)
    token_uid = UnicodeAttribute(null=True)
    tariff = JSONAttribute()
    start = UTCDateTimeAttribute()
    start_received_at = UTCDateTimeAttribute()
    start_reported_at = UTCDateTimeAttribute(null=True)
    booking_id = UnicodeAttribute(null=True)
    car_id = UnicodeAttribute(null=True)
    charge_point_id = UnicodeAttribute(null=True)
    connector_id = NumberAttribute(null=True)
    transaction_id = UnicodeAttribute(null=True)
    fingerprint = UnicodeAttribute(null=True)
    state = UnicodeAttribute()
    violations = JSONAttribute()
    flags = UnicodeSetAttribute(null=True)
    max_power_w = DecimalAttribute(null=True)
    meter_start_wh = DecimalAttribute(null=True)
    meter_stop_wh = DecimalAttribute(null=True)
    energy_wh = DecimalAttribute()
    cost = DecimalAttribute()
    end = UTCDateTimeAttribute(null=True)
    end_received_at = UTCDateTimeAttribute(null=True)
    end_reported_at = UTCDateTimeAttribute(null=True)
    stop_reason = UnicodeAttribute(null=True)
    cdr_id = UnicodeAttribute(null=True)
    updated_at = UTCDateTimeAttribute(null=True)
    review = UnicodeAttribute(null=True)
    reviews = NumberAttribute(default=0)
    again = UnicodeSetAttribute(null=True)
    readings = PackedAttribute(null=True)
    """What was told with the begin."""
    raw = PackedAttribute(null=True)
    """What the charger said at the begin."""


class HomeItem(SessionsTable, discriminator="home"):
    """pk SESSION#<session_id>, sk SESSION: where a networked visit is (`home`, its pk)."""

    home = UnicodeAttribute()


class ActiveItem(SessionsTable, discriminator="active"):
    """Which visit goes on at a place.

    pk  CP#<charge_point_id>      sk  ACTIVE#<connector_id>
    pk  CHARGER#<charger_id>      sk  ACTIVE                   (plain)

    Answers "what goes on at this charge point". At a plain charger, that it is absent is the condition of a
    check-in.
    """

    session_id = UnicodeAttribute()
    home = UnicodeAttribute()
    start = UTCDateTimeAttribute()
    fingerprint = UnicodeAttribute(null=True)


class ReadingsItem(SessionsTable, discriminator="readings"):
    """One message of readings, under a key made of itself: told twice, it is stored once.

    pk  TX#<charge_point_id>#<transaction_id>     sk  READ#<at>#<digest>
    pk  CP#<charge_point_id>                      sk  READINGS#<connector_id>#<at>#<digest>   (no transaction)
    """

    readings = PackedAttribute()
    raw = PackedAttribute(null=True)


class StopItem(SessionsTable, discriminator="stop"):
    """One end as told.

    pk  TX#<charge_point_id>#<transaction_id as told>
    sk  STOP#<digest>, and STOP (WAITING#<digest>) as long as no begin is known
    gsi3pk  WAITING_STOPS    gsi3sk  <received>    (these only)

    gsi3 answers "which ends have waited longest for their begin".
    """

    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)

    transaction_id = UnicodeAttribute()
    at = UTCDateTimeAttribute(null=True)
    meter_wh = DecimalAttribute(null=True)
    token_uid = UnicodeAttribute(null=True)
    reason = UnicodeAttribute(null=True)
    readings = PackedAttribute()
    raw = PackedAttribute(null=True)
    connector_id = NumberAttribute(null=True)
    named_by_charger = BooleanAttribute(default=False)
    received_at = UTCDateTimeAttribute()


class CdrItem(SessionsTable, discriminator="cdr"):
    """A record of a visit, beside it. Written once, on condition that it is not there.

    sk  CDR                  made by its end
    sk  CDR#<review>#<n>     made by a review (four digits), in the order of their making; review 0: by what
                             was told only after the end
    """

    cdr_id = UnicodeAttribute()
    session_id = UnicodeAttribute()
    driver_id = UnicodeAttribute(null=True)
    network_id = UnicodeAttribute(null=True)
    charger_id = UnicodeAttribute(null=True)
    start = UTCDateTimeAttribute()
    end = UTCDateTimeAttribute()
    tariff = JSONAttribute()
    total_energy_wh = DecimalAttribute()
    total_hours = DecimalAttribute()
    total_cost = DecimalAttribute()
    charging_periods = JSONAttribute()
    held_for_review = BooleanAttribute()
    created_at = UTCDateTimeAttribute()
    is_credit = BooleanAttribute(default=False)
    credit_reference_id = UnicodeAttribute(null=True)


class ReviewItem(SessionsTable, discriminator="review"):
    """What a manager decided of a visit, beside it: sk REVIEW#<number, four digits>."""

    decision = UnicodeAttribute()
    by = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    reason = UnicodeAttribute()
    energy_wh = DecimalAttribute(null=True)


def sort_key(at: datetime) -> str:
    """Text whose order is the order of time."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")

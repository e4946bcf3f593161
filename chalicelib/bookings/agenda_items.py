"""How agendas lie in DynamoDB (table `bookings`)."""

from datetime import datetime
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    UnicodeAttribute,
)

from chalicelib.bookings.agenda import Agenda, Entry, Past, Strike
from chalicelib.bookings.booking import Kind
from chalicelib.bookings.items import ISO, BookingsItem
from chalicelib.bookings.slots import EPOCH
from chalicelib.kernel.period import Period
from chalicelib.policies.rules import MINUTE


class AgendaItem(BookingsItem, discriminator="agenda"):
    """One member's agenda in one network.

    pk  DRIVER#<driver_id>
    sk  AGENDA#<network_id>

    Every booking of the member moves it under its version, so that two bookings made at once cannot both
    count the same bookings before them. Only what ends a booking moves it without looking: off `active`,
    on to `past`.
    """

    active: MapAttribute[str, str] = MapAttribute(default=dict)
    """"<start>/<minutes>/<kind>/<car>" by booking id; <start> in minutes since 1970."""
    past: Any = ListAttribute(of=UnicodeAttribute, default=list)
    """"<start>/<minutes>/<kind>/<Wh>/<station>/<car>"."""
    strikes: Any = ListAttribute(of=UnicodeAttribute, default=list)
    """"<at>/<why>/<booking>"."""
    version = NumberAttribute()
    closed = BooleanAttribute(null=True)

    @classmethod
    def keyed(cls, driver_id: str, network_id: str) -> "AgendaItem":
        """An item of this key, for conditions."""
        return cls(f"DRIVER#{driver_id}", f"AGENDA#{network_id}")

    @classmethod
    def of(cls, agenda: Agenda) -> "AgendaItem":
        """The agenda as it is stored."""
        item = cls.keyed(agenda.driver_id, agenda.network_id)
        item.active = {entry.booking_id: entry_text(entry) for entry in agenda.entries}
        item.past = [past_text(past) for past in agenda.past]
        item.strikes = [strike_text(strike) for strike in agenda.strikes]
        item.version = agenda.version
        item.closed = agenda.is_closed or None
        return item

    def agenda(self) -> Agenda:
        """The agenda that is stored here."""
        active = sorted(self.active.as_dict().items())
        return Agenda(
            self.pk.partition("#")[2],
            self.sk.partition("#")[2],
            tuple(_entry(booking, text) for booking, text in active),
            tuple(_past(str(text)) for text in self.past),
            tuple(_strike(str(text)) for text in self.strikes),
            int(self.version),
            bool(self.closed),
        )


def entry_text(entry: Entry) -> str:
    """An entry as it stands on the agenda, under its booking's id."""
    start, minutes = _minute(entry.period.start), entry.period.duration // MINUTE
    return f"{start}/{minutes}/{entry.kind.value}/{entry.car_id or ''}"


def past_text(past: Past) -> str:
    """What is past, as it stands on the agenda."""
    start, minutes = _minute(past.start), past.length // MINUTE
    return f"{start}/{minutes}/{past.kind.value}/{past.energy_wh}/{past.station_id}/{past.car_id or ''}"


def strike_text(strike: Strike) -> str:
    """A strike as it stands on the agenda."""
    return f"{strike.at:{ISO}}/{strike.why}/{strike.booking_id}"


def _entry(booking_id: str, text: str) -> Entry:
    start, minutes, kind, car_id = text.split("/")
    begins = _instant(start)
    return Entry(booking_id, Period(begins, begins + int(minutes) * MINUTE), Kind(kind), car_id or None)


def _past(text: str) -> Past:
    start, minutes, kind, energy_wh, station_id, car_id = text.split("/")
    length = int(minutes) * MINUTE
    return Past(_instant(start), length, station_id, int(energy_wh), Kind(kind), car_id or None)


def _strike(text: str) -> Strike:
    at, why, booking_id = text.split("/")
    return Strike(datetime.fromisoformat(at), why, booking_id)


def _minute(instant: datetime) -> int:
    return (instant - EPOCH) // MINUTE


def _instant(minute: str) -> datetime:
    return EPOCH + int(minute) * MINUTE

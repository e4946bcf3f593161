"""Every event that people are told of: its facts, where its letter leads, how it goes out if nobody chose.

Instants are facts whose names end in `_at`, in ISO 8601 with a zone; MONEY are amounts as decimal text, in
the currency of the fact `currency`; ENERGIES are decimal text. Any other fact is shown as it is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

EMAIL, SMS = "email", "sms"
CHANNELS = (EMAIL, SMS)
MONEY = frozenset({"amount", "cost", "fee", "fee_per_minute"})
ENERGIES = frozenset({"energy_kwh", "kwh"})
PLACE = ("station_name", "charger_name")
WINDOW = (*PLACE, "start_at", "end_at")
BOOKED = (*WINDOW, "booking_id")
COMMON = (*BOOKED, "network_name")
"""Any event may tell these, whether its letter speaks of them or not."""
IN_DETAIL = ("connector", "count", "day", "kwh", "told", "version", "why", "why_code", "word")
"""What stands in the sentence that `detail_code` says in the reader's language. `day` is a date."""
BOOKINGS, SESSIONS, NETWORKS = "/bookings", "/sessions", "/networks"


@dataclass(frozen=True)
class Event:
    """What is told: `facts` must be there, `optional` ones and COMMON may be left out or empty.

    A sentence with an empty fact is left out. `link` is a path of the client, with facts in it.
    """

    about: str
    facts: tuple[str, ...]
    optional: tuple[str, ...] = ()
    link: str = BOOKINGS
    channels: tuple[str, ...] = (EMAIL,)

    @property
    def known(self) -> tuple[str, ...]:
        """All facts that it may tell."""
        return tuple(dict.fromkeys((*self.facts, *self.optional, *COMMON)))


EVENTS: Mapping[str, Event] = MappingProxyType(
    {
        "booking_soon": Event("A booking begins soon.", BOOKED),
        "booking_asked": Event(
            "A driver asks for a booking that a manager must approve.",
            ("driver_name", *WINDOW, "approve_until_at"),
            link=NETWORKS,
        ),
        "booking_approved": Event("A manager approved a booking.", BOOKED),
        "booking_rejected": Event("A manager rejected a booking.", BOOKED, ("reason",)),
        "booking_lapsed": Event("Approval of a booking was not given in time.", BOOKED),
        "booking_canceled": Event(
            "A booking was cancelled by a manager, or its charger was removed.", BOOKED, ("reason",)
        ),
        "booking_moved": Event("A manager moved a booking to another time.", BOOKED),
        "booking_failed": Event(
            "The charger of a booking broke.", BOOKED, ("nearest_name", "nearest_path"), link="{nearest_path}"
        ),
        "no_show": Event(
            "A booking was released because nobody plugged in.", BOOKED, ("fee", "currency", "strikes_left")
        ),
        "suspended": Event("Booking is suspended for a while.", ("until_at",), link=NETWORKS),
        "pardoned": Event("A suspension was lifted.", (), link=NETWORKS),
        "ends_soon": Event(
            "The time at a charger is nearly over.",
            (*PLACE, "end_at", "at_end"),
            ("fee_per_minute", "currency"),
            link=SESSIONS,
            channels=CHANNELS,
        ),
        "charging_stopped": Event("Charging was stopped because its time was over.", PLACE, link=SESSIONS),
        "overstay": Event(
            "A car stays at a charger beyond its time.",
            (*PLACE, "since_at"),
            ("fee_per_minute", "currency"),
            link=SESSIONS,
            channels=CHANNELS,
        ),
        "charging_complete": Event(
            "A charging session is over.",
            (*PLACE, "energy_kwh"),
            ("cost", "currency", "session_id"),
            link=SESSIONS,
        ),
        "refused_at_plug": Event(
            "A charger did not let a driver charge.", (*PLACE, "reason"), ("passes_at",)
        ),
        "waitlist_offer": Event(
            "A charger is held for somebody on the waitlist.",
            (*WINDOW, "hold_until_at", "offer_id"),
            channels=CHANNELS,
        ),
        "waitlist_snoozed": Event("An offer was not answered; the next ones go to others first.", ()),
        "waitlist_out": Event("Several offers were not answered; the wait is over.", ()),
        "fee_recorded": Event(
            "A fee was recorded.",
            ("reason", "amount", "currency"),
            link=SESSIONS,
        ),
        "alarm_raised": Event(
            "Something is wrong at a charge point of a network that you manage.",
            ("station_name", "charge_point_name", "reason", "since_at"),
            ("detail", "detail_code", *IN_DETAIL),
            link=NETWORKS,
        ),
        "alarm_cleared": Event(
            "A charge point of a network that you manage is well again.",
            ("station_name", "charge_point_name", "reason", "since_at", "over_at"),
            link=NETWORKS,
        ),
    }
)
FORMER: Mapping[str, str] = MappingProxyType({"booking_soon": "soon"})
"""Names under which people may have chosen before an event got its own."""


def letter_name(event: str, facts: Mapping[str, str]) -> str:
    """The letter that tells of it: another one where what follows is another."""
    if event == "ends_soon":
        return f"ends_soon_{facts['at_end']}"
    if event == "booking_failed" and facts["nearest_path"]:
        return "booking_failed_nearest"
    return event


def faults(event: str, facts: Mapping[str, str]) -> list[str]:
    """What is wrong with the facts of a notice."""
    known = EVENTS.get(event)
    if known is None:
        return [f"{event} is no event"]
    found = [f"{name} is missing" for name in known.facts if name not in facts]
    found += [f"{name} is unknown" for name in sorted(facts.keys() - set(known.known))]
    found += [f"{name} has no zone" for name, fact in facts.items() if _is_local(name, fact)]
    if event == "ends_soon" and facts.get("at_end") not in ("stop", "keep"):
        found.append("at_end is stop or keep")
    if bool(facts.get("nearest_name")) != bool(facts.get("nearest_path")):
        found.append("nearest_name and nearest_path go together")
    if any(facts.get(name) for name in MONEY) and not facts.get("currency"):
        found.append("an amount needs its currency")
    return found


def _is_local(name: str, fact: str) -> bool:
    return bool(name.endswith("_at") and fact) and datetime.fromisoformat(fact).tzinfo is None

"""How a booking begins, and what each change makes of it. None of them judges whether it may be."""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.bookings.at_charger import Absence
from chalicelib.bookings.booking import Booking, KeptTerms, Kind, Moment, State, Step, booking_id
from chalicelib.bookings.slots import floor
from chalicelib.bookings.terms import BookingTerms
from chalicelib.kernel.period import Period
from chalicelib.policies.rules import Approval
from chalicelib.stations.rules import Charger

REF_LENGTH = 7
"""35 bits: a charger's 96 slots and their references stay below 1 KB."""
OFFERED = "o"
"""How the ref of what was first an offer begins, and no other's: base32 has no such digit."""
CHARGER_REMOVED, LAPSED = "The charger was removed.", "lapsed"
"""Why bookings end that nobody ends."""
CLOCK = "clock"
"""Who does what is due."""
AT_THE_END = (Moment.ENDS_SOON, Moment.END, Moment.OVERSTAY)
CHARGER = "charger"
"""Who begins and ends sessions."""


def drafted(charger: Charger, ref: str, driver_id: str, period: Period, now: datetime) -> Booking:
    """A booking that nobody has written down yet: version 0, no history, no terms."""
    return Booking(
        booking_id=booking_id(charger.charger_id, ref),
        charger_id=charger.charger_id,
        station_id=charger.station_id,
        network_id=charger.network_id,
        station_name=charger.station_name,
        charger_name=charger.name,
        time_zone=charger.time_zone,
        driver_id=driver_id,
        period=period,
        created_at=now,
    )


def under(terms: BookingTerms, booking: Booking, now: datetime) -> Booking:
    """The booking under these terms; it waits for a manager where they want it so."""
    kept = replace(booking, terms=KeptTerms.of(terms.policy), state=State.RESERVED)
    if terms.policy.approval is Approval.AUTOMATIC or booking.kind is not Kind.BOOKING:
        return kept
    lapses_at = min(now + terms.policy.approve_within, booking.period.start)
    if lapses_at <= now:
        lapses_at = booking.period.end
    return replace(kept, state=State.PENDING, look_at=lapses_at)


def stepped(booking: Booking, now: datetime, by: str, reason: str) -> Booking:
    """The same with one more step in its history, which is kept to the second, and the next version."""
    step = Step(now.replace(microsecond=0), by, booking.state, reason)
    return replace(booking, history=(*booking.history, step), version=booking.version + 1)


def moved(booking: Booking, period: Period, car_id: str | None, now: datetime) -> Booking:
    """The booking at another time or for another car; what was due before the new start is due again."""
    after = replace(booking, period=period, car_id=car_id)
    if period.start != booking.period.start:
        after = replace(after, done=None, look_at=None)
    elif period.end != booking.period.end:
        after = replace(after, held_until=None)
        if booking.done in AT_THE_END:
            after = replace(after, done=Moment.NO_SHOW, look_at=None)
    return stepped(after, now, booking.driver_id, "changed")


def over(booking: Booking, state: State, now: datetime, by: str, reason: str) -> Booking:
    """The booking in a state that ends it. But for FULFILLED, it holds nothing more."""
    return stepped(replace(booking, state=state, look_at=None), now, by, reason)


def approved(booking: Booking, now: datetime, by: str) -> Booking:
    """The booking holds."""
    return stepped(replace(booking, state=State.RESERVED, look_at=None), now, by, "approved")


def begun(booking: Booking, session_id: str, at: datetime, now: datetime) -> Booking:
    """A session runs under it; before its start, it takes the slots up to there too.

    Where another ran under it before, what was said of its end is not said again.
    """
    early = floor(at) if at < (booking.held_from or booking.period.start) else booking.held_from
    after = replace(booking, session_id=session_id, held_from=early)
    if booking.done not in AT_THE_END:
        after = replace(after, done=Moment.NO_SHOW, look_at=None)
    return stepped(after, now, CHARGER, "session began")


def ended(booking: Booking, at: datetime, now: datetime) -> Booking:
    """Its session is over; from the slot on in which that was, the charger is free again."""
    end = booking.held_until or booking.period.end + (booking.terms.buffer or timedelta(0))
    until = max(min(floor(at), end), booking.held_from or booking.period.start)
    after = replace(booking, state=State.FULFILLED, held_until=until, look_at=None)
    return stepped(after, now, CHARGER, "session ended")


def worked(booking: Booking, moment: Moment) -> Booking:
    """What was due at that moment is done; nothing else changes, so it is no step of its history."""
    return replace(booking, done=moment, version=booking.version + 1)


def postponed(booking: Booking, until: datetime, now: datetime, why: Absence) -> Booking:
    """It waits longer for its driver: nobody can know whether somebody is there.

    That its driver charges already is a step of its history, once: they have come, whenever they leave.
    """
    after = replace(booking, look_at=until)
    if why is Absence.CHARGES_ALREADY and not has_come(booking):
        return stepped(after, now, CLOCK, why)
    return replace(after, version=booking.version + 1)


def has_come(booking: Booking) -> bool:
    """Whether its driver was seen to charge in its time, under what was booked before."""
    return any(step.reason == Absence.CHARGES_ALREADY for step in booking.history)


def came(booking: Booking, now: datetime) -> Booking:
    """Its driver charged in its time, under what was booked before; what is left of it is free."""
    held = booking.held
    until = max(booking.period.start, min(floor(now), held.end if held else booking.period.end))
    return over(replace(booking, held_until=until), State.FULFILLED, now, CLOCK, Absence.CHARGES_ALREADY)


def staying(
    booking: Booking, held_until: datetime | None, look_at: datetime | None, done: Moment = Moment.END
) -> Booking:
    """Its car is still there after the end: it keeps what nobody else has booked."""
    return replace(booking, done=done, held_until=held_until, look_at=look_at, version=booking.version + 1)

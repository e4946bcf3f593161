"""When something is due in a booking's life, and what."""

from datetime import datetime, timedelta

from chalicelib.bookings.booking import Booking, Kind, Moment, State
from chalicelib.bookings.slots import SHEET, floor

REMIND_BEFORE = timedelta(minutes=30)
ENDS_SOON_BEFORE = timedelta(minutes=10)
STAYS = timedelta(minutes=15)
"""How long the slots after its end are taken for a car that stays, before it is looked at again."""
AHEAD = timedelta(hours=25)
"""A sheet is put on the clock so long before it begins: more than `early_start` can be."""
GRACE = timedelta(minutes=5)
"""What is written so shortly before that puts itself on the clock: its writer may be slow."""
ORDER = list(Moment)


def next_moment(booking: Booking) -> tuple[datetime, Moment] | None:
    """The next thing due in the booking's life; None when nothing is any more."""
    if booking.state is State.PENDING:
        return booking.lapses_at, Moment.LAPSE
    if booking.state is not State.RESERVED:
        return None
    after = -1 if booking.done is None else ORDER.index(booking.done)
    return next(((at, moment) for at, moment in _moments(booking) if ORDER.index(moment) > after), None)


def _moments(booking: Booking) -> list[tuple[datetime, Moment]]:
    start, end, terms = booking.period.start, booking.period.end, booking.terms
    if booking.kind is Kind.BLOCK:
        return [(end, Moment.END)]
    if booking.session_id is None:
        moments = [
            (start - (terms.early_start or timedelta(0)), Moment.OPEN),
            (booking.lapses_at, Moment.NO_SHOW),
        ]
        if booking.created_at < start - REMIND_BEFORE:
            moments.insert(0, (start - REMIND_BEFORE, Moment.REMIND))
        return moments
    if booking.done is Moment.END and booking.look_at is not None:
        return [(booking.look_at, Moment.OVERSTAY)]
    moments = [(end, Moment.END)]
    if booking.period.duration > ENDS_SOON_BEFORE:
        moments.insert(0, (end - ENDS_SOON_BEFORE, Moment.ENDS_SOON))
    return moments


def is_on_the_clock(booking: Booking, now: datetime) -> bool:
    """Whether the booking's next moment is to be found by its time.

    What only waits for a start that is far off need not be: it is put on the clock when the sheet that it
    stands on comes near. Most bookings that are moved or cancelled before never were on it.
    """
    due = next_moment(booking)
    if due is None:
        return False
    if booking.state is State.PENDING or booking.done is not None or booking.session_id:
        return True
    return floor(booking.period.start, SHEET) - AHEAD - GRACE <= now

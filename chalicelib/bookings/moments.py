"""When something is due in a booking's life, and what."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from chalicelib.bookings.booking import Booking, Kind, Moment, State
from chalicelib.bookings.slots import SHEET, floor

NOTHING = timedelta(0)
REMIND_BEFORE = timedelta(minutes=30)
ENDS_SOON_BEFORE = timedelta(minutes=10)
STAYS = timedelta(minutes=15)
"""How long the slots after its end are taken for a car that stays, before it is looked at again."""
LONGEST_STAY = timedelta(days=2)
"""After the end. A session that goes on longer has lost its charger; a manager ends it."""
AHEAD = timedelta(hours=25)
"""A sheet is put on the clock so long before it begins: more than `early_start` can be."""
GRACE = timedelta(minutes=5)
"""What is written so shortly before that puts itself on the clock: its writer may be slow."""
ORDER = list(Moment)


def next_moment(booking: Booking) -> tuple[datetime, Moment] | None:
    """The next thing due in the booking's life; None when nothing is any more."""
    return next(remaining(booking), None)


def due(booking: Booking, now: datetime) -> Moment | None:
    """What is to be done of the booking at `now`, however late; None: nothing yet.

    What is too late to matter is passed over: nobody is reminded of a start that has been.
    """
    found = None
    for at, moment in remaining(booking):
        if at > now:
            break
        found = moment
        if not _is_too_late(booking, moment, now):
            break
    return found


def _is_too_late(booking: Booking, moment: Moment, now: datetime) -> bool:
    if moment is Moment.REMIND:
        return now >= booking.period.start
    if moment is Moment.OPEN:
        return now >= booking.lapses_at
    return moment is Moment.ENDS_SOON and now >= booking.period.end


def is_kept(booking: Booking) -> bool:
    """Whether the charger was told to be kept for its driver, who has not come yet."""
    has_opened = booking.done is not None and all(
        moment is not Moment.OPEN for _, moment in remaining(booking)
    )
    return has_opened and booking.is_open and booking.kind is Kind.BOOKING and booking.session_id is None


def overstays_at(booking: Booking) -> datetime:
    """When its end and `late_stop` are over."""
    return booking.period.end + (booking.terms.late_stop or NOTHING)


def remaining(booking: Booking) -> Iterator[tuple[datetime, Moment]]:
    """All that is still to come in the booking's life, in order."""
    if booking.state is State.PENDING:
        yield booking.lapses_at, Moment.LAPSE
    elif (
        booking.state is State.RESERVED
        and booking.session_id
        and booking.done in (Moment.END, Moment.OVERSTAY)
    ):
        if booking.look_at is not None:
            yield booking.look_at, Moment.OVERSTAY
    elif booking.state is State.RESERVED:
        moments = sorted(_moments(booking), key=lambda due: (due[0], ORDER.index(due[1])))
        done = [number for number, (_, moment) in enumerate(moments) if moment is booking.done]
        after = -1 if booking.done is None else ORDER.index(booking.done)
        yield from (
            moments[done[0] + 1 :] if done else [due for due in moments if ORDER.index(due[1]) > after]
        )


def _moments(booking: Booking) -> list[tuple[datetime, Moment]]:
    start, end, terms = booking.period.start, booking.period.end, booking.terms
    if booking.kind is Kind.BLOCK:
        return [(end, Moment.END)]
    if booking.session_id is None:
        moments = [(start - (terms.early_start or NOTHING), Moment.OPEN), (booking.lapses_at, Moment.NO_SHOW)]
        if booking.created_at < start - REMIND_BEFORE:
            moments.append((start - REMIND_BEFORE, Moment.REMIND))
        return moments
    moments = [(end, Moment.END)]
    if booking.period.duration > ENDS_SOON_BEFORE:
        moments.append((end - ENDS_SOON_BEFORE, Moment.ENDS_SOON))
    return moments


def is_on_the_clock(booking: Booking, now: datetime) -> bool:
    """Whether the booking's next moment is to be found by its time.

    What only waits for a start that is far off need not be: it is put on the clock when the sheet that it
    stands on comes near. Most bookings that are moved or cancelled before never were on it.
    """
    if next_moment(booking) is None:
        return False
    if booking.state is State.PENDING or booking.done is not None or booking.session_id:
        return True
    return floor(booking.period.start, SHEET) - AHEAD - GRACE <= now

"""A charger's day: when it is taken, and by whom for who may know."""

from datetime import date

from pydantic import AwareDatetime

from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import Day as WrittenDay
from chalicelib.api.schema import In, Out
from chalicelib.bookings.booking import Kind
from chalicelib.bookings.reading import Day
from chalicelib.bookings.terms import terms_of
from chalicelib.kernel.caller import Caller
from chalicelib.policies.rules import MINUTE
from chalicelib.wiring import services

api = Api(__name__)


class BusyOut(Out):
    """A stretch that somebody holds. Who, is told to managers, and of one's own; why, of a block."""

    start_date_time: AwareDatetime
    end_date_time: AwareDatetime
    kind: Kind
    mine: bool
    booking_id: str | None
    driver_name: str | None
    reason: str | None


class DayOut(Out):
    """One day of a charger, from midnight to midnight at the station."""

    charger_id: str
    date: date
    time_zone: str
    start_date_time: AwareDatetime
    end_date_time: AwareDatetime
    grid_minutes: int
    busy: list[BusyOut]


class OneDay(In):
    """A day of the station's calendar."""

    date: WrittenDay


@api.route("/chargers/{charger_id}/day", methods=["GET"], who=Who.ANYONE)
def show_day(charger_id: str, caller: Caller | None, query: OneDay) -> DayOut:
    """When a charger is taken on one day."""
    return _day_out(services().booking_reader.day(charger_id, caller, query.date), query.date, caller)


def _day_out(day: Day, date: date, caller: Caller | None) -> DayOut:
    told = day.standing.may_manage
    accounts = services().accounts.accounts_of({booking.driver_id for _, booking in day.busy if booking})
    busy = []
    for period, booking in day.busy:
        is_mine = bool(booking and caller and booking.driver_id == caller.account_id)
        known = booking if told or is_mine else None
        driver = accounts.get(known.driver_id) if known else None
        is_block = booking is not None and booking.kind is Kind.BLOCK
        busy.append(
            BusyOut(
                start_date_time=period.start,
                end_date_time=period.end,
                kind=booking.kind if booking else Kind.BOOKING,
                mine=is_mine,
                booking_id=known.booking_id if known else None,
                driver_name=driver.name if driver else None,
                reason=booking.history[0].reason if booking and is_block and booking.history else None,
            )
        )
    return DayOut(
        charger_id=day.charger.charger_id,
        date=date,
        time_zone=day.charger.time_zone,
        start_date_time=day.period.start,
        end_date_time=day.period.end,
        grid_minutes=terms_of(day.standing, day.charger).policy.grid // MINUTE,
        busy=busy,
    )

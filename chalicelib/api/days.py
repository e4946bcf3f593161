"""A charger's day: when it is taken, and by whom for who may know."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Annotated

from pydantic import AwareDatetime, Field

from chalicelib.accounts.rules import Account
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


class ChargerDaysOut(Out):
    """Some days of one charger."""

    charger_id: str
    charger_name: str
    days: list[DayOut]


class CalendarOut(Out):
    """Some days of all chargers of a station."""

    station_id: str
    time_zone: str
    chargers: list[ChargerDaysOut]


class OneDay(In):
    """A day of the station's calendar."""

    date: WrittenDay


class SomeDays(In):
    """Days of the station's calendar: a week at most."""

    from_: WrittenDay = Field(alias="from")
    days: Annotated[int, Field(ge=1, le=7)] = 1


@api.route("/chargers/{charger_id}/day", methods=["GET"], who=Who.ANYONE)
def show_day(charger_id: str, caller: Caller | None, query: OneDay) -> DayOut:
    """When a charger is taken on one day."""
    day = services().booking_reader.day(charger_id, caller, query.date)
    return _day_out(day, query.date, caller, _accounts([day]))


@api.route("/stations/{station_id}/calendar", methods=["GET"], who=Who.MANAGER)
def show_calendar(station_id: str, caller: Caller, query: SomeDays) -> CalendarOut:
    """Who has which charger of a station when."""
    station, chargers = services().calendar.of_station(station_id, caller, query.from_, query.days)
    accounts = _accounts(day for _, days in chargers for day in days)
    return CalendarOut(
        station_id=station.station_id,
        time_zone=station.time_zone,
        chargers=[
            ChargerDaysOut(
                charger_id=charger.charger_id,
                charger_name=charger.name,
                days=[
                    _day_out(day, query.from_ + timedelta(days=number), caller, accounts)
                    for number, day in enumerate(days)
                ],
            )
            for charger, days in chargers
        ],
    )


def _accounts(days: Iterable[Day]) -> Mapping[str, Account]:
    return services().accounts.accounts_of(
        {booking.driver_id for day in days for _, booking in day.busy if booking}
    )


def _day_out(day: Day, date: date, caller: Caller | None, accounts: Mapping[str, Account]) -> DayOut:
    told = day.standing.may_manage
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

"""What a network is used for, over HTTP."""

from typing import Annotated, Any

from chalice.app import Response
from pydantic import Field

from chalicelib.api.edge import Api, Who
from chalicelib.api.reports import Form
from chalicelib.api.schema import In, MoneyOut, Out
from chalicelib.api.tables import csv_response
from chalicelib.kernel.caller import Caller
from chalicelib.reports.usage import ChargerUse, MonthUse, Usage
from chalicelib.sessions.usage import Use
from chalicelib.wiring import services

api = Api(__name__)
HOUR = 3600
MINUTE = 60


class UsageQuery(In):
    """The last of twelve months, like 2026-06: this one where nothing is said."""

    until: Annotated[str, Field(max_length=10, examples=["2026-06"])] | None = None
    format: Form = Form.JSON


class MonthUseOut(Out):
    """What came to its end in one month, by the stations' calendars.

    `bookings` took time, no-shows included, and `booked_hours` is how much; sessions without one count, too.
    """

    month: str
    sessions: int
    energy_kwh: float
    duration_minutes: int
    revenue: list[MoneyOut]
    bookings: int
    no_shows: int
    booked_hours: float

    @classmethod
    def of(cls, told: MonthUse) -> "MonthUseOut":
        """As it is kept."""
        return cls(
            month=told.month,
            sessions=told.use.sessions,
            energy_kwh=told.use.energy_wh / 1000,
            duration_minutes=told.use.seconds // MINUTE,
            revenue=_revenue(told.use),
            bookings=told.held.bookings,
            no_shows=told.held.no_shows,
            booked_hours=round(told.held.seconds / HOUR, 2),
        )


class ChargerUseOut(Out):
    """What one charger was used for in all twelve months. One that is gone is told under its last names."""

    charger_id: str
    name: str
    station_id: str
    station_name: str
    sessions: int
    energy_kwh: float
    revenue: list[MoneyOut]
    occupied_share: float = Field(
        description="Of the time since the network was first used in these months, 0 to 1, in sessions."
    )

    @classmethod
    def of(cls, told: ChargerUse) -> "ChargerUseOut":
        """As it is kept."""
        return cls(
            charger_id=told.charger_id,
            name=told.name,
            station_id=told.station_id,
            station_name=told.station_name,
            sessions=told.use.sessions,
            energy_kwh=told.use.energy_wh / 1000,
            revenue=_revenue(told.use),
            occupied_share=round(told.occupied_share, 4),
        )


class UsageOut(Out):
    """Twelve months, the latest last; and the chargers that there are or were used, most energy first."""

    months: list[MonthUseOut]
    chargers: list[ChargerUseOut]


@api.route("/networks/{network_id}/usage", methods=["GET"], who=Who.MANAGER)
def show_usage(network_id: str, caller: Caller, query: UsageQuery) -> UsageOut | Response:
    """What a network was used for in twelve months: sessions, energy, revenue and bookings.

    Revenue is what valid sessions cost their drivers; a review that changes one changes its month. With
    `format=csv`, the months as a table, a column of revenue for each currency.
    """
    found = services().network_usage.report(network_id, caller, query.until)
    return _csv(found) if query.format is Form.CSV else _out(found)


def _out(found: Usage) -> UsageOut:
    return UsageOut(
        months=[MonthUseOut.of(month) for month in found.months],
        chargers=[ChargerUseOut.of(charger) for charger in found.chargers],
    )


def _csv(found: Usage) -> Response:
    rows = [MonthUseOut.of(month) for month in found.months]
    currencies = sorted({money.currency for row in rows for money in row.revenue})
    columns = [name for name in MonthUseOut.model_fields if name != "revenue"]
    columns += [f"revenue_{currency.lower()}" for currency in currencies]
    return csv_response("usage", columns, (_row(row, currencies) for row in rows))


def _row(row: MonthUseOut, currencies: list[str]) -> dict[str, Any]:
    told = row.model_dump(exclude={"revenue"})
    owed = {money.currency: money.amount for money in row.revenue}
    return told | {f"revenue_{currency.lower()}": owed.get(currency, "0") for currency in currencies}


def _revenue(use: Use) -> list[MoneyOut]:
    return [MoneyOut.of(money) for money in use.revenue]

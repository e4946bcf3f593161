"""What the caller used, over HTTP."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import FIRST_YEAR, LAST_YEAR, In, MoneyOut, Out
from chalicelib.kernel.caller import Caller
from chalicelib.policies.rules import MINUTE
from chalicelib.reports.carbon import EUROPEAN
from chalicelib.reports.driving import Driven
from chalicelib.wiring import services

api = Api(__name__)
MONTH = "%Y-%m"


def _on_earth(text: str) -> str:
    if not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        raise PydanticCustomError("year", "This is too long ago or too far ahead.")
    return text


Month = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$", examples=["2026-11"]),
    AfterValidator(_on_earth),
]


class UsageQuery(In):
    """The last of the twelve months; this one where nothing is said."""

    until: Month | None = None

    def day(self) -> date | None:
        """Its first day."""
        return datetime.strptime(self.until, MONTH).date() if self.until else None  # noqa: DTZ007 - a month


class DrivenOut(Out):
    """What ended sessions came to; those that wait for a review are among them, voided ones are not."""

    sessions: int
    energy_kwh: float
    duration_minutes: int = Field(description="Plugged in, from begin to end.")
    cost: list[MoneyOut] = Field(description="One for each currency; none where nothing was to be paid.")
    co2_avoided_kg: float = Field(description="By `assumptions`; below zero where electricity is dirtier.")


class DrivenMonth(DrivenOut):
    """The same of one month, in which the sessions ended by the clock of the account's time zone."""

    month: str = Field(examples=["2026-11"])


class AssumptionsOut(Out):
    """What avoided CO2 is reckoned with."""

    combustion_g_per_km: float
    kwh_per_100_km: float
    grid_g_per_kwh: float
    source: str


class UsageOut(Out):
    """Twelve months, the oldest first, those without a session too."""

    months: list[DrivenMonth]
    totals: DrivenOut
    assumptions: AssumptionsOut


@api.route("/me/usage", methods=["GET"], who=Who.ACCOUNT)
def my_usage(caller: Caller, query: UsageQuery) -> UsageOut:
    """What I charged in twelve months: energy, time, cost, and the CO2 that it avoided."""
    year = services().driving.year(caller, query.day())
    return UsageOut(
        months=[DrivenMonth(month=f"{month:{MONTH}}", **_figures(driven)) for month, driven in year.months],
        totals=DrivenOut(**_figures(year.total)),
        assumptions=AssumptionsOut.model_validate(EUROPEAN),
    )


def _figures(driven: Driven) -> dict[str, Any]:
    return {
        "sessions": driven.sessions,
        "energy_kwh": float(round(driven.energy_wh / 1000, 3)),
        "duration_minutes": driven.duration // MINUTE,
        "cost": [MoneyOut.of(money) for money in driven.cost],
        "co2_avoided_kg": float(round(driven.co2_avoided_g / 1000, 3)),
    }

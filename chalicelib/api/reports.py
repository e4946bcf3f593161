"""Reports over HTTP."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any

from chalice.app import Response
from pydantic import ConfigDict, Field

from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import Day, In, Out
from chalicelib.api.tables import csv_response
from chalicelib.kernel.caller import Caller
from chalicelib.policies.rules import HOUR, MINUTE
from chalicelib.reports.hours import Hour
from chalicelib.reports.service import Told
from chalicelib.reports.use import Use
from chalicelib.reports.waits import Waits
from chalicelib.wiring import services

api = Api(__name__)


class Form(StrEnum):
    """JSON, or the members alone as CSV (RFC 4180)."""

    JSON = "json"
    CSV = "csv"


class ReportQuery(In):
    """Which days, both included: the last 30 where nothing is said, at most 92."""

    model_config = ConfigDict(populate_by_name=False)

    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None
    format: Form = Form.JSON


class UseOut(Out):
    """What was taken. `hours` is time held, from a booking's start (or an early begin) until it was over.

    `bookings` and `walk_ups` took time, no-shows included; `canceled` were given back by their drivers.
    `energy_kwh` is what ended sessions metered.
    """

    bookings: int
    walk_ups: int
    hours: float
    prime_hours: float
    energy_kwh: float
    no_shows: int
    canceled: int
    late_cancels: int
    overstays: int


class MemberUseOut(UseOut):
    """What one member took; `share` and `prime_share` (0 to 1) of all hours, and of those in prime time."""

    account_id: str
    name: str | None
    member_class: str | None
    is_member: bool
    share: float
    prime_share: float


class ClassUseOut(UseOut):
    """The same of all members of a class together; null: of those of no class."""

    member_class: str | None
    members: int
    share: float
    prime_share: float


class RefusalsOut(Out):
    """Requests to book or to charge that a rule refused, and by which code how many; one can have several."""

    requests: int
    by_code: dict[str, int]


class WaitsOut(Out):
    """How long those had waited, from joining, who accepted an offer of the waitlist; null of none."""

    count: int
    median_minutes: int | None
    nine_of_ten_minutes: int | None


class HourOut(Out):
    """One hour of the week by the stations' clocks: all chargers and days added up. Monday is 1."""

    weekday: int
    hour: int
    held_hours: float
    open_hours: float
    utilisation: float


class FairnessOut(Out):
    """How fairly a network was shared. What a booking took counts on the day on which it was over.

    Members by what they took, most first, also those who took nothing, and who left but took something.
    `gini` is 0 when all members took the same, and near 1
    when one took all; `in_words` says it plainly.
    """

    model_config = ConfigDict(serialize_by_alias=True)

    network_id: str
    from_: Annotated[date, Field(alias="from")]
    until: date
    total: UseOut
    members: list[MemberUseOut]
    classes: list[ClassUseOut]
    refusals: RefusalsOut
    waiting: WaitsOut
    utilisation: list[HourOut]
    gini: float
    in_words: str


@api.route("/networks/{network_id}/fairness", methods=["GET"], who=Who.MANAGER)
def show_fairness(network_id: str, caller: Caller, query: ReportQuery) -> FairnessOut | Response:
    """How fairly members share a network's chargers: who took how much, when, and whom rules refused.

    With `format=csv`, the members as a table.
    """
    told = services().fairness.report(network_id, caller, query.from_, query.until)
    return _csv(told) if query.format is Form.CSV else _out(network_id, told)


def _out(network_id: str, told: Told) -> FairnessOut:
    report = told.report
    return FairnessOut.model_validate(
        {
            "network_id": network_id,
            "from": report.days.first,
            "until": report.days.last,
            "total": _use(report.all),
            "members": _members(told),
            "classes": [
                {
                    "member_class": one.member_class,
                    "members": one.members,
                    "share": _part(one.share),
                    "prime_share": _part(one.prime_share),
                    **_use(one.use),
                }
                for one in report.classes
            ],
            "refusals": {"requests": report.refusals.requests, "by_code": report.refusals.by_code},
            "waiting": _waiting(report.waits),
            "utilisation": [_hour(hour) for hour in report.hours],
            "gini": _part(report.gini),
            "in_words": report.in_words,
        }
    )


def _members(told: Told) -> list[dict[str, Any]]:
    return [
        {
            "account_id": member.account_id,
            "name": told.names.get(member.account_id),
            "member_class": member.member_class,
            "is_member": member.is_member,
            "share": _part(member.share),
            "prime_share": _part(member.prime_share),
            **_use(member.use),
        }
        for member in told.report.members
    ]


def _use(use: Use) -> dict[str, Any]:
    return {
        "bookings": use.bookings,
        "walk_ups": use.walk_ups,
        "hours": _hours(use.held),
        "prime_hours": _hours(use.prime_held),
        "energy_kwh": float(round(use.energy_wh / 1000, 3)),
        "no_shows": use.no_shows,
        "canceled": use.canceled,
        "late_cancels": use.late_cancels,
        "overstays": use.overstays,
    }


def _waiting(waits: Waits) -> dict[str, Any]:
    return {
        "count": waits.count,
        "median_minutes": None if waits.median is None else waits.median // MINUTE,
        "nine_of_ten_minutes": None if waits.nine_of_ten is None else waits.nine_of_ten // MINUTE,
    }


def _hour(hour: Hour) -> dict[str, Any]:
    return {
        "weekday": hour.weekday,
        "hour": hour.hour,
        "held_hours": _hours(hour.held),
        "open_hours": _hours(hour.open),
        "utilisation": _part(hour.utilisation),
    }


def _hours(length: timedelta) -> float:
    return round(length / HOUR, 2)


def _part(part: float) -> float:
    return round(part, 4)


def _csv(told: Told) -> Response:
    return csv_response("fairness", list(MemberUseOut.model_fields), _members(told))

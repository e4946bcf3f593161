"""The report of a driver's own year."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from chalicelib.accounts.rules import Account
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.kernel.period import Period
from chalicelib.reports.driving import Year, driven, time_of, twelve_months
from chalicelib.reports.reading import every
from chalicelib.sessions.rules import Session

LONGEST_VISIT = timedelta(days=62)
"""A visit that began longer before the first month is not looked for."""


@dataclass(frozen=True)
class DrivingService:
    """What drivers are told of their own use."""

    mine: Callable[[Caller], Account]
    sessions: Callable[[str, Period, Wanted], Page[Session]]
    """A driver's that are over and began within a period."""
    now: Clock

    def year(self, caller: Caller, until: date | None) -> Year:
        """Twelve months up to that of `until`, or this one, in the account's time zone.

        1 request for the account, 1 for each 500 visits. Raises Refused("too_much_to_report").
        """
        account = self.mine(caller)
        today = self.now().astimezone(ZoneInfo(account.time_zone)).date()
        months = twelve_months(until or today)
        asked = time_of(months, account.time_zone)
        begun = Period(asked.start - LONGEST_VISIT, asked.end)
        found = every(lambda wanted: self.sessions(account.account_id, begun, wanted))
        return driven(found, months, account.time_zone)

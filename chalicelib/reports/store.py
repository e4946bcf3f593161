"""Counts in DynamoDB. Keys: items.py."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from pynamodb.expressions.operand import Path

from chalicelib.kernel.period import Period
from chalicelib.reports.items import CODE, KEPT, RefusalsItem, WaitItem
from chalicelib.reports.refusals import Refusals
from chalicelib.reports.waits import Wait
from chalicelib.table import Write, put


class DynamoRefusals:
    """Keeps RefusalStore's promises (refusals.py). Each is 1 request."""

    def count(self, network_id: str, day: date, codes: Iterable[str]) -> None:
        """One request more was refused, with these codes."""
        forgotten = datetime.combine(day, time(), UTC) + KEPT
        RefusalsItem.keyed(network_id, day).update(
            [
                RefusalsItem.requests.add(1),
                *(Path([f"{CODE}{code}"]).add(1) for code in sorted(codes)),
                RefusalsItem.expires.set(int(forgotten.timestamp())),
                RefusalsItem.kind.set(RefusalsItem),
            ]
        )

    def refusals(self, network_id: str, first: date, last: date) -> Refusals:
        """Of all these days."""
        days = RefusalsItem.sk.between(RefusalsItem.day_key(first), RefusalsItem.day_key(last))
        found = RefusalsItem.query(f"NETWORK#{network_id}", days)
        return sum((Refusals(int(item.requests), item.by_code) for item in found), Refusals())


class DynamoWaits:
    """Keeps how long people waited."""

    def recording(self, wait: Wait) -> tuple[Write, ...]:
        """The write that keeps a wait; the same twice is one."""
        return (put("wait", WaitItem.of(wait)),)

    def waits(self, network_id: str, period: Period) -> list[Wait]:
        """Those that came to a booking within a period: 1 request for each megabyte, thousands of them."""
        times = WaitItem.sk.between(WaitItem.time_key(period.start), WaitItem.time_key(period.end))
        return [item.wait() for item in WaitItem.query(f"NETWORK#{network_id}", times)]

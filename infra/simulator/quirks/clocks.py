"""Quirks of clocks: what `timestamp` says."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from infra.simulator.quirks.quirk import Call, Payload, Quirk
from infra.simulator.quirks.reaching import each
from infra.simulator.wording import stamp

EPOCH_YEARS = datetime(2026, 1, 1, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)
BERLIN_SUMMER = timezone(timedelta(hours=2))


def clock(change: Callable[[datetime], str]) -> Callable[[Call], Payload]:
    """Every instant of a message said otherwise."""

    def changed(call: Call) -> Payload:
        return each(call.payload, "timestamp", lambda told: change(datetime.fromisoformat(told)))

    return changed


def old_queue(hours: int = 6) -> Quirk:
    """In 2.0.1 with the flag."""

    def aged(call: Call) -> Payload:
        is_fact = call.action in ("StartTransaction", "MeterValues", "StopTransaction", "TransactionEvent")
        if not is_fact:
            return call.payload
        if call.action == "TransactionEvent":
            call.payload["offline"] = True
        return clock(lambda at: stamp(at - timedelta(hours=hours)))(call)

    return Quirk("old-queue", "what it tells of transactions is N hours old", old_queue, call=aged)


CLOCKS = (
    old_queue(),
    Quirk("clock-1970", "its clock began in 1970", call=clock(lambda at: stamp(at - EPOCH_YEARS))),
    Quirk(
        "clock-future",
        "its clock is two days ahead",
        call=clock(lambda at: stamp(at + timedelta(days=2))),
    ),
    Quirk(
        "clock-without-zone",
        "UTC, but without a Z",
        call=clock(lambda at: at.replace(tzinfo=None).isoformat(timespec="seconds")),
    ),
    Quirk(
        "clock-local",
        "local time (two hours ahead), without a zone",
        call=clock(
            lambda at: at.astimezone(BERLIN_SUMMER).replace(tzinfo=None).isoformat(timespec="seconds")
        ),
    ),
)

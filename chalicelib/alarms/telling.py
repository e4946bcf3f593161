"""What managers are written about alarms. Pure."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.alarms.rules import Alarm, Raised
from chalicelib.notices.rules import Notice

RAISED, CLEARED = "alarm_raised", "alarm_cleared"


def notices(raised: Raised, account_ids: Sequence[str], over_at: datetime | None) -> list[Notice]:
    """One for each of these accounts: that it was raised, or that it was over at `over_at`."""
    alarm, event = raised.alarm, RAISED if over_at is None else CLEARED
    facts = {
        "station_name": raised.station_name,
        "charge_point_name": raised.charge_point_name,
        "reason": f"fault_{raised.reports[0].what}" if raised.reports else f"alarm_{alarm.kind.value}",
        "since_at": alarm.at.isoformat(),
    }
    if over_at is None:
        facts |= {"detail": alarm.detail, **_in_code(alarm)}
    else:
        facts["over_at"] = over_at.isoformat()
    return [
        Notice(f"{event}#{raised.alarm_id}#{account_id}", account_id, event, facts)
        for account_id in account_ids
    ]


def _in_code(alarm: Alarm) -> dict[str, str]:
    """What its detail tells, where the sentence is ours, so that each reader has it in their language."""
    from chalicelib.alarms.reasons import SAYINGS  # noqa: PLC0415 - start-up: who raises no alarm needs none
    from chalicelib.firmware.reasons import SAYINGS as UPDATES  # noqa: PLC0415 - likewise

    sayings = SAYINGS.get(alarm.kind)
    said = sayings.read(alarm.detail) if sayings else None
    if said is None:
        return {}
    why = UPDATES.read(said.facts.get("why"))
    inner = {"why_code": why.code.value, **why.facts} if why else {}
    return {"detail_code": said.code.value, **said.facts, **inner}

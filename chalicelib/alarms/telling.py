"""What managers are written about alarms. Pure."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.alarms.rules import Raised
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
    facts |= {"detail": alarm.detail} if over_at is None else {"over_at": over_at.isoformat()}
    return [
        Notice(f"{event}#{raised.alarm_id}#{account_id}", account_id, event, facts)
        for account_id in account_ids
    ]

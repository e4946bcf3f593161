"""Security events in DynamoDB (table `alarms`)."""

from datetime import UTC, datetime

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.alarms.items import AlarmsItem
from chalicelib.alarms.security_events import Heard
from chalicelib.charge_points.rules import SecurityEvent
from chalicelib.kernel.ids import secret_code
from chalicelib.kernel.paging import Page
from chalicelib.pages import after, page

ISO = "%Y-%m-%dT%H:%M:%S.%fZ"


class SecurityEventItem(AlarmsItem, discriminator="security_event"):
    """pk SECURITY#<charge_point_id>, sk EVENT#<heard_at, UTC>#<random>; it expires."""

    type = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    info = UnicodeAttribute(null=True)
    heard_at = UTCDateTimeAttribute()

    def domain(self) -> Heard:
        """What it stands for."""
        return Heard(SecurityEvent(self.type, self.at, self.info), self.heard_at)


class DynamoSecurityEvents:
    """Keeps SecurityEventStore's promises (security_events.py) in DynamoDB."""

    def add(self, charge_point_id: str, heard: Heard, kept_until: datetime) -> None:
        """1 write."""
        SecurityEventItem(
            f"SECURITY#{charge_point_id}",
            f"EVENT#{heard.heard_at.astimezone(UTC):{ISO}}#{secret_code(6)}",
            type=heard.event.type,
            at=heard.event.at,
            info=heard.event.info,
            heard_at=heard.heard_at,
            expires=int(kept_until.timestamp()),
        ).save()

    def events(
        self, charge_point_id: str, since: datetime | None, cursor: str | None, limit: int
    ) -> Page[Heard]:
        """The last heard first. 1 read."""
        start = f"EVENT#{since.astimezone(UTC):{ISO}}" if since else "EVENT#"
        found = SecurityEventItem.query(
            f"SECURITY#{charge_point_id}",
            SecurityEventItem.sk.between(start, "EVENT#~"),
            scan_index_forward=False,
            limit=limit,
            last_evaluated_key=after(cursor),
        )
        return page(found, SecurityEventItem.domain)

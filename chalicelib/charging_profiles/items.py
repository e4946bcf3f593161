"""How charging profiles lie in DynamoDB: a partition per network and charge point, as variables do."""

import json
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.charging_profiles.rules import Kept, Source
from chalicelib.table import Item, table_name


class ProfilesTable(Item):
    """Anything in the table `charging_profiles`."""

    class Meta:
        """Which table."""

        table_name = table_name("charging_profiles")


class ProfileItem(ProfilesTable, discriminator="charging_profile"):
    """pk <home>, sk PROFILE#<profile_id>: "the profiles of this charge point" is a query."""

    profile_id = NumberAttribute()
    connector_id = NumberAttribute()
    profile = UnicodeAttribute()
    source = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    by = UnicodeAttribute(null=True)
    limit_source = UnicodeAttribute(null=True)

    def domain(self) -> Kept:
        """What it stands for."""
        return Kept(
            int(self.profile_id),
            int(self.connector_id),
            json.loads(self.profile),
            Source(self.source),
            self.at,
            self.by,
            self.limit_source,
        )


class ScheduleItem(ProfilesTable, discriminator="composite_schedule"):
    """pk <home>, sk SCHEDULE#<connector_id>: the last answer to what all profiles together allow."""

    schedule = UnicodeAttribute()
    duration_seconds = NumberAttribute()
    at = UTCDateTimeAttribute()


def profile_item(home: str, kept: Kept) -> ProfileItem:
    """The item that keeps it."""
    return ProfileItem(
        home,
        f"PROFILE#{kept.profile_id:010d}",
        profile_id=kept.profile_id,
        connector_id=kept.connector_id,
        profile=_json(kept.profile),
        source=kept.source.value,
        at=kept.at,
        by=kept.by,
        limit_source=kept.limit_source,
    )


def _json(value: Any) -> str:
    return json.dumps(value, default=str, separators=(",", ":"))

"""Charging profiles in DynamoDB. Keys: items.py."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.charging_profiles.items import ProfileItem, ProfilesTable, ScheduleItem, profile_item
from chalicelib.charging_profiles.rules import Kept


@dataclass(frozen=True)
class Schedule:
    """What a charge point said that all profiles together allow at a connector (0: all of it), and when.

    `schedule`: start_at, unit, periods, as far as told. `duration_seconds`: how far it was asked for.
    """

    connector_id: int
    schedule: Mapping[str, Any]
    duration_seconds: int
    at: datetime


class DynamoProfiles:
    """Keeps what ChargingProfileService needs in DynamoDB."""

    def profiles(self, home: str) -> list[Kept]:
        """By number: 1 query."""
        found = ProfileItem.query(home, ProfileItem.sk.startswith("PROFILE#"), consistent_read=True)
        return [item.domain() for item in found]

    def replace(self, home: str, before: Iterable[Kept], after: Mapping[int, Kept]) -> None:
        """The difference is written: 1 write per 25 profiles."""
        old = {kept.profile_id: kept for kept in before}
        with ProfilesTable.batch_write() as batch:
            for profile_id, kept in old.items():
                if profile_id not in after:
                    batch.delete(profile_item(home, kept))
            for profile_id, kept in after.items():
                if old.get(profile_id) != kept:
                    batch.save(profile_item(home, kept))

    def schedule(self, home: str, connector_id: int) -> Schedule | None:
        """1 read."""
        try:
            item = ScheduleItem.get(home, f"SCHEDULE#{connector_id}", consistent_read=True)
        except ScheduleItem.DoesNotExist:
            return None
        return Schedule(connector_id, json.loads(item.schedule), int(item.duration_seconds), item.at)

    def keep_schedule(self, home: str, schedule: Schedule) -> None:
        """In place of the one before. 1 write."""
        ScheduleItem(
            home,
            f"SCHEDULE#{schedule.connector_id}",
            schedule=json.dumps(schedule.schedule, default=str),
            duration_seconds=schedule.duration_seconds,
            at=schedule.at,
        ).save()

"""How local lists lie in DynamoDB."""

import json
import zlib
from typing import Any

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from chalicelib.local_lists.rules import ListState, LocalList
from chalicelib.table import Item, table_name


class LocalListsItem(Item):
    """Anything in the table `local_lists`."""

    class Meta:
        """Which table."""

        table_name = table_name("local_lists")


class ListItem(LocalListsItem, discriminator="local_list"):
    """pk NETWORK#<network_id>, sk CP#<charge_point_id>: "the lists of this network" is a query.

    `packed`: what it holds and what it should, 3000 tokens each in some 150 KB.
    """

    enabled = BooleanAttribute()
    state = UnicodeAttribute()
    list_version = NumberAttribute(null=True)
    packed = BinaryAttribute(legacy_encoding=False)
    too_long = NumberAttribute()
    no_room = NumberAttribute()
    per_message = NumberAttribute()
    verify = BooleanAttribute()
    command_id = UnicodeAttribute(null=True)
    failures = NumberAttribute()
    synced_at = UTCDateTimeAttribute(null=True)
    detail = UnicodeAttribute(null=True)
    revision = NumberAttribute()
    retry_at = UTCDateTimeAttribute(null=True)

    def domain(self) -> LocalList:
        """What it stands for."""
        lists = json.loads(zlib.decompress(self.packed))
        return LocalList(
            self.sk.removeprefix("CP#"),
            self.pk.removeprefix("NETWORK#"),
            bool(self.enabled),
            ListState(self.state),
            None if self.list_version is None else int(self.list_version),
            lists["held"],
            lists["wanted"],
            int(self.too_long),
            int(self.no_room),
            int(self.per_message),
            bool(self.verify),
            self.command_id,
            int(self.failures),
            self.synced_at,
            self.detail,
            int(self.revision),
            self.retry_at,
        )


class DueItem(LocalListsItem, discriminator="due"):
    """pk DUE, sk <network_id>: as long as the network has lists; looked at from `due_at` on."""

    due_at = UTCDateTimeAttribute()


def list_item(found: LocalList) -> ListItem:
    """The item that keeps it."""
    lists: dict[str, Any] = {"held": found.held, "wanted": found.wanted}
    return ListItem(
        f"NETWORK#{found.network_id}",
        f"CP#{found.charge_point_id}",
        enabled=found.enabled,
        state=found.state.value,
        list_version=found.version,
        packed=zlib.compress(json.dumps(lists, separators=(",", ":")).encode()),
        too_long=found.too_long,
        no_room=found.no_room,
        per_message=found.per_message,
        verify=found.verify,
        command_id=found.command_id,
        failures=found.failures,
        synced_at=found.synced_at,
        detail=found.detail,
        revision=found.revision,
        retry_at=found.retry_at,
    )

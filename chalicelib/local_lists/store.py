"""Local lists in DynamoDB. Keys: items.py."""

from dataclasses import replace
from datetime import datetime

from chalicelib.local_lists.items import DueItem, ListItem, list_item
from chalicelib.local_lists.rules import LocalList
from chalicelib.table import attempt


class DynamoLocalLists:
    """Keeps what LocalListService needs in DynamoDB."""

    def local_list(self, network_id: str, charge_point_id: str) -> LocalList | None:
        """1 read."""
        try:
            found = ListItem.get(f"NETWORK#{network_id}", f"CP#{charge_point_id}", consistent_read=True)
        except ListItem.DoesNotExist:
            return None
        return found.domain()

    def of_network(self, network_id: str) -> list[LocalList]:
        """1 query."""
        return [item.domain() for item in ListItem.query(f"NETWORK#{network_id}", consistent_read=True)]

    def save(self, found: LocalList) -> LocalList | None:
        """In place of the revision that was read. None: somebody was faster. 1 write."""
        item = list_item(replace(found, revision=found.revision + 1))
        unmoved = ListItem.revision == found.revision if found.revision else ListItem.pk.does_not_exist()
        return item.domain() if attempt(lambda: item.save(unmoved)) else None

    def remove(self, found: LocalList) -> None:
        """1 write."""
        list_item(found).delete()

    def plan(self, network_id: str, at: datetime) -> None:
        """The network has lists, to be looked at from then on. 1 write."""
        DueItem("DUE", network_id, due_at=at).save()

    def touch(self, network_id: str, at: datetime) -> None:
        """The same, if it has lists. 1 write."""
        item = DueItem("DUE", network_id)
        attempt(lambda: item.update([DueItem.due_at.set(at)], DueItem.pk.exists()))

    def due(self, now: datetime) -> list[tuple[str, datetime]]:
        """The networks whose lists are to be looked at, and since when, longest first. 1 query."""
        found = [(item.sk, item.due_at) for item in DueItem.query("DUE", consistent_read=True)]
        return sorted((one for one in found if one[1] <= now), key=lambda one: one[1])

    def looked(self, network_id: str, due_at: datetime, again_at: datetime | None) -> None:
        """It was looked at, and is again at that time (None: it has no lists), unless touched meanwhile."""
        item, same = DueItem("DUE", network_id), DueItem.due_at == due_at
        if again_at is None:
            attempt(lambda: item.delete(same))
        else:
            attempt(lambda: item.update([DueItem.due_at.set(again_at)], same))

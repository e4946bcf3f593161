"""Monitors and events in DynamoDB. Keys: monitor_items.py."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from chalicelib.kernel.paging import Page
from chalicelib.pages import after, page
from chalicelib.variables.items import VariablesItem
from chalicelib.variables.monitor_items import EventItem, MonitorItem, event_item, monitor_item, monitor_sk
from chalicelib.variables.monitoring import Monitor, VariableEvent

KEPT = timedelta(days=365)


class DynamoMonitors:
    """Keeps what MonitorService needs in DynamoDB."""

    def monitors(self, home: str) -> list[Monitor]:
        """By number: 1 query."""
        found = MonitorItem.query(home, MonitorItem.sk.startswith("MONITOR#"), consistent_read=True)
        return [item.domain() for item in found]

    def of(self, home: str, monitor_ids: Iterable[int]) -> dict[int, Monitor]:
        """Those of these numbers: 1 read per 100, none for none."""
        keys = [(home, monitor_sk(monitor_id)) for monitor_id in set(monitor_ids)]
        found = MonitorItem.batch_get(keys, consistent_read=True) if keys else ()
        return {int(item.monitor_id): item.domain() for item in found}

    def keep(self, home: str, monitors: Iterable[Monitor], at: datetime) -> None:
        """1 write per 25."""
        with VariablesItem.batch_write() as batch:
            for monitor in {one.monitor_id: one for one in monitors}.values():
                batch.save(monitor_item(home, monitor, at))

    def forget(self, home: str, monitor_ids: Iterable[int]) -> None:
        """1 write per 25."""
        with VariablesItem.batch_write() as batch:
            for monitor_id in set(monitor_ids):
                batch.delete(MonitorItem(home, monitor_sk(monitor_id)))

    def keep_events(self, home: str, events: Sequence[VariableEvent], at: datetime) -> None:
        """1 write per 25. An event that is told twice in one message is one."""
        expires = int((at + KEPT).timestamp())
        with VariablesItem.batch_write() as batch:
            for event in {one.event_id: one for one in events}.values():
                batch.save(event_item(home, event, at, expires))

    def events(self, home: str, cursor: str | None, limit: int) -> Page[VariableEvent]:
        """As they were heard, the newest first."""
        found = EventItem.query(
            f"EVENTS#{home}", scan_index_forward=False, limit=limit, last_evaluated_key=after(cursor)
        )
        return page(found, EventItem.domain)

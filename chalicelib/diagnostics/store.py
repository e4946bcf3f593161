"""Logs in DynamoDB. Keys: items.py."""

from chalicelib.diagnostics.items import LogItem, logs_of
from chalicelib.diagnostics.rules import Log
from chalicelib.kernel.paging import Page
from chalicelib.pages import after, page
from chalicelib.table import attempt, changes

CHANGING = ("state", "command_id", "file_name", "size", "detail", "uploaded_at")


class DynamoLogs:
    """Keeps LogStore's promises (needs.py) in DynamoDB."""

    def add(self, log: Log) -> None:
        """1 write."""
        LogItem.of(log).save()

    def log(self, charge_point_id: str, log_id: str) -> Log | None:
        """1 read."""
        key = LogItem.keyed(charge_point_id, log_id)
        try:
            return LogItem.get(key.pk, key.sk, consistent_read=True).domain()
        except LogItem.DoesNotExist:
            return None

    def logs(self, charge_point_id: str, cursor: str | None, limit: int) -> Page[Log]:
        """The newest first. 1 read."""
        found = LogItem.query(
            logs_of(charge_point_id),
            LogItem.sk.startswith("LOG#"),
            scan_index_forward=False,
            limit=limit,
            last_evaluated_key=after(cursor),
            consistent_read=True,
        )
        return page(found, LogItem.domain)

    def change(self, before: Log, now: Log) -> bool:
        """What differs is written, if the state is still as before. False: somebody else was faster."""
        actions = changes(LogItem, before, now, CHANGING)
        if not actions:
            return True
        return attempt(
            lambda: LogItem.keyed(now.charge_point_id, now.log_id).update(
                actions, LogItem.state == before.state.value
            )
        )

"""What requests cost DynamoDB by its own rules, and what they leave behind: of this whole process.

Units are reckoned from the items before and after each write (DynamoDB's guide, "Capacity unit consumption"),
so they are the same whatever plays DynamoDB: 1 for each KB of the larger item, twice that in a transaction,
and for each index one write for an entry made, moved or changed, two for one that moves to another key.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from threading import RLock
from typing import Any

from botocore.client import BaseClient
from botocore.exceptions import ClientError

from infra.tables import TABLES
from tests.load.sizes import KB, item_size, units_read

LOG = "message_log"
OVERHEAD = 100
"""Bytes that DynamoDB adds to each item, and to each entry of an index, when it counts storage."""
KINDS = {"Put": "Item", "Update": "Key", "Delete": "Key", "ConditionCheck": "Key"}
Raw = Mapping[str, Any]


@dataclass
class Costs:
    """Requests and units; the message log's apart. `stored_bytes`: how much the tables and indexes grew."""

    requests: int = 0
    read_units: float = 0.0
    write_units: float = 0.0
    stored_bytes: int = 0
    log_requests: int = 0
    log_write_units: float = 0.0
    log_stored_bytes: int = 0
    mails: int = 0
    posted: int = 0
    """Messages posted to chargers."""

    def since(self, before: "Costs") -> "Costs":
        """What has come on top of `before`."""
        return Costs(*(getattr(self, one.name) - getattr(before, one.name) for one in fields(self)))

    def copy(self) -> "Costs":
        """As they stand now."""
        return Costs(*(getattr(self, one.name) for one in fields(self)))


class Ledger:
    """Counts from `open` to `close`; `now` is the sum."""

    def __init__(self, prefix: str) -> None:
        self.now = Costs()
        self._indexes = {prefix + table.area: table.index_names for table in TABLES}
        self._log = prefix + LOG
        self._turn = RLock()
        self._call = BaseClient._make_api_call  # noqa: SLF001 - where every request passes

    def open(self) -> "Ledger":
        """Count from now on."""
        ledger, call = self, self._call

        def counted(client: Any, operation: str, params: dict[str, Any]) -> Any:
            service = client.meta.service_model.service_name
            if service == "dynamodb" and not operation.startswith("Describe"):
                return ledger._counted(client, operation, params)
            ledger.now.mails += operation in ("SendEmail", "SendRawEmail")
            return call(client, operation, params)

        BaseClient._make_api_call = counted  # noqa: SLF001
        return self

    def close(self) -> None:
        """As if it had never been."""
        BaseClient._make_api_call = self._call  # noqa: SLF001

    def _counted(self, client: Any, operation: str, params: dict[str, Any]) -> Any:
        writes = list(_writes(operation, params))
        with self._turn:
            before = [self._item(client, table, key) for table, key, _ in writes]
            self._count(params, writes)
            try:
                answer = self._call(client, operation, params)
            except ClientError:
                self._charge_refused(operation, writes, before)
                raise
            for (table, key, kind), old in zip(writes, before, strict=True):
                new = old if kind == "ConditionCheck" else self._item(client, table, key)
                self._charge(table, old, new, times=2 if operation == "TransactWriteItems" else 1)
            self.now.read_units += sum(units_read(operation, params, answer))
        return answer

    def _count(self, params: Raw, writes: list[Any]) -> None:
        if self._log in (params.get("TableName"), *(table for table, _, _ in writes)):
            self.now.log_requests += 1
        else:
            self.now.requests += 1

    def _charge(self, table: str, old: Raw, new: Raw, times: int) -> None:
        units = times * _units(old, new)
        grown = _stored(new) - _stored(old)
        for index in self._indexes[table]:
            was, is_now = _entry(index, old), _entry(index, new)
            grown += (_stored(new) if is_now else 0) - (_stored(old) if was else 0)
            if was and is_now and was != is_now:
                units += _units(old, {}) + _units({}, new)
            elif was != is_now or (is_now and dict(old) != dict(new)):
                units += _units(old, new)
        if table == self._log:
            self.now.log_write_units += units
            self.now.log_stored_bytes += grown
        else:
            self.now.write_units += units
            self.now.stored_bytes += grown

    def _charge_refused(self, operation: str, writes: list[Any], before: list[Raw]) -> None:
        """A write whose condition does not hold costs by the item that is there."""
        times = 2 if operation == "TransactWriteItems" else 1
        self.now.write_units += sum(times * _units(old, old) for _, old in zip(writes, before, strict=True))

    def _item(self, client: Any, table: str, key: Raw) -> Raw:
        asked = {"TableName": table, "Key": dict(key), "ConsistentRead": True}
        found: Raw = self._call(client, "GetItem", asked).get("Item", {})
        return found


def _units(*items: Raw) -> int:
    """Of one write: of the largest of these items, at least one."""
    return max(1, -(-max(map(item_size, items)) // KB))


def _stored(item: Raw) -> int:
    return item_size(item) + OVERHEAD if item else 0


def _entry(index: str, item: Raw) -> tuple[str, str] | None:
    """Where an item stands in an index; None: it does not."""
    keys = item.get(f"{index}pk"), item.get(f"{index}sk")
    return (keys[0]["S"], keys[1]["S"]) if keys[0] and keys[1] else None


def _writes(operation: str, params: Raw) -> Iterable[tuple[str, Raw, str]]:
    """Table, key and kind of each item that is written."""
    if operation == "TransactWriteItems":
        for part in params["TransactItems"]:
            ((kind, told),) = part.items()
            yield told["TableName"], _key(told[KINDS[kind]]), kind
    elif operation == "BatchWriteItem":
        for table, parts in params["RequestItems"].items():
            for part in parts:
                ((_, told),) = part.items()
                yield table, _key(told.get("Item") or told["Key"]), "Put"
    elif operation in ("PutItem", "UpdateItem", "DeleteItem"):
        yield params["TableName"], _key(params.get("Item") or params["Key"]), operation


def _key(item: Raw) -> Raw:
    return {"pk": item["pk"], "sk": item["sk"]}

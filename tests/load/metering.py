"""Counts what DynamoDB is asked and what that costs, of every client in this process, thread by thread."""

import threading
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from typing import Any

from botocore.client import BaseClient
from botocore.exceptions import ClientError

from tests.load.sizes import units_read


@dataclass
class Meter:
    """Requests and capacity units. A rejected transaction tells no units: it is counted instead."""

    requests: int = 0
    reads: int = 0
    read_units: float = 0.0
    write_units: float = 0.0
    transactions: int = 0
    rejected: int = 0
    most_items: int = 0
    """In one transaction."""

    def since(self, before: "Meter") -> "Meter":
        """What has come on top of `before`."""
        figures = [now - then for now, then in zip(astuple(self), astuple(before), strict=True)]
        return Meter(*figures[:-1], self.most_items)

    def copy(self) -> "Meter":
        """As it stands now."""
        return Meter(*astuple(self))


class _Meters(threading.local):
    def __init__(self) -> None:
        self.mine = Meter()


def metered() -> "_Meters":
    """Meters that count from now on; `.mine` is the calling thread's."""
    meters = _Meters()
    call = BaseClient._make_api_call  # noqa: SLF001 - PynamoDB, too, goes through it

    def counted(client: Any, operation: str, params: dict[str, Any]) -> Any:
        if client.meta.service_model.service_name != "dynamodb":
            return call(client, operation, params)
        meter = meters.mine
        meter.requests += 1
        if operation == "TransactWriteItems":
            meter.transactions += 1
            meter.most_items = max(meter.most_items, len(params["TransactItems"]))
        try:
            answer = call(client, operation, {**params, "ReturnConsumedCapacity": "TOTAL"})
        except ClientError:
            meter.rejected += operation == "TransactWriteItems"
            raise
        units = list(units_read(operation, params, answer))
        meter.reads += bool(units)
        meter.read_units += sum(units)
        if not units:
            meter.write_units += _told(answer)
        return answer

    BaseClient._make_api_call = counted  # noqa: SLF001
    return meters


def _told(answer: Mapping[str, Any]) -> float:
    """What DynamoDB says that it cost. The emulator follows its rule for writes, not for reads."""
    consumed = answer.get("ConsumedCapacity", [])
    parts = consumed if isinstance(consumed, list) else [consumed]
    return sum(float(part.get("CapacityUnits", 0.0)) for part in parts)

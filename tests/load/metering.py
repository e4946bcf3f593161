"""Counts what DynamoDB is asked and what it says that cost, of every client in this process."""

from dataclasses import dataclass
from typing import Any

from botocore.client import BaseClient


@dataclass
class Meter:
    """Requests, and capacity units as DynamoDB reports them."""

    requests: int = 0
    units: float = 0.0

    def since(self, before: "Meter") -> "Meter":
        """What has come on top of `before`."""
        return Meter(self.requests - before.requests, self.units - before.units)

    def copy(self) -> "Meter":
        """As it stands now."""
        return Meter(self.requests, self.units)


def batch_get_units(params: dict[str, Any]) -> float:
    """What the emulator leaves out, by DynamoDB's rule: a unit for each item below 4 KB, half if eventual."""
    tables = params["RequestItems"].values()
    return sum(len(wanted["Keys"]) * (1.0 if wanted.get("ConsistentRead") else 0.5) for wanted in tables)


def metered() -> Meter:
    """A meter that counts from now on."""
    meter = Meter()
    call = BaseClient._make_api_call  # noqa: SLF001 - PynamoDB, too, goes through it

    def counted(client: Any, operation: str, params: dict[str, Any]) -> Any:
        if client.meta.service_model.service_name != "dynamodb":
            return call(client, operation, params)
        meter.requests += 1
        answer = call(client, operation, {**params, "ReturnConsumedCapacity": "TOTAL"})
        if operation == "BatchGetItem" and not answer.get("ConsumedCapacity"):
            meter.units += batch_get_units(params)
        consumed = answer.get("ConsumedCapacity", [])
        for part in consumed if isinstance(consumed, list) else [consumed]:
            meter.units += part.get("CapacityUnits", 0.0)
        return answer

    BaseClient._make_api_call = counted  # noqa: SLF001
    return meter

"""How large DynamoDB counts an item, and what it charges for reading it (its guide, "item sizes")."""

from collections.abc import Iterator, Mapping
from typing import Any

KB = 1024
READ_UNIT = 4 * KB


def item_size(raw: Mapping[str, Any]) -> int:
    """Bytes of an item as the low-level API has it: `{"pk": {"S": "..."}, ...}`."""
    return sum(len(name.encode()) + _value_size(value) for name, value in raw.items())


def _value_size(value: Mapping[str, Any]) -> int:
    ((kind, content),) = value.items()
    match kind:
        case "S":
            return len(content.encode())
        case "N":
            return -(-len(content.strip("-").replace(".", "").strip("0")) // 2) + 1 + content.startswith("-")
        case "L":
            return 3 + sum(1 + _value_size(part) for part in content)
        case "M":
            return 3 + sum(1 + len(name.encode()) + _value_size(part) for name, part in content.items())
        case "BOOL" | "NULL":
            return 1
        case "SS":
            return sum(len(text.encode()) for text in content)
    raise AssertionError(f"no item of ours has a {kind}")


def read_units(size: int, *, consistent: bool) -> float:
    """Capacity units for reading so many bytes; of what is not there, the least."""
    return max(-(-size // READ_UNIT), 1) * (1.0 if consistent else 0.5)


def units_read(operation: str, params: Mapping[str, Any], answer: Mapping[str, Any]) -> Iterator[float]:
    """Of each part of a request that reads, by its answer; nothing of one that writes."""
    if operation == "GetItem":
        yield read_units(item_size(answer.get("Item", {})), consistent=bool(params.get("ConsistentRead")))
    elif operation in ("Query", "Scan"):
        size = sum(item_size(item) for item in answer.get("Items", ()))
        yield read_units(size, consistent=bool(params.get("ConsistentRead")))
    elif operation == "BatchGetItem":
        for table, wanted in params["RequestItems"].items():
            found = answer["Responses"].get(table, [])
            for size in [*map(item_size, found), *[0] * (len(wanted["Keys"]) - len(found))]:
                yield read_units(size, consistent=bool(wanted.get("ConsistentRead")))

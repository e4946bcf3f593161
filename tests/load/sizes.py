"""How large DynamoDB counts an item, and what it charges for reading it (its guide, "item sizes")."""

from collections.abc import Mapping
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

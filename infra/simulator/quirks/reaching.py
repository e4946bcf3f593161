"""Where in a payload the things are that quirks change, in either version."""

from collections.abc import Callable, Iterator
from typing import Any

from infra.simulator.wording import ENERGY

Payload = dict[str, Any]


def objects(payload: Any) -> Iterator[Payload]:
    """The payload and every object in it."""
    if isinstance(payload, dict):
        yield payload
        for value in payload.values():
            yield from objects(value)
    elif isinstance(payload, list):
        for value in payload:
            yield from objects(value)


def each(payload: Payload, name: str, change: Callable[[Any], Any]) -> Payload:
    """Every field of that name changed, wherever it stands."""
    for one in objects(payload):
        if name in one:
            one[name] = change(one[name])
    return payload


def sampled(payload: Payload) -> list[Payload]:
    """Every sampled value."""
    return [
        value
        for meter_value in payload.get("meterValue", [])
        for value in meter_value["sampledValue"]
        if isinstance(value, dict)
    ]


def registers(payload: Payload) -> list[Payload]:
    """Every sampled value of the energy register."""
    return [value for value in sampled(payload) if value.get("measurand", ENERGY) == ENERGY]


def shown(value: Payload, number: float) -> Any:
    """A number as the version of that sampled value writes it: text in 1.6."""
    return str(number) if isinstance(value["value"], str) else number


def set_unit(value: Payload, unit: str | None) -> None:
    """Another unit; None: none is told."""
    if "unitOfMeasure" in value:
        if unit is None:
            del value["unitOfMeasure"]
        else:
            value["unitOfMeasure"] = {"unit": unit}
    elif unit is None:
        value.pop("unit", None)
    else:
        value["unit"] = unit

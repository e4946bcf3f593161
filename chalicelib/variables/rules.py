"""Configuration keys of OCPP 1.6 and variables of 2.x as one: what a charge point tells of them, kept.

What was told of one variable is two facts, its value and its description, each with its own time: whichever
order they come in and however often, the later of each stays.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from chalicelib.charge_points.secret_names import is_secret_key
from chalicelib.charge_points.variable_keys import same_key

ACTUAL = "Actual"
READ_ONLY, WRITE_ONLY, READ_WRITE = "ReadOnly", "WriteOnly", "ReadWrite"
"""MutabilityEnumType of 2.x; a 1.6 key is ReadOnly or ReadWrite."""
LONGEST_VALUE = 2500
"""Characters of a value (2.x, SetVariableData and VariableAttribute; 1.6 has 500)."""


@dataclass(frozen=True)
class ReportedVariable:
    """What a charge point tells of one attribute of a variable; None and empty: it does not say.

    `key`: as charge_points/variable_keys.py writes it; `attribute`: Actual, Target, MinSet or MaxSet.
    `data_type` is a word of 2.x (string, decimal, integer, dateTime, boolean, OptionList, SequenceList,
    MemberList); `minimum` and `maximum` are in `unit`, or characters of a text; `values` are those allowed.
    """

    key: str
    value: str | None = None
    attribute: str = ACTUAL
    mutability: str | None = None
    data_type: str | None = None
    unit: str | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    values: tuple[str, ...] = ()

    @property
    def is_described(self) -> bool:
        """Whether more than the value is told."""
        return any((self.mutability, self.data_type, self.unit, self.values)) or (
            self.minimum is not None or self.maximum is not None
        )


@dataclass(frozen=True)
class Variable:
    """What is known of one attribute of a variable, and since when. A secret has no value here."""

    told: ReportedVariable
    reported_at: datetime
    described_at: datetime | None = None

    @property
    def is_secret(self) -> bool:
        """Whether its value is not kept."""
        return is_secret_key(self.told.key)

    @property
    def is_read_only(self) -> bool:
        """Whether the charge point says that it cannot be set."""
        return self.told.mutability == READ_ONLY


Known = Mapping[tuple[str, str], Variable]
"""By key without case, and attribute."""


def known(reported: ReportedVariable, at: datetime) -> Variable:
    """What to keep of it."""
    value = None if is_secret_key(reported.key) or reported.value is None else reported.value[:LONGEST_VALUE]
    return Variable(replace(reported, value=value), at, at if reported.is_described else None)


def identity(variable: Variable) -> tuple[str, str]:
    """By which it is found."""
    return same_key(variable.told.key), variable.told.attribute.lower()


def merged(old: Known, new: Iterable[Variable]) -> dict[tuple[str, str], Variable]:
    """Both, each fact as it was told last."""
    found = dict(old)
    for variable in new:
        key = identity(variable)
        found[key] = _later(found[key], variable) if key in found else variable
    return found


def _later(one: Variable, other: Variable) -> Variable:
    valued = max(one, other, key=lambda variable: (variable.reported_at, variable.told.value or ""))
    described = max((one, other), key=_description)
    told = replace(described.told, key=valued.told.key, value=valued.told.value)
    return Variable(told, valued.reported_at, described.described_at)


def _description(variable: Variable) -> tuple[bool, float, str]:
    at = variable.described_at
    return at is not None, at.timestamp() if at else 0.0, repr(variable.told) if at else ""


def data_of(variable: Variable) -> dict[str, Any]:
    """As it is kept: short, without what is not told."""
    told = variable.told
    data = {
        "key": told.key,
        "value": told.value,
        "attribute": None if told.attribute == ACTUAL else told.attribute,
        "mutability": told.mutability,
        "type": told.data_type,
        "unit": told.unit,
        "min": None if told.minimum is None else str(told.minimum),
        "max": None if told.maximum is None else str(told.maximum),
        "values": list(told.values) or None,
        "at": variable.reported_at.isoformat(),
        "described": variable.described_at.isoformat() if variable.described_at else None,
    }
    return {name: value for name, value in data.items() if value is not None}


def variable_of(data: Mapping[str, Any]) -> Variable:
    """As it was kept."""
    minimum, maximum, described = data.get("min"), data.get("max"), data.get("described")
    told = ReportedVariable(
        data["key"],
        data.get("value"),
        data.get("attribute", ACTUAL),
        data.get("mutability"),
        data.get("type"),
        data.get("unit"),
        None if minimum is None else Decimal(minimum),
        None if maximum is None else Decimal(maximum),
        tuple(data.get("values", ())),
    )
    at = datetime.fromisoformat(data["at"])
    return Variable(told, at, datetime.fromisoformat(described) if described else None)

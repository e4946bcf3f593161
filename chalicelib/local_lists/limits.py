"""How long a list a charge point takes, by what it told of itself."""

from collections.abc import Iterable

from chalicelib.charge_points.variable_keys import same_key
from chalicelib.local_lists.rules import BYTES_OF_AN_ENTRY, Limits
from chalicelib.variables.rules import Variable

LENGTH_16, PART_16 = "localauthlistmaxlength", "sendlocallistmaxlength"
"""OCPP 1.6, 9.2."""
LENGTH_2, PART_2, BYTES_2 = (
    "localauthlistctrlr/entries",
    "localauthlistctrlr/itemspermessage",
    "localauthlistctrlr/bytespermessage",
)
"""2.x: the most entries are the maximum of `Entries`, whose value is how many there are."""
COUNTED = (LENGTH_16, PART_16, PART_2, BYTES_2)


def limits_of(variables: Iterable[Variable]) -> Limits:
    """Found among all that a charge point told."""
    told = {same_key(variable.told.key): variable.told for variable in variables}
    numbers = {
        key: _number(one.value) for key, one in told.items() if key in (LENGTH_16, PART_16, PART_2, BYTES_2)
    }
    most = numbers.get(LENGTH_16)
    if LENGTH_2 in told and told[LENGTH_2].maximum is not None:
        most = int(told[LENGTH_2].maximum or 0)
    bytes_of_a_part = numbers.get(BYTES_2)
    parts = [numbers.get(PART_16), numbers.get(PART_2)]
    parts.append(None if bytes_of_a_part is None else max(1, bytes_of_a_part // BYTES_OF_AN_ENTRY))
    return Limits(most, min((part for part in parts if part), default=None))


def _number(text: str | None) -> int | None:
    try:
        return int(text or "")
    except ValueError:
        return None

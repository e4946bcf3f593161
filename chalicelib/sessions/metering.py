"""Readings are checked before they become money."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from chalicelib.sessions import flags
from chalicelib.sessions.rules import MeterValue

SLACK = Decimal("1.25")
"""Chargers are labelled roughly: this much more than the label is believed."""
SLACK_WH = Decimal(1000)
"""So is this much more energy, which forgives clocks that are read a little late."""


@dataclass(frozen=True)
class Metered:
    """The energy of a visit, from which register to which, and what is odd about it."""

    energy_wh: Decimal
    begin_wh: Decimal | None
    end_wh: Decimal | None
    flags: frozenset[str]


def in_order(readings: Iterable[MeterValue]) -> tuple[MeterValue, ...]:
    """By the charger's clock; of equal ones the first told first; a reading told twice only once."""
    return tuple(sorted(dict.fromkeys(readings), key=lambda reading: reading.at))


def metered(
    begin_wh: Decimal | None,
    end_wh: Decimal | None,
    readings: Sequence[MeterValue],
    max_power_w: Decimal | None,
    lasted: timedelta,
) -> Metered:
    """What a visit took, by its first and last register and the `readings` (in order) in between.

    The registers decide. Readings stand in for a missing one, and bear witness where the two cannot be true.
    """
    registers = [reading.energy_wh for reading in readings if reading.energy_wh is not None]
    odd = set()
    if begin_wh is None:
        odd.add(flags.MISSING_BEGIN)
        begin_wh = registers[0] if registers else end_wh
    if end_wh is None:
        odd.add(flags.MISSING_END)
        end_wh = registers[-1] if registers else begin_wh
    if begin_wh is None or end_wh is None:
        return Metered(Decimal(0), None, None, frozenset(odd))
    if any(later < earlier for earlier, later in pairwise([*registers, end_wh])):
        odd.add(flags.READINGS_FALL)
    energy = end_wh - begin_wh
    if energy < 0:
        odd.add(flags.BEGIN_ABOVE_END)
        energy = _risen(registers)
    elif begin_wh == 0 and _is_impossible(energy, max_power_w, lasted):
        odd.add(flags.BEGIN_ZERO)
        begin_wh = registers[0] if registers else end_wh
        energy = max(end_wh - begin_wh, Decimal(0))
    if _is_impossible(energy, max_power_w, lasted):
        odd.add(flags.IMPOSSIBLE_POWER)
    return Metered(energy, begin_wh, end_wh, frozenset(odd))


def _risen(registers: Sequence[Decimal]) -> Decimal:
    return sum((max(later - earlier, Decimal(0)) for earlier, later in pairwise(registers)), Decimal(0))


def _is_impossible(energy_wh: Decimal, max_power_w: Decimal | None, lasted: timedelta) -> bool:
    if max_power_w is None:
        return False
    hours = Decimal(lasted // timedelta(seconds=1)) / 3600
    return energy_wh > max_power_w * hours * SLACK + SLACK_WH


def power_w(readings: Sequence[MeterValue]) -> Decimal | None:
    """The power now: as last told, else as the last two registers have it. None: they do not tell."""
    powers = [reading for reading in readings if reading.power_w is not None]
    registers = [reading for reading in readings if reading.energy_wh is not None]
    if powers and (not registers or powers[-1].at >= registers[-1].at):
        return powers[-1].power_w
    for earlier, later in reversed(list(pairwise(registers))):
        if later.at > earlier.at and later.energy_wh is not None and earlier.energy_wh is not None:
            seconds = Decimal(str((later.at - earlier.at).total_seconds()))
            return max((later.energy_wh - earlier.energy_wh) * 3600 / seconds, Decimal(0))
    return None

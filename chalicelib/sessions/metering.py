"""Readings are checked before they become money."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from chalicelib.sessions import flags
from chalicelib.sessions.rules import Mark, MeterValue

SLACK = Decimal("1.25")
"""Chargers are labelled roughly: this much more than the label is believed."""
SLACK_WH = Decimal(1000)
"""So is this much more energy, which forgives clocks that are read a little late."""

MIXED_UP = 500
"""This many times its neighbours is nothing that a meter counts, but kWh told as Wh, or the reverse."""


@dataclass(frozen=True)
class Metered:
    """The energy of a visit, from which register to which, and what is odd about it."""

    energy_wh: Decimal
    begin_wh: Decimal | None
    end_wh: Decimal | None
    flags: frozenset[str]


def in_order(readings: Iterable[MeterValue]) -> tuple[MeterValue, ...]:
    """By the charger's clock; of equal ones, as whole seconds make them, by the register; each only once."""
    return tuple(sorted(dict.fromkeys(readings), key=lambda one: (one.at, one.energy_wh or Decimal(0))))


def once(readings: Iterable[MeterValue]) -> tuple[MeterValue, ...]:
    """In order, and each only once, whether or not it is marked as the first or the last."""
    found = {(one.at, one.energy_wh, one.power_w): one for one in readings}
    return in_order(found.values())


def metered(
    begin_wh: Decimal | None,
    end_wh: Decimal | None,
    readings: Sequence[MeterValue],
    max_power_w: Decimal | None,
    lasted: timedelta,
) -> Metered:
    """What a visit took, by its first and last register and the `readings` (in order) in between.

    The registers decide. Where one is missing, the reading that says that it is the first or the last is it.
    Other readings stand in for a missing one, and bear witness where the two cannot be true.
    """
    begin_wh = _marked(readings, Mark.BEGIN) if begin_wh is None else begin_wh
    end_wh = _marked(reversed(readings), Mark.END) if end_wh is None else end_wh
    registers, odd = _sane([reading.energy_wh for reading in readings if reading.energy_wh is not None])
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
    mended = _in_one_unit(begin_wh, end_wh, max_power_w, lasted)
    if mended is not None:
        odd = (odd - {flags.READINGS_FALL}) | {flags.UNIT_MIXED_UP}
        energy = mended
    elif energy < 0:
        odd.add(flags.BEGIN_ABOVE_END)
        energy = _risen(registers)
    elif begin_wh == 0 and _is_impossible(energy, max_power_w, lasted):
        odd.add(flags.BEGIN_ZERO)
        begin_wh = registers[0] if registers else end_wh
        energy = max(end_wh - begin_wh, Decimal(0))
    if _is_impossible(energy, max_power_w, lasted):
        odd.add(flags.IMPOSSIBLE_POWER)
    return Metered(energy, begin_wh, end_wh, frozenset(odd))


def _marked(readings: Iterable[MeterValue], mark: Mark) -> Decimal | None:
    return next(
        (found.energy_wh for found in readings if found.mark is mark and found.energy_wh is not None), None
    )


def _sane(registers: list[Decimal]) -> tuple[list[Decimal], set[str]]:
    """Without single registers a thousand times off from both their neighbours."""
    kept = [
        value
        for number, value in enumerate(registers)
        if not (
            0 < number < len(registers) - 1 and _is_off(value, registers[number - 1], registers[number + 1])
        )
    ]
    return kept, {flags.UNIT_MIXED_UP} if len(kept) < len(registers) else set()


def _is_off(value: Decimal, before: Decimal, after: Decimal) -> bool:
    neighbours = [neighbour for neighbour in (before, after) if neighbour > 0]
    return len(neighbours) == 2 and (  # noqa: PLR2004 - both of them
        all(value > neighbour * MIXED_UP for neighbour in neighbours)
        or all(value * MIXED_UP < neighbour for neighbour in neighbours)
    )


def _in_one_unit(
    begin_wh: Decimal, end_wh: Decimal, max_power_w: Decimal | None, lasted: timedelta
) -> Decimal | None:
    """The energy, if one register was told in kWh and the other in Wh, and it can be true only so."""
    energy = end_wh - begin_wh
    if energy >= 0 and not _is_impossible(energy, max_power_w, lasted):
        return None
    for begin, end in ((begin_wh, end_wh * 1000), (begin_wh * 1000, end_wh)):
        is_mixed_up = begin_wh > 0 and end_wh > 0 and begin <= end
        if is_mixed_up and max_power_w is not None and not _is_impossible(end - begin, max_power_w, lasted):
            return end - begin
    return None


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

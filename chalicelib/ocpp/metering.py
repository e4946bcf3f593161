"""Sampled values as readings: the meter's register in Wh and the power in W. The rest is kept raw only.

One reader for all versions: 1.6 writes unit and format beside the value (7.33, 7.43), 2.x in `unitOfMeasure`
with a power of ten (2.0.1, 2.45 and 2.60), and its signed values beside the number that they sign.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from chalicelib.ocpp.reading import Fields
from chalicelib.sessions.rules import Mark, MeterValue

REGISTER = "energy.active.import.register"
POWER = "power.active.import"
FACTORS = {
    (REGISTER, "wh"): Decimal(1),
    (REGISTER, "kwh"): Decimal(1000),
    (REGISTER, "mwh"): Decimal(1_000_000),
    (POWER, "w"): Decimal(1),
    (POWER, "kw"): Decimal(1000),
}
SIGNED = "signeddata"
"""The format of a value that is a signed blob: even where it has digits only, it is no number."""
UNIT = {REGISTER: "wh", POWER: "w"}
PHASES = {"l1": 1, "l2": 2, "l3": 3, "l1-n": 1, "l2-n": 2, "l3-n": 3}
LOCATIONS = ("outlet", "cable", "body", "inlet")
"""Where a value may be measured, the nearest to the car first. What the car itself measured is not ours."""
MARKS = {mark.value.lower(): mark for mark in Mark}
MOST_MULTIPLIER = 9
"""A power of ten beyond this is no multiplier of a meter."""


@dataclass(frozen=True)
class _Sample:
    quantity: str
    phase: int | None
    location: str
    mark: Mark | None
    value: Decimal


@dataclass(frozen=True)
class Readings:
    """What could be read, and how many sampled values could not."""

    values: tuple[MeterValue, ...]
    skipped: int


def readings(meter_values: Iterable[Fields], received_at: datetime) -> Readings:
    """The readings of a list of MeterValue, of any version; an unreadable instant is `received_at`.

    Values of one instant that say of themselves that they are the transaction's first or last are a reading
    of their own. A value that cannot be read is skipped; those beside it count.
    """
    found: list[MeterValue] = []
    skipped = 0
    for meter_value in meter_values:
        ours = [one for one in meter_value.objects("sampledValue") if _is_of_concern(one)]
        samples = [sample for sample in map(_sample, ours) if sample is not None]
        skipped += len(ours) - len(samples)
        at = meter_value.instant("timestamp") or received_at
        for mark in (Mark.BEGIN, None, Mark.END):
            marked = [sample for sample in samples if sample.mark is mark]
            energy_wh, power_w = _total(marked, REGISTER), _total(marked, POWER)
            if energy_wh is not None or power_w is not None:
                found.append(MeterValue(at, energy_wh, power_w, mark))
    return Readings(tuple(found), skipped)


def _quantity(sampled: Fields) -> str:
    return (sampled.text("measurand") or REGISTER).lower()


def _location(sampled: Fields) -> str:
    return (sampled.text("location") or LOCATIONS[0]).lower()


def _phase(sampled: Fields) -> str:
    return (sampled.text("phase") or "").lower()


def _is_of_concern(sampled: Fields) -> bool:
    phase = _phase(sampled)
    if (sampled.text("format") or "").lower() == SIGNED:
        return False
    return _quantity(sampled) in UNIT and _location(sampled) in LOCATIONS and (not phase or phase in PHASES)


def _sample(sampled: Fields) -> _Sample | None:
    quantity = _quantity(sampled)
    factor, value = _factor(sampled, quantity), sampled.decimal("value")
    if factor is None or value is None or value < 0:
        return None
    mark = MARKS.get((sampled.text("context") or "").lower())
    return _Sample(quantity, PHASES.get(_phase(sampled)), _location(sampled), mark, value * factor)


def _factor(sampled: Fields, quantity: str) -> Decimal | None:
    """From what the value is told in to Wh or W. None: it is not told in anything of the kind."""
    unit, power = sampled.text("unit"), 0
    for measure in sampled.objects("unitOfMeasure"):
        unit = measure.text("unit") or unit
        power = measure.integer("multiplier") or 0
    factor = FACTORS.get((quantity, (unit or UNIT[quantity]).lower()))
    if factor is None or abs(power) > MOST_MULTIPLIER:
        return None
    return factor.scaleb(power)


def _total(samples: list[_Sample], quantity: str) -> Decimal | None:
    for location in LOCATIONS:
        here = [sample for sample in samples if sample.quantity == quantity and sample.location == location]
        whole = [sample.value for sample in here if sample.phase is None]
        if whole:
            return whole[-1]
        if here:
            return sum({sample.phase: sample.value for sample in here}.values(), Decimal(0))
    return None

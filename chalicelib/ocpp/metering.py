"""Sampled values as readings: the meter's register in Wh and the power in W, the rest is kept raw only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from chalicelib.ocpp.reading import Fields
from chalicelib.sessions.rules import MeterValue

REGISTER = "energy.active.import.register"
POWER = "power.active.import"
FACTORS = {
    (REGISTER, "wh"): Decimal(1),
    (REGISTER, "kwh"): Decimal(1000),
    (POWER, "w"): Decimal(1),
    (POWER, "kw"): Decimal(1000),
}
SIGNED = "signeddata"
"""The format of a value that is a signed blob: even where it has digits only, it is no number."""
UNIT = {REGISTER: "wh", POWER: "w"}
PHASES = {"l1": 1, "l2": 2, "l3": 3, "l1-n": 1, "l2-n": 2, "l3-n": 3}
LOCATIONS = ("outlet", "cable", "body", "inlet")
"""Where a value may be measured, the nearest to the car first. What the car itself measured is not ours."""


@dataclass(frozen=True)
class _Sample:
    quantity: str
    phase: int | None
    location: str
    value: Decimal


@dataclass(frozen=True)
class Readings:
    """What could be read, and how many sampled values could not."""

    values: tuple[MeterValue, ...]
    skipped: int


def readings(meter_values: Iterable[Fields], received_at: datetime) -> Readings:
    """The readings of a list of MeterValue (OCPP 1.6, 7.33); an unreadable instant is `received_at`."""
    found: list[MeterValue] = []
    skipped = 0
    for meter_value in meter_values:
        sampled = meter_value.objects("sampledValue")
        ours = [one for one in sampled if _is_of_concern(one)]
        samples = [sample for sample in map(_sample, ours) if sample is not None]
        skipped += len(ours) - len(samples)
        energy_wh, power_w = _total(samples, REGISTER), _total(samples, POWER)
        if energy_wh is not None or power_w is not None:
            found.append(MeterValue(meter_value.instant("timestamp") or received_at, energy_wh, power_w))
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
    unit = (sampled.text("unit") or UNIT[quantity]).lower()
    factor, value = FACTORS.get((quantity, unit)), sampled.decimal("value")
    if factor is None or value is None or value < 0:
        return None
    return _Sample(quantity, PHASES.get(_phase(sampled)), _location(sampled), value * factor)


def _total(samples: list[_Sample], quantity: str) -> Decimal | None:
    for location in LOCATIONS:
        here = [sample for sample in samples if sample.quantity == quantity and sample.location == location]
        whole = [sample.value for sample in here if sample.phase is None]
        if whole:
            return whole[-1]
        if here:
            return sum({sample.phase: sample.value for sample in here}.values(), Decimal(0))
    return None

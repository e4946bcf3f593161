"""Meters as chargers tell of them: units, powers of ten, contexts, signed values."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.ocpp.metering import readings
from chalicelib.ocpp.reading import Fields
from chalicelib.sessions.rules import Mark, MeterValue

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
BLOB = "OCMF|{}|{}"


def read(*samples: dict[str, Any]) -> list[MeterValue]:
    told = Fields({"timestamp": NOON.isoformat(), "sampledValue": list(samples)})
    return list(readings([told], NOON).values)


def register(value: object, **about: object) -> dict[str, Any]:
    return {"value": value, "measurand": "Energy.Active.Import.Register", **about}


@pytest.mark.parametrize(
    ("sample", "wh"),
    [
        pytest.param({"value": 1500}, 1500, id="no unit: Wh"),
        pytest.param(register(Decimal("1.5"), unitOfMeasure={"unit": "kWh"}), 1500, id="kWh"),
        pytest.param(register(1, unitOfMeasure={"unit": "kWh", "multiplier": 3}), 10**6, id="a thousand kWh"),
        pytest.param(register(15, unitOfMeasure={"multiplier": 2}), 1500, id="hundreds of Wh"),
        pytest.param(register(1500, unitOfMeasure={"unit": "Wh", "multiplier": -1}), 150, id="tenths of Wh"),
        pytest.param(register(1500, unitOfMeasure={}), 1500, id="an empty unit"),
        pytest.param(register("1.5", unit="kWh"), 1500, id="1.6's place for the unit"),
        pytest.param(register(1500, signedMeterValue={"signedMeterData": BLOB}), 1500, id="signed beside it"),
        pytest.param(register(BLOB, format="SignedData"), None, id="signed instead of it"),
        pytest.param(register(1500, format="SignedData"), None, id="signed, digits only"),
        pytest.param(register(1500, unitOfMeasure={"multiplier": 99}), None, id="no power of a meter"),
        pytest.param(register(1500, unitOfMeasure={"unit": "Celsius"}), None, id="no unit of energy"),
        pytest.param({"value": 100, "measurand": "Energy.Active.Import.Interval"}, None, id="an interval"),
        pytest.param({"value": 100, "measurand": "Energy.Active.Export.Register"}, None, id="exported"),
        pytest.param(register(1500, location="EV"), None, id="as the car has it"),
        pytest.param(register(1500, location="Upstream"), None, id="before the charger"),
        pytest.param(register(1500, context="Trigger"), 1500, id="asked for"),
        pytest.param(register(1500, context="Interruption.Begin"), 1500, id="in an interruption"),
        pytest.param(register(1500, context="Made.Up"), 1500, id="an unknown context"),
        pytest.param(register(True), None, id="no number"),
        pytest.param(register(-1), None, id="below zero"),
    ],
)
def test_a_register_in_wh(sample, wh):
    assert [reading.energy_wh for reading in read(sample)] == ([] if wh is None else [wh])


def test_what_is_first_and_last_of_a_transaction_is_a_reading_of_its_own():
    found = read(
        register(8000, context="Transaction.End"),
        register(4000, context="Sample.Periodic"),
        register(1000, context="Transaction.Begin"),
        {"value": 7, "measurand": "Power.Active.Import", "unitOfMeasure": {"unit": "kW"}},
    )

    assert found == [
        MeterValue(NOON, Decimal(1000), None, Mark.BEGIN),
        MeterValue(NOON, Decimal(4000), Decimal(7000)),
        MeterValue(NOON, Decimal(8000), None, Mark.END),
    ]


def test_phases_add_up_and_the_whole_goes_before_them():
    phases = [register(wh, phase=phase) for phase, wh in (("L1", 100), ("L2-N", 200), ("L3", 300))]

    assert read(*phases)[0].energy_wh == 600
    assert read(*phases, register(650))[0].energy_wh == 650


def test_a_bad_value_among_good_ones_is_skipped_alone():
    told = Fields({"timestamp": "never", "sampledValue": [register("x"), register(1500), 7, register(None)]})

    found = readings([told], NOON)

    assert (found.values, found.skipped) == ((MeterValue(NOON, Decimal(1500)),), 2)

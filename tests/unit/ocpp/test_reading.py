from datetime import UTC, datetime
from decimal import Decimal

import pytest

from chalicelib.ocpp.metering import readings
from chalicelib.ocpp.reading import Fields, Unreadable

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 6, 1, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        pytest.param("2026-06-01T12:00:00Z", NOON, id="RFC 3339"),
        pytest.param("2026-06-01T12:00:00.000Z", NOON, id="milliseconds"),
        pytest.param("2026-06-01t12:00:00z", NOON, id="lower case"),
        pytest.param("2026-06-01T12:00:00", NOON, id="without a zone it is UTC"),
        pytest.param("2026-06-01 12:00:00", NOON, id="a blank for the T"),
        pytest.param("2026-06-01T14:00:00+02:00", NOON, id="local time"),
        pytest.param(" 2026-06-01T12:00:00Z ", NOON, id="blanks"),
        pytest.param(1780315200, NOON, id="seconds since 1970"),
        pytest.param(1780315200000, NOON, id="milliseconds since 1970"),
        pytest.param("1970-01-01T00:00:00Z", datetime(1970, 1, 1, tzinfo=UTC), id="before the clock was set"),
        pytest.param("yesterday", None, id="words"),
        pytest.param("0001-01-01T00:00:00Z", None, id="the first year, which stands for no time"),
        pytest.param("9999-12-31T23:59:59Z", None, id="the last year, which stands for no time"),
        pytest.param("0001-01-01T00:00:00+14:00", None, id="before the first year"),
        pytest.param(10**30, None, id="after the last year"),
        pytest.param(True, None, id="true"),
        pytest.param({}, None, id="an object"),
    ],
)
def test_instants(value, instant):
    assert Fields({"timestamp": value}).instant("timestamp") == instant


@pytest.mark.parametrize(
    ("value", "integer", "decimal"),
    [
        pytest.param(1, 1, Decimal(1), id="a number"),
        pytest.param("1", 1, Decimal(1), id="as text"),
        pytest.param(" 0042 ", 42, Decimal(42), id="padded"),
        pytest.param(Decimal("1.0"), 1, Decimal("1.0"), id="a fraction of zero"),
        pytest.param("12.345", None, Decimal("12.345"), id="a fraction"),
        pytest.param("8.12345678", None, Decimal("8.123457"), id="a long fraction"),
        pytest.param(-1, -1, Decimal(-1), id="below zero"),
        pytest.param(2**63 - 1, 2**63 - 1, Decimal(2**63 - 1), id="the largest id"),
        pytest.param(10**30, None, None, id="beyond all meters"),
        pytest.param("12,5", None, None, id="a comma"),
        pytest.param("NaN", None, None, id="not a number"),
        pytest.param("Infinity", None, None, id="without end"),
        pytest.param("", None, None, id="nothing"),
        pytest.param(False, None, None, id="false"),
        pytest.param([1], None, None, id="a list"),
    ],
)
def test_numbers(value, integer, decimal):
    fields = Fields({"connectorID": value})

    assert fields.integer("connectorId") == integer
    assert fields.decimal("connectorId") == decimal


def test_a_field_that_is_missed_is_told_apart_from_one_that_cannot_be_read():
    fields = Fields({"status": {}})

    with pytest.raises(Unreadable, match="idTag is missing") as missing:
        fields.need("idTag", fields.text("idTag"))
    with pytest.raises(Unreadable, match="status cannot be read") as unreadable:
        fields.need("status", fields.text("status"))

    assert (missing.value.code, unreadable.value.code) == ("ProtocolError", "TypeConstraintViolation")


def sampled(value, **more):
    return {"value": value} | more


@pytest.mark.parametrize(
    ("samples", "energy_wh", "power_w", "skipped"),
    [
        pytest.param([sampled("1500")], 1500, None, 0, id="by default the register in Wh"),
        pytest.param([sampled("1.5", unit="kWh")], 1500, None, 0, id="kWh"),
        pytest.param([sampled(1500)], 1500, None, 0, id="a number for a text"),
        pytest.param([sampled(" 1500.0 ", unit="WH")], 1500, None, 0, id="padded, other case"),
        pytest.param(
            [sampled("7.4", measurand="Power.Active.Import", unit="kW")], None, 7400, 0, id="power in kW"
        ),
        pytest.param(
            [sampled("2300", measurand="Power.Active.Import", phase=f"L{n}") for n in (1, 2, 3)],
            None,
            6900,
            0,
            id="power by phase adds up",
        ),
        pytest.param(
            [sampled("100", phase="L1"), sampled("290"), sampled("100", phase="L2")],
            290,
            None,
            0,
            id="the whole goes before its phases",
        ),
        pytest.param([sampled("5", location="Inlet"), sampled("4")], 4, None, 0, id="the outlet goes first"),
        pytest.param([sampled("5", location="Inlet")], 5, None, 0, id="the inlet where there is no other"),
        pytest.param([sampled("80", location="EV")], None, None, 0, id="what the car measured is not ours"),
        pytest.param(
            [sampled("50", measurand="Frequency", unit="Hertz"), sampled("3", context="Nonsense")],
            3,
            None,
            0,
            id="unknown measurands, units and contexts",
        ),
        pytest.param([sampled("broken"), sampled("7")], 7, None, 1, id="one bad among good ones"),
        pytest.param([sampled("-5"), sampled("7", unit="parsec")], None, None, 2, id="below zero, odd unit"),
        pytest.param(
            [sampled("1234567890", format="SignedData"), sampled("AF3C", format="signeddata")],
            None,
            None,
            0,
            id="signed data",
        ),
        pytest.param([{}], None, None, 1, id="without a value"),
        pytest.param(["7", None], None, None, 0, id="no objects"),
        pytest.param([], None, None, 0, id="none"),
    ],
)
def test_sampled_values(samples, energy_wh, power_w, skipped):
    meter_value = Fields({"timestamp": "2026-06-01T12:00:00Z", "sampledValue": samples})

    found = readings([meter_value], LATER)

    assert [(value.at, value.energy_wh, value.power_w) for value in found.values] == (
        [] if energy_wh is power_w is None else [(NOON, energy_wh, power_w)]
    )
    assert found.skipped == skipped


def test_a_reading_whose_time_cannot_be_read_is_of_when_it_came():
    (reading,) = readings([Fields({"sampledValue": [sampled("1")]})], LATER).values

    assert reading.at == LATER

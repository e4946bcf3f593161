"""What chargers say is kept to the letter, in a fraction of the room."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.sessions.packing import PACKED, packed, unpacked

JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def compact(told):
    return json.dumps(told, separators=(",", ":"))


def sample(value, measurand, unit, **more):
    context = {"context": "Sample.Periodic", "measurand": measurand}
    return {"value": value, **context, **more, "unit": unit}


PHASES = [
    sample("16.1", "Current.Import", "A", phase="L1"),
    sample("15.9", "Current.Import", "A", phase="L2"),
    sample("229.1", "Voltage", "V", phase="L1-N"),
    sample("10940", "Power.Active.Import", "W"),
    sample("10434.5", "Energy.Active.Import.Register", "Wh"),
]
OF_1_6 = {
    "connectorId": 1,
    "transactionId": 174320055,
    "meterValue": [{"timestamp": "2031-11-21T09:31:04Z", "sampledValue": PHASES}],
}
OF_2_0_1 = {
    "eventType": "Updated",
    "timestamp": "2031-11-21T09:31:04.123Z",
    "triggerReason": "MeterValuePeriodic",
    "seqNo": 17,
    "transactionInfo": {"transactionId": "0c83d0ee-8c1d-4a9b-a1c4-5b8b5ff31c11", "chargingState": "Charging"},
    "meterValue": [{"timestamp": "2031-11-21T09:31:04.000Z", "sampledValue": [{"value": 10434.5}]}],
}


@given(JSONS)
def test_what_was_packed_is_unpacked_to_the_letter(told):
    assert unpacked(packed(compact(told))) == compact(told)
    assert unpacked(compact(told)) == compact(told)


@given(st.text())
def test_what_is_packed_never_takes_more(text):
    assert len(packed(text).encode()) <= len(text.encode())


@pytest.mark.parametrize(
    ("told", "most"), [pytest.param(OF_1_6, 1 / 4, id="1.6"), pytest.param(OF_2_0_1, 2 / 5, id="2.0.1")]
)
def test_readings_take_a_fraction(told, most):
    text = compact(told)

    assert len(packed(text)) < most * len(text)


def test_what_was_packed_by_an_earlier_version_can_be_read():
    kept = (
        "~1Ixx45ibGRgYGpqYEAtHYUNfQUNcI6A5LK2NDKwMT/AFopmdIQprEnRUMcSZ7Uz1LqthghMsGIyNLkjyBKGnQqn/sZYeBpQ"
        "nl2RZb7gQabWJsomeqRN08ipQ6AQ=="
    )

    assert unpacked(kept) == compact(OF_1_6)
    assert kept.startswith(PACKED)

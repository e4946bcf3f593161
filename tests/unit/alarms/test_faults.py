"""What a mail says of a fault, in any language."""

import pytest

from chalicelib.alarms.faults import in_short
from chalicelib.charge_points.rules import ConnectorStatus
from tests.unit.alarms.desk import NOON


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (ConnectorStatus(1, "Faulted", "GroundFailure", NOON), "Connector 1: GroundFailure"),
        (ConnectorStatus(0, "Faulted", "OtherError", NOON, "wet", "E1"), "OtherError / E1 (wet)"),
        (ConnectorStatus(2, "Faulted", "NoError", NOON), "Connector 2: Faulted"),
        (ConnectorStatus(2, "Faulted", "NoError", NOON, vendor_error_code="CX008"), "Connector 2: CX008"),
    ],
)
def test_a_fault_in_short(status, words):
    assert in_short(status) == words

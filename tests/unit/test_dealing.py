"""The minute is dealt out among slices, and each part of the work is given its own."""

import json
from typing import Any

import pytest
from botocore.stub import Stubber

from chalicelib import dealing, jobs
from chalicelib.clients import client
from chalicelib.kernel.settings import Settings
from chalicelib.kernel.slices import WHOLE, Slice
from tests.unit.bookings.scenes import NOON


def test_every_part_is_given_the_slice(monkeypatch):
    given: list[Slice] = []
    monkeypatch.setattr(jobs, "services", lambda: None)
    monkeypatch.setattr(jobs, "PARTS", dict.fromkeys(jobs.PARTS, lambda _, __, mine: given.append(mine)))

    jobs.every_minute(NOON, Slice(1, 3))

    assert given == [Slice(1, 3)] * len(jobs.PARTS)


@pytest.fixture
def ran(monkeypatch) -> list[Any]:
    """What of the work was done, and what was dealt out."""
    found: list[Any] = []
    monkeypatch.setattr(jobs, "every_minute", lambda _, mine=WHOLE: found.append(mine))
    monkeypatch.setattr(dealing, "deal_out", lambda of, function: found.append((of, function)))
    return found


@pytest.mark.parametrize(
    ("setting", "event", "done"),
    [
        pytest.param(1, {"source": "aws.events"}, WHOLE, id="as ever"),
        pytest.param(8, {"source": "aws.events"}, (8, "every-minute"), id="dealt out"),
        pytest.param(8, {"slice": 0, "of": 8}, Slice(0, 8), id="the first slice"),
        pytest.param(1, {"slice": 2, "of": 3}, Slice(2, 3), id="dealt out before the setting changed"),
    ],
)
def test_what_an_event_has_done(monkeypatch, ran, setting, event, done):
    monkeypatch.setattr(dealing, "settings", lambda: Settings(minute_slices=setting))

    dealing.answer(event, "every-minute")

    assert ran == [done]


def test_a_slice_that_there_is_not_is_a_failure(ran):
    with pytest.raises(ValueError, match="no slice"):
        dealing.answer({"slice": 3, "of": 3}, "every-minute")

    assert ran == []


def test_slices_are_dealt_out_without_waiting_and_one_that_fails_keeps_no_other_back(aws, monkeypatch):
    functions = client("lambda")
    monkeypatch.setattr(dealing, "_functions", lambda: functions)
    with Stubber(functions) as told:
        for index in range(3):
            event = json.dumps({"slice": index, "of": 3})
            asked = {"FunctionName": "it", "InvocationType": "Event", "Payload": event}
            if index == 1:
                told.add_client_error("invoke", "TooManyRequestsException", expected_params=asked)
            else:
                told.add_response("invoke", {"StatusCode": 202}, asked)

        dealing.deal_out(3, "it")

        told.assert_no_pending_responses()


def test_the_setting() -> None:
    assert Settings.of({}).minute_slices == 1
    assert Settings.of({"PLUGNEXUS_MINUTE_SLICES": "48"}).minute_slices == 48

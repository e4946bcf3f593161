"""Thousands of frames that nobody should send: an answer where there is somebody to answer, never a crash."""

import json
import random
from datetime import UTC, datetime

import pytest

from chalicelib.ocpp.inbound import handle
from chalicelib.ocpp.message import Peer
from chalicelib.ocpp.schemas import oddities
from tests.odd_frames import SCHEMAS, SENT, action_of, odd_frame, owed

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
FRAMES = 2_500


@pytest.mark.parametrize("protocol", SENT)
@pytest.mark.parametrize("status", ["Accepted", "Pending"])
def test_no_frame_is_too_odd(world, protocol, status):
    chance = random.Random(f"{protocol} {status}")  # noqa: S311 - the same each time
    peer = Peer("CP", "conn", protocol, status)

    for number in range(FRAMES):
        text, before = odd_frame(SENT[protocol], chance), len(world.facts)
        answer = handle(peer, text, NOON)
        told = json.loads(answer) if answer else None
        assert told is None or told[0] in (3, 4), (number, text, told)
        if (expected := owed(text)) is not None:
            assert told is not None, (number, text)
            assert told[1] == expected, (number, text, told)
        if told and told[0] == 3:
            wrong = oddities(SCHEMAS[protocol], f"{action_of(text, protocol)}Response", told[2])
            assert wrong == [], (number, text, told)
        if told and told[0] == 4:
            assert told[2] != "InternalError", (number, text, told)
            assert told[2] == "SecurityError" or len(world.facts) == before, (number, text, told)

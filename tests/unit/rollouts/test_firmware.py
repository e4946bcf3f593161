"""Firmware rolled out: each charge point gets an address of its own, and is well when it runs the image."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from chalicelib.charge_points.rules import Command, CommandState
from chalicelib.firmware.rules import Progress
from chalicelib.rollouts.rules import Rollout, StepState
from chalicelib.wiring.rolling_out import RollingOut

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


class Wired(RollingOut):
    """With updates and commands that remember what they were told."""

    def __init__(self):
        self.asked = []
        self.progress = {}
        self.__dict__["updates"] = SimpleNamespace(
            prepared=lambda *told: (None, {"request_id": 7, "prepared_for": told}),
            progress=lambda charge_point_id, request_id: self.progress[charge_point_id, request_id],
        )
        self.__dict__["charge_points"] = SimpleNamespace(request=self.request)

    def request(self, charge_point_id, action, params, by, *, deadline_at):
        self.asked.append((charge_point_id, action, by, deadline_at))
        return Command("c1", charge_point_id, action, params, CommandState.SENT, by, NOON, deadline_at)


@pytest.fixture
def wired():
    return Wired()


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ({}, (None, None)),
        ({"retrieve_at": "2026-06-01T13:00:00Z"}, (NOON + timedelta(hours=1), None)),
        ({"install_at": "2026-06-01T14:00:00Z"}, (None, NOON + timedelta(hours=2))),
    ],
)
def test_each_charge_point_is_asked_for_its_own(wired, times, told):
    until = NOON + timedelta(days=7)
    rollout = Rollout("r1", "n", "", "update_firmware", {"firmware_id": "f1", **times}, "ann", NOON, until)

    command = wired.rollout_makers()["update_firmware"](rollout, "CP")

    assert command.params["prepared_for"] == ("CP", "f1", "ann", *told)
    assert wired.asked == [("CP", "update_firmware", "ann", until)]


@pytest.mark.parametrize(
    ("progress", "outcome"),
    [
        (Progress.UNDER_WAY, None),
        (Progress.DONE, (StepState.ACCEPTED, None)),
        (Progress.FAILED, (StepState.FAILED, "The update failed.")),
    ],
)
def test_accepted_is_not_installed(wired, progress, outcome):
    wired.progress["CP", 7] = progress
    command = Command(
        "c1", "CP", "update_firmware", {"request_id": 7}, CommandState.ACCEPTED, "ann", NOON, NOON
    )

    assert wired.rollout_followers()["update_firmware"]("CP", command) == outcome

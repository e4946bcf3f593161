"""Charging profiles: judged, set, replaced, reported, cleared."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.charge_points.commands.rules import outcome
from chalicelib.charge_points.rules import ChargePoint, Command, CommandState
from chalicelib.charging_profiles.rules import Kept, Source, cleared, faults, merged, reported
from chalicelib.charging_profiles.service import ChargingProfileService
from chalicelib.charging_profiles.store import DynamoProfiles
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid, NotFound

ANN = Caller("ann")
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
EVERY_DAY: dict[str, Any] = {
    "stack_level": 0,
    "purpose": "TxDefaultProfile",
    "kind": "Recurring",
    "recurrency": "Daily",
    "unit": "A",
    "start_at": "2026-06-01T00:00:00+00:00",
    "periods": [{"start_seconds": 0, "limit": "16"}, {"start_seconds": 28800, "limit": "8.1"}],
}
OF_A_SESSION = {
    "stack_level": 1,
    "purpose": "TxProfile",
    "kind": "Relative",
    "unit": "W",
    "periods": [{"start_seconds": 0, "limit": "3700"}],
}


@pytest.mark.parametrize(
    ("connector_id", "change", "says"),
    [
        (0, {}, None),
        (1, {}, None),
        (1, {"purpose": "ChargePointMaxProfile"}, "connector 0"),
        (0, {"purpose": "ChargePointMaxProfile"}, None),
        (0, OF_A_SESSION | {"recurrency": None, "start_at": None}, "of its session"),
        (0, {"recurrency": None}, "Recurrency"),
        (0, {"kind": "Absolute"}, "Recurrency"),
        (0, {"kind": "Relative", "recurrency": None}, "relative profile starts"),
        (0, {"start_at": None}, "starts at a time"),
        (0, {"periods": [{"start_seconds": 5, "limit": "1"}]}, "first period"),
        (0, {"periods": [{"start_seconds": 0, "limit": "1"}] * 2}, "ascend"),
        (0, {"duration_seconds": 28800}, "within the duration"),
        (0, {"duration_seconds": 28801}, None),
        (0, {"periods": [{"start_seconds": 0, "limit": "8.15"}]}, "one decimal"),
        (0, {"periods": [{"start_seconds": 0, "limit": "-1"}]}, "one decimal"),
        (0, {"min_rate": "0.05"}, "one decimal"),
        (0, {"valid_from": "2026-06-02T00:00:00Z", "valid_to": "2026-06-02T00:00:00Z"}, "valid until"),
    ],
)
def test_what_no_charge_point_would_take(connector_id, change, says):
    found = faults(connector_id, EVERY_DAY | change)

    assert [says in fault for fault in found] == ([True] if says else [])


def kept(profile_id: int, connector_id: int = 1, source: Source = Source.REPORTED, **about: Any) -> Kept:
    return Kept(profile_id, connector_id, EVERY_DAY | {"profile_id": profile_id} | about, source, NOON)


PLACES = st.tuples(st.integers(0, 2), st.integers(0, 3))
TOLD = st.dictionaries(PLACES, st.integers(1, 50), max_size=8).map(
    lambda found: [
        kept(number, connector_id, stack_level=level)
        for (connector_id, level), number in found.items()
        if list(found.values()).count(number) == 1
    ]
)


@given(TOLD, st.randoms(use_true_random=False))
def test_a_report_in_any_order_and_twice_ends_in_the_same(told, random):
    again = told * 2
    random.shuffle(again)
    half = random.randrange(len(again) + 1)

    assert reported(reported([], again[:half]).values(), again[half:]) == reported([], told)


@given(TOLD, TOLD)
def test_of_one_place_a_charge_point_has_one_profile(old, new):
    found = merged(old, new)

    places = [(one.connector_id, one.profile["stack_level"]) for one in found.values()]
    assert len(places) == len(set(places))
    assert all(found[one.profile_id] == one for one in new)


def test_what_we_set_stays_known_as_set_when_it_is_reported():
    ours = kept(1, source=Source.SET)

    assert reported([ours], [kept(1)]) == {1: ours}
    assert reported([ours], [kept(1, connector_id=2)])[1].source is Source.REPORTED


@pytest.mark.parametrize(
    ("params", "left"),
    [
        ({"profile_id": 1}, {2, 3}),
        ({"profile_id": 1, "connector_id": 2}, {2, 3}),
        ({"connector_id": 1}, {3}),
        ({"connector_id": 0}, {1, 2, 3}),
        ({"stack_level": 1}, {1, 3}),
        ({"purpose": "TxProfile"}, {1, 2, 3}),
        ({}, set()),
    ],
)
def test_what_is_cleared(params, left):
    profiles = [kept(1, 1, stack_level=0), kept(2, 1, stack_level=1), kept(3, 2, stack_level=0)]

    assert set(cleared(profiles, params)) == left


@dataclass
class Box:
    """The charge point CP with connector 1, where session S goes on."""

    sent: list[Command] = field(default_factory=list)
    running: dict[str, tuple[str, int | None]] = field(default_factory=lambda: {"S": ("77", 1)})
    numbers: int = 0

    def __post_init__(self) -> None:
        found = ChargePoint("CP", "station", "network", "Box", {1: "c1"})
        self.service = ChargingProfileService(
            DynamoProfiles(),
            lambda _: found,
            lambda *_: found,
            lambda _: self.running,
            self.request,
            self.number,
            lambda: NOON,
        )

    def number(self) -> int:
        self.numbers += 1
        return self.numbers

    def request(self, charge_point_id: str, action: str, params: Any, by: str | None) -> Command:
        self.sent.append(Command("c", charge_point_id, action, params, CommandState.SENT, by, NOON, NOON))
        return self.sent[-1]

    def answers(self, status: str, **more: Any) -> None:
        command = self.sent.pop()
        effect = {
            "set_charging_profile": self.service.set_answered,
            "clear_charging_profile": self.service.clear_answered,
            "get_composite_schedule": self.service.schedule_answered,
        }[command.action]
        answer = {"status": status} | more
        effect(replace(command, answered_at=NOON), answer, outcome(command.action, answer)[0])

    def set(
        self, profile: dict[str, Any] = EVERY_DAY, connector_id: int = 1, session: str | None = None
    ) -> None:
        self.service.set("CP", ANN, connector_id, profile, session)

    @property
    def numbers_kept(self) -> list[int]:
        return [one.profile_id for one in self.service.profiles("CP", ANN)]


@pytest.fixture
def box(aws: None) -> Box:
    return Box()


def test_a_profile_is_listed_when_it_was_taken(box):
    box.set()
    assert box.numbers_kept == []
    box.answers("Rejected")
    assert box.numbers_kept == []

    box.set()
    box.answers("Accepted")

    (found,) = box.service.profiles("CP", ANN)
    assert (found.profile_id, found.source, found.by) == (2, Source.SET, "ann")
    assert found.profile["periods"][1]["limit"] == "8.1"


def test_one_of_the_same_purpose_and_level_takes_its_place(box):
    for _ in range(2):
        box.set()
        box.answers("Accepted")

    assert box.numbers_kept == [2]


def test_a_profile_of_a_session_is_of_its_transaction_and_ends_with_it(box):
    box.set(OF_A_SESSION, session="S")
    assert box.sent[0].params["profile"]["transaction_id"] == "77"
    box.answers("Accepted")
    assert box.numbers_kept == [1]

    box.running = {}

    assert box.numbers_kept == []


@pytest.mark.parametrize(
    ("profile", "connector_id", "session", "error"),
    [
        (OF_A_SESSION, 1, None, Invalid),
        (EVERY_DAY, 1, "S", Invalid),
        (OF_A_SESSION, 1, "T", NotFound),
        (EVERY_DAY, 2, None, Invalid),
        (EVERY_DAY | {"start_at": None}, 1, None, Invalid),
    ],
)
def test_what_cannot_be_is_not_sent(box, profile, connector_id, session, error):
    with pytest.raises(error):
        box.set(profile, connector_id, session)

    assert box.sent == []


@pytest.mark.parametrize("status", ["Accepted", "Unknown"])
def test_a_cleared_profile_is_gone_also_when_it_was_not_there(box, status):
    box.set()
    box.answers("Accepted")
    box.service.clear("CP", ANN, 1)

    box.answers(status)

    assert box.numbers_kept == []
    with pytest.raises(NotFound):
        box.service.clear("CP", ANN, 1)


def test_the_last_answer_to_what_all_allow_is_shown(box):
    assert box.service.schedule("CP", ANN, 1) is None
    box.service.ask_schedule("CP", ANN, 1, 3600, "A")
    periods = [{"start_seconds": 0, "limit": "8.1"}]

    box.answers("Accepted", schedule={"connector_id": 1, "unit": "A", "periods": periods})

    found = box.service.schedule("CP", ANN, 1)
    assert (found.schedule["periods"], found.duration_seconds, found.at) == (periods, 3600, NOON)


def test_what_is_reported_stands_beside_what_was_set(box):
    box.set()
    box.answers("Accepted")

    box.service.reported("CP", 0, "EMS", [EVERY_DAY | {"profile_id": 9}], NOON)

    assert [(one.profile_id, one.limit_source) for one in box.service.profiles("CP", ANN)] == [
        (1, None),
        (9, "EMS"),
    ]

"""Settings and variables: told, wanted, sent again."""

import random
from decimal import Decimal

import pytest

from chalicelib.kernel.errors import Invalid, Refused
from chalicelib.variables.rules import ReportedVariable
from chalicelib.variables.wanted import MOST_TRIES
from tests.unit.variables.conftest import ANN, Box

FULL = ("get_configuration", {"keys": []})


def heartbeat(value: str) -> tuple[str, dict[str, str]]:
    return "change_configuration", {"key": "HeartbeatInterval", "value": value}


def test_at_its_first_boot_all_is_asked_for_and_then_once_for_each_firmware(box):
    box.boots("1.0")
    assert box.questions == [FULL]
    box.tells(HeartbeatInterval="300", AuthorizationKey="***")

    box.boots("1.0")
    assert box.questions == []
    box.boots("1.1")

    assert box.questions == [FULL]
    assert box.seen("HeartbeatInterval").variable.told.value == "300"


def test_one_that_never_answers_is_asked_three_times(box):
    for _ in range(5):
        box.boots()
        box.later(hours=1)

    assert box.questions == [FULL] * 3


def test_nothing_is_asked_before_its_boot_was_answered(box):
    box.boots()
    box.asked.clear()
    box.service.booted("CP", type("Boot", (), {"at": box.now_is, "firmware_version": "2"})())

    box.service.tick(box.now_is)

    assert box.questions == []


def test_a_charge_point_with_components_reports_its_whole_inventory(aws):
    box = Box(protocol="ocpp2.0.1")

    box.boots()

    assert box.questions == [("get_base_report", {"kind": "FullInventory"})]


def test_of_what_is_wanted_a_charge_point_with_components_is_asked_after_each_boot(aws):
    box, key = Box(protocol="ocpp2.0.1"), "OCPPCommCtrlr/HeartbeatInterval"
    box.wants(**{key: "60"})
    box.answers(status="Accepted")
    box.boots()
    report, question = box.questions
    assert (report[0], question) == ("get_base_report", ("get_configuration", {"keys": [key]}))
    box.asked.pop(0)

    box.service.reported("CP", 7, 0, [ReportedVariable(key, "300")], True, box.now_is)
    assert len(box.questions) == 1
    box.answers(configuration_key=[{"key": key, "readonly": None, "value": "300"}])

    assert box.questions == [("change_configuration", {"key": key, "value": "60"})]


def test_one_that_cannot_be_asked_keeps_no_other_from_being(box, monkeypatch):
    asked = []

    def then(charge_point_id: str) -> None:
        asked.append(charge_point_id)
        raise RuntimeError("broken")

    monkeypatch.setattr(box.service, "then", then)

    box.boots()
    box.boots()

    assert asked == ["CP", "CP"]
    assert list(box.store.due(box.now_is)) == []


def test_what_is_wanted_is_sent_and_stands_beside_what_is_told(box):
    box.boots()
    box.tells(HeartbeatInterval="300")
    box.wants(HeartbeatInterval="60")

    assert box.questions == [heartbeat("60")]
    seen = box.seen("HeartbeatInterval")
    assert (seen.variable.told.value, seen.wanted.value, seen.differs) == ("300", "60", True)
    assert box.state() == "pending"

    box.answers(status="Accepted")

    seen = box.seen("HeartbeatInterval")
    assert (seen.variable.told.value, seen.differs, box.state()) == ("60", False, "applied")


def test_a_value_that_is_lost_at_a_boot_is_sent_again(box):
    box.boots()
    box.tells(HeartbeatInterval="300")
    box.wants(HeartbeatInterval="60")
    box.answers(status="Accepted")

    box.boots()
    assert box.questions == [FULL]
    box.tells(HeartbeatInterval="300")

    assert box.questions == [heartbeat("60")]
    box.answers(status="Accepted")
    assert box.state() == "applied"


def test_a_charge_point_that_forgets_at_each_boot_is_not_told_for_ever(box):
    box.boots()
    box.tells(HeartbeatInterval="300")
    box.wants(HeartbeatInterval="60")
    box.answers(status="Accepted")
    sent = 0
    for _ in range(MOST_TRIES + 3):
        box.boots()
        box.tells(HeartbeatInterval="300")
        sent += len(box.questions)
        if box.questions:
            box.answers(status="Accepted")

    assert sent == MOST_TRIES
    assert box.state() == "differs"


def test_a_value_seen_to_hold_after_a_boot_may_be_sent_as_often_again(box):
    box.boots()
    box.tells(HeartbeatInterval="300")
    box.wants(HeartbeatInterval="60")
    box.answers(status="Accepted")
    for value in ("300", "60"):
        box.boots()
        box.tells(HeartbeatInterval=value)
        if box.questions:
            box.answers(status="Accepted")

    assert box.seen("HeartbeatInterval").wanted.tries == 0


def test_a_value_that_is_refused_is_not_sent_again(box):
    box.wants(HeartbeatInterval="60")
    box.answers(status="Rejected")
    assert (box.state(), box.seen("HeartbeatInterval").wanted.detail) == ("rejected", "Rejected")

    box.boots()
    box.tells(HeartbeatInterval="300")

    assert box.questions == []
    assert box.state() == "rejected"


def test_a_value_that_needs_a_reboot_is_applied_when_it_is_told_after_it(box):
    box.wants(HeartbeatInterval="60")
    box.answers(status="RebootRequired")
    assert box.state() == "reboot_required"

    box.boots()
    box.tells(HeartbeatInterval="60")

    assert box.state() == "applied"


def test_one_that_needs_a_reboot_and_has_another_value_after_it_is_sent_again(box):
    box.wants(HeartbeatInterval="60")
    box.answers(status="RebootRequired")

    box.boots()
    box.tells(HeartbeatInterval="300")

    assert box.questions == [heartbeat("60")]


def test_while_it_is_under_way_it_is_not_sent_twice(box):
    box.wants(HeartbeatInterval="60")
    box.boots()
    change, _ = box.asked
    box.asked = [box.asked[1], change]

    box.tells(HeartbeatInterval="300")

    assert box.questions == [heartbeat("60")]


def test_a_value_that_a_manager_looks_up_is_not_sent_anew(box):
    box.wants(HeartbeatInterval="60")
    box.answers(status="Accepted")
    box.service.refresh("CP", "ann")

    box.tells(HeartbeatInterval="300")

    assert (box.questions, box.state()) == ([], "differs")


def test_the_answer_to_another_value_leaves_what_is_wanted_by_now(box):
    box.wants(HeartbeatInterval="60")
    box.later(seconds=1)
    box.wants(HeartbeatInterval="90")

    box.answers(status="Rejected")

    assert (box.state(), box.seen("HeartbeatInterval").wanted.value) == ("pending", "90")


def test_what_is_wanted_no_more_is_only_told(box):
    box.wants(HeartbeatInterval="60")
    box.answers(status="Accepted")

    box.wants(heartbeatinterval=None)

    assert (box.questions, box.state()) == ([], None)


def test_what_a_full_answer_no_longer_has_is_gone(box):
    box.boots("1")
    box.tells(HeartbeatInterval="300", Old="1")
    box.boots("2")
    box.tells(HeartbeatInterval="300", New="1")

    assert [setting.key for setting in box.settings.settings("CP", ANN, None)] == ["HeartbeatInterval", "New"]


def test_keys_are_searched_without_case(box):
    box.boots()
    box.tells(HeartbeatInterval="300", MeterValueSampleInterval="60", Other="1")

    assert len(box.settings.settings("CP", ANN, "INTERVAL")) == 2


def test_a_secret_is_neither_kept_nor_set_here(box):
    box.boots()
    box.tells(AuthorizationKey="0123456789abcdef", WifiPassword="hush hush")

    told = [setting.variable.told.value for setting in box.settings.settings("CP", ANN, None)]
    kept = [item.packed for item in _groups()]
    assert told == [None, None]
    assert not any(b"hush" in _unpacked(one) or b"abcdef" in _unpacked(one) for one in kept)
    with pytest.raises(Refused) as refused:
        box.wants(AuthorizationKey="0123456789abcdef0")
    assert refused.value.code == "secret_setting"


def test_all_are_sent_or_none(box):
    box.boots()
    box.answers(configuration_key=[{"key": "Fixed", "readonly": True, "value": "1"}])

    with pytest.raises(Invalid) as refused:
        box.wants(HeartbeatInterval="60", Fixed="2")

    assert refused.value.code == "bad_setting"
    assert box.questions == []


def test_of_a_network_that_sets_up_the_same_id_later_nothing_old_is_seen(box):
    box.boots()
    box.tells(HeartbeatInterval="300")

    box.network_id = "another"

    assert box.settings.settings("CP", ANN, None) == []


def inventory(size: int = 500, per_component: int = 6) -> list[ReportedVariable]:
    return [
        ReportedVariable(
            f"Component{number // per_component}@1/Variable{number % per_component}",
            str(number),
            mutability="ReadWrite",
            data_type="integer",
            unit="s",
            minimum=Decimal(0),
            maximum=Decimal(86400),
        )
        for number in range(size)
    ]


def test_a_report_of_500_variables_in_parts_in_any_order_and_twice_costs_a_write_per_component(aws, requests):
    box = Box(protocol="ocpp2.0.1")
    parts = [inventory()[start : start + 12] for start in range(0, 500, 12)]
    order = list(enumerate(parts)) * 2
    random.Random(1).shuffle(order)  # noqa: S311 - any order

    with requests() as made:
        for number, part in order:
            box.service.reported("CP", 7, number, part, number == len(parts) - 1, box.now_is)

    assert len(box.settings.settings("CP", ANN, None)) == 500
    assert made.count("PutItem") == 84
    with requests() as made:
        box.settings.settings("CP", ANN, None)
    assert made == ["Query", "Query"]


def test_components_of_the_largest_values_fit(aws):
    box = Box(protocol="ocpp2.0.1")
    noise = random.Random(1)  # noqa: S311 - what does not pack
    large = [ReportedVariable(f"Big/V{number}", noise.randbytes(1250).hex()) for number in range(400)]

    box.service.reported("CP", 7, 0, large, True, box.now_is)

    assert len(box.settings.settings("CP", ANN, None)) == 400


def test_one_component_of_ever_more_than_an_item_takes_is_kept_as_far_as_it_fits(aws):
    box, noise = Box(protocol="ocpp2.0.1"), random.Random(1)  # noqa: S311 - what does not pack
    for part in range(9):
        large = [
            ReportedVariable(f"Big/V{part}-{number}", _noise(noise, 1400), values=(_noise(noise, 1400),))
            for number in range(70)
        ]
        other = ReportedVariable(f"Other{part}/V", "1")
        box.service.reported("CP", 7, part, [*large, other], part == 8, box.now_is)

    found = box.settings.settings("CP", ANN, None)
    assert len(found) == 9 * 70 + 9
    assert all(len(item.packed) <= 300_000 for item in _groups())
    assert all(one.variable.told.value == "1" for one in found if one.key.startswith("Other"))


def test_of_more_variables_than_an_item_takes_those_told_last_are_kept(aws):
    box, noise = Box(protocol="ocpp2.0.1"), random.Random(1)  # noqa: S311 - what does not pack
    for part in range(12):
        told = [ReportedVariable(f"Big/{_noise(noise, 120)}") for _ in range(90)]
        box.later(seconds=1)
        box.service.reported("CP", 7, part, told, False, box.now_is)

    found = {setting.key for setting in box.settings.settings("CP", ANN, None)}
    assert {one.key for one in told} <= found
    assert len(found) < 12 * 90
    assert all(len(item.packed) <= 300_000 for item in _groups())


def _noise(noise: random.Random, length: int) -> str:
    return "".join(chr(noise.randrange(0x4E00, 0x9FFF)) for _ in range(length))


def _groups():
    from chalicelib.variables.items import GroupItem  # noqa: PLC0415 - the tables are pretended by now

    return list(GroupItem.query("CP#network#CP", GroupItem.sk.startswith("TOLD#")))


def _unpacked(packed: bytes) -> bytes:
    import zlib  # noqa: PLC0415 - here alone

    return zlib.decompress(packed)

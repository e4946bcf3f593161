"""Each quirk does what its sentence says, and nothing else."""

import copy
import json
from datetime import UTC, datetime
from itertools import islice

import pytest

from infra.simulator.quirks.character import Character
from infra.simulator.quirks.quirk import Handshake
from infra.simulator.quirks.registry import QUIRKS, UnknownQuirk, listed, quirk
from infra.simulator.transaction import Fact, Moment, Reading, Transaction

AT = "2026-06-01T12:00:00.000Z"
ENERGY = "Energy.Active.Import.Register"
BOOT = {"chargePointModel": "Model", "chargePointVendor": "Vendor"}
BOOT_2 = {"reason": "PowerUp", "chargingStation": {"model": "Model", "vendorName": "Vendor"}}
START = {"connectorId": 1, "idTag": "ANN", "meterStart": 5000, "timestamp": AT}
STOP = {"transactionId": 7, "meterStop": 6000, "timestamp": AT, "reason": "Local"}


def meter(value="5000", unit="Wh"):
    sample = {"value": value, "measurand": ENERGY, "unit": unit, "context": "Sample.Periodic"}
    return {"meterValue": [{"timestamp": AT, "sampledValue": [sample]}]}


def event(kind="Updated", value=5000):
    sample = {"value": value, "measurand": ENERGY, "unitOfMeasure": {"unit": "Wh"}}
    return {
        "eventType": kind,
        "timestamp": AT,
        "seqNo": 0,
        "transactionInfo": {"transactionId": "t"},
        "idToken": {"idToken": "ANN", "type": "ISO14443"},
        "meterValue": [{"timestamp": AT, "sampledValue": [sample]}],
    }


def samples(payload):
    return payload["meterValue"][0]["sampledValue"]


def value(payload):
    return samples(payload)[0]["value"]


def value_and_unit(payload):
    sample = samples(payload)[0]
    return sample["value"], sample.get("unit") or sample.get("unitOfMeasure")


def values(payload):
    return [sample if isinstance(sample, str) else sample["value"] for sample in samples(payload)]


def measurands(payload):
    return [(sample["measurand"], sample["unit"]) for sample in samples(payload)]


def lengths(payload):
    return [len(meter_value["sampledValue"]) for meter_value in payload["meterValue"]]


def age(payload):
    return payload["offline"], payload["timestamp"]


def vendor(payload):
    return payload["chargingStation"]["vendorName"]


def called(name, version, action, payload):
    before = copy.deepcopy(payload)
    _, made = Character([quirk(name)]).call(version, action, payload)
    assert payload == before, "what the box keeps is not changed"
    return made


@pytest.mark.parametrize(
    ("name", "action", "payload", "shows", "told"),
    [
        ("wh-as-kwh", "MeterValues", meter(), value_and_unit, ("5000", "kWh")),
        ("kwh-as-wh", "MeterValues", meter(), value_and_unit, ("5.0", "Wh")),
        ("kwh-as-wh", "StopTransaction", STOP, lambda p: p["meterStop"], 6),
        ("no-unit", "MeterValues", meter(), value_and_unit, ("5000", None)),
        ("zero-begin", "StartTransaction", START, lambda p: p["meterStart"], 0),
        ("zero-begin", "StopTransaction", STOP, lambda p: p["meterStop"], 6000),
        ("falling-meter", "MeterValues", meter("900000"), value, "100000"),
        ("bad-sample", "MeterValues", meter(), values, ["NaN", "", "none", "5000"]),
        ("unknown-measurand", "MeterValues", meter(), measurands, [(ENERGY, "Wh"), ("Colour.Export", "Hz")]),
        ("padded-values", "MeterValues", meter(), value, " 0005000"),
        ("empty-meter-value", "MeterValues", meter(), lengths, [1, 0]),
        ("stop-id=9223372036854775807", "StopTransaction", STOP, lambda p: p["transactionId"], 2**63 - 1),
        ("stop-id=-1", "StopTransaction", STOP, lambda p: p["transactionId"], -1),
        ("long-serial", "BootNotification", BOOT, lambda p: len(p["chargePointSerialNumber"]), 400),
        ("empty-strings", "BootNotification", BOOT, lambda p: p["firmwareVersion"], ""),
        ("nul-and-surrogates", "BootNotification", BOOT, lambda p: p["chargePointVendor"], "Vendor\0 \ud800"),
        ("lower-case", "StopTransaction", STOP, lambda p: p["reason"], "local"),
        ("extra-fields", "StopTransaction", STOP, lambda p: p["vendorExtra"], {"temperature": 41.5}),
        ("old-queue=3", "StopTransaction", STOP, lambda p: p["timestamp"], "2026-06-01T09:00:00.000Z"),
        ("clock-1970", "StartTransaction", START, lambda p: p["timestamp"], "1970-06-01T12:00:00.000Z"),
        ("clock-future", "StartTransaction", START, lambda p: p["timestamp"], "2026-06-03T12:00:00.000Z"),
        ("clock-without-zone", "StartTransaction", START, lambda p: p["timestamp"], "2026-06-01T12:00:00"),
        ("clock-local", "StartTransaction", START, lambda p: p["timestamp"], "2026-06-01T14:00:00"),
    ],
)  # fmt: skip
def test_what_1_6_says(name, action, payload, shows, told):
    assert shows(called(name, "1.6", action, payload)) == told


@pytest.mark.parametrize(
    ("name", "action", "payload", "shows", "told"),
    [
        ("wh-as-kwh", "TransactionEvent", event(), value_and_unit, (5000, {"unit": "kWh"})),
        ("kwh-as-wh", "TransactionEvent", event(), value_and_unit, (5, {"unit": "Wh"})),
        ("no-unit", "TransactionEvent", event(), value_and_unit, (5000, None)),
        ("zero-begin", "TransactionEvent", event("Started"), value, 0),
        ("zero-begin", "TransactionEvent", event("Ended"), value, 5000),
        ("falling-meter", "TransactionEvent", event("Updated", 900_000), value, 100_000),
        ("falling-meter", "TransactionEvent", event("Ended", 900_000), value, 900_000),
        ("seq-from-1", "TransactionEvent", event(), lambda p: p["seqNo"], 1),
        ("stop-id=0", "TransactionEvent", event(), lambda p: p["transactionInfo"]["transactionId"], "0"),
        ("lower-case", "TransactionEvent", event(), lambda p: p["eventType"], "updated"),
        ("other-version", "TransactionEvent", event(), lambda p: p["idToken"], "ANN"),
        ("old-queue", "TransactionEvent", event(), age, (True, "2026-06-01T06:00:00.000Z")),
        ("long-serial", "BootNotification", BOOT_2, lambda p: len(p["chargingStation"]["model"]), 400),
        ("empty-strings", "BootNotification", BOOT_2, lambda p: p["chargingStation"]["serialNumber"], ""),
        ("nul-and-surrogates", "BootNotification", BOOT_2, vendor, "Vendor\0 \ud800"),
    ],
)  # fmt: skip
def test_what_2_0_1_says(name, action, payload, shows, told):
    assert shows(called(name, "2.0.1", action, payload)) == told


@pytest.mark.parametrize(
    ("version", "answer", "told"),
    [("1.6", {"listVersion": 3}, {"versionNumber": 3}), ("2.0.1", {"versionNumber": 3}, {"listVersion": 3})],
)
def test_the_other_versions_names_in_answers(version, answer, told):
    assert Character([quirk("other-version")]).answer(version, "GetLocalListVersion", answer) == told


FRAME = '[2,"1","Heartbeat",{}]'


def test_broken_frames_go_before_the_right_one():
    *broken, right = Character([quirk("broken-frames")]).frames(FRAME)

    assert right == FRAME
    assert len(json.loads(broken[0])) == 3
    assert json.loads(broken[1])[0] == 99
    assert isinstance(json.loads(broken[2]), dict)
    with pytest.raises(json.JSONDecodeError):
        json.loads(broken[3])


def test_a_frame_is_repeated_with_its_id_and_one_that_is_too_long_goes_before():
    repeated, again = Character([quirk("repeat")]).frames(FRAME)
    long, short = Character([quirk("too-long")]).frames(FRAME)

    assert repeated == again == short == FRAME
    assert len(long) > 128 * 1024
    assert json.loads(long)[0] == 2


@pytest.mark.parametrize(("name", "ids"), [("ids-from-1", ["1", "2", "3"]), ("numeric-ids", [1, 2, 3])])
def test_ids_begin_anew_on_each_connection(name, ids):
    character = Character([quirk(name)])

    assert list(islice(character.ids(), 3)) == list(islice(character.ids(), 3)) == ids


def test_handshakes():
    greeting = Handshake(b"00ff80", ("ocpp1.6",))

    assert Character([quirk("raw-password")]).handshake(greeting).password == b"\x00\xff\x80"
    assert Character([quirk("raw-password")]).handshake(Handshake(b"no hex", ())).password == b"no hex"
    assert Character([quirk("no-subprotocol")]).handshake(greeting).subprotocols == ()


def transaction():
    """Begin, two readings, end."""
    made = Transaction(1, "ANN")
    moments = (Moment.BEGAN, Moment.METERED, Moment.METERED, Moment.ENDED)
    for number, moment in enumerate(moments):
        reading = Reading(datetime(2026, 6, 1, 12, number, tzinfo=UTC), 1000 + number, 0)
        made.facts.append(Fact(made, moment, reading, number))
    return made.facts


@pytest.mark.parametrize(
    ("name", "version", "numbers"),
    [
        ("reorder", "2.0.1", [3, 2, 1, 0]),
        ("reorder", "1.6", [0, 3, 2, 1]),
        ("stop-first", "2.0.1", [3, 0, 1, 2]),
        ("stop-first", "1.6", [3, 0, 1, 2]),
    ],
)
def test_orders(name, version, numbers):
    character = Character([quirk(name)])
    facts = transaction()

    assert [fact.seq_no for fact in character.order(version, facts)] == numbers
    facts[0].transaction.facts.pop()
    assert character.order(version, facts[:3]) == [], "it waits for the end"


@pytest.mark.parametrize(
    ("name", "place", "more"),
    [
        ("replay", 1, [(1, False)]),
        ("replay-after-end", 1, []),
        ("replay-after-end", 3, [(0, True), (1, True), (2, True), (3, True)]),
        ("double-stop", 0, []),
        ("double-stop", 3, [(3, True)]),
    ],
)
def test_what_is_told_again(name, place, more):
    character = Character([quirk(name)])

    copies = character.after(transaction()[place])

    assert [(fact.seq_no, fact.offline) for fact in copies] == more
    assert [character.after(copy) for copy in copies] == [[] for _ in copies], "copies have no copies"


def test_the_second_stop_is_the_older_one():
    end = transaction()[3]

    (second,) = Character([quirk("double-stop")]).after(end)

    assert (end.reading.at - second.reading.at).total_seconds() == 120


@pytest.mark.parametrize(
    ("name", "numbers"), [("no-begin", [1, 2, 3]), ("no-readings", [0, 3]), ("no-end", [0, 1, 2])]
)
def test_what_is_never_told(name, numbers):
    character = Character([quirk(name)])

    assert [fact.seq_no for fact in transaction() if character.keeps(fact)] == numbers


def test_habits():
    character = Character([quirk("offline=7"), quirk("drop"), quirk("two-sockets"), quirk("impatient")])

    assert character.offline_seconds == 7
    assert character.reconnects_after == 1
    assert (character.loses_answers, character.doubles_sockets) == (True, True)


def test_several_are_applied_in_turn():
    character = Character([quirk("falling-meter"), quirk("wh-as-kwh"), quirk("lower-case")])

    _, payload = character.call("1.6", "MeterValues", meter("900000"))

    assert samples(payload)[0] == {
        "value": "100000",
        "measurand": ENERGY.lower(),
        "unit": "kWh",
        "context": "Sample.Periodic",
    }


@pytest.mark.parametrize("version", ["1.6", "2.0.1"])
def test_without_any_all_is_as_it_was(version):
    character = Character()

    assert character.call(version, "StopTransaction", STOP) == ("StopTransaction", STOP)
    assert character.frames(FRAME) == [FRAME]
    assert character.after(transaction()[3]) == []


@pytest.mark.parametrize("told", ["nix", "replay=3", "offline=soon"])
def test_what_cannot_be_chosen_says_why(told):
    with pytest.raises(UnknownQuirk, match=told.partition("=")[0]):
        quirk(told)


def test_the_list_has_a_line_for_each():
    lines = listed().splitlines()

    assert len(lines) == len(QUIRKS)
    assert all(any(line.split()[0] in (name, f"{name}=N") for line in lines) for name in QUIRKS)


@pytest.mark.parametrize("name", QUIRKS)
def test_every_quirk_can_be_played_on_every_message_of_both_versions(name):
    character = Character([QUIRKS[name]])

    for version, action, payload in (
        ("1.6", "BootNotification", BOOT),
        ("1.6", "StatusNotification", {"connectorId": 1, "status": "Available", "timestamp": AT}),
        ("1.6", "StartTransaction", START),
        ("1.6", "MeterValues", meter()),
        ("1.6", "StopTransaction", STOP),
        ("1.6", "Heartbeat", {}),
        ("2.0.1", "BootNotification", BOOT_2),
        ("2.0.1", "StatusNotification", {"evseId": 1, "connectorStatus": "Available", "timestamp": AT}),
        ("2.0.1", "TransactionEvent", event()),
        ("2.0.1", "Heartbeat", {}),
    ):
        text = json.dumps(character.call(version, action, payload))
        assert character.frames(text)[-1] == text

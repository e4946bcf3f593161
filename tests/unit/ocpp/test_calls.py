"""Commands in each version's words: every one valid by the OCA's schemas, or said not to be known there."""

import json
from decimal import Decimal

import pytest

from chalicelib.charge_points.commands.rules import ACTIONS, CannotSend, UnknownThere
from chalicelib.ocpp.calls import answer_misfits, call, is_guarded, misfits, v2, v16, v21
from chalicelib.ocpp.frames import Call, encode
from chalicelib.ocpp.schemas import is_known
from tests.unit.ocpp.asked import ASKED, FIRMWARE, NETWORK_PROFILE, PROFILE, TX_PROFILE

SAID = [
    pytest.param(
        protocol,
        action,
        params,
        in_16 if protocol in ("ocpp1.6", "") else in_2,
        id=f"{protocol}-{n}-{action}",
    )
    for protocol in ("ocpp1.6", "", "ocpp2.0.1", "ocpp2.1")
    for n, (action, params, in_16, in_2) in enumerate(ASKED)
]


@pytest.mark.parametrize(("protocol", "action", "params", "message"), SAID)
def test_a_command_is_worded_as_the_schema_has_it(protocol, action, params, message):
    kept = json.loads(json.dumps(params))  # as it comes out of the queue

    if message is None:
        with pytest.raises(UnknownThere):
            call(protocol, action, kept)
    else:
        assert call(protocol, action, kept)[0] == message
        assert misfits(protocol, action, kept) == []


@pytest.mark.parametrize("version", [v16, v2, v21])
def test_every_message_that_a_command_may_become_has_a_schema_of_its_answer(version):
    folder, _ = version.SCHEMAS

    assert {
        name
        for word in version.CALLS.values()
        for name in word.messages
        if not is_known(folder, f"{name}Response")
    } == set()


@pytest.mark.parametrize(("protocol", "action", "params", "message"), SAID)
def test_a_word_names_the_messages_that_it_may_become(protocol, action, params, message):
    if message is not None and action != "call":
        version = {"ocpp2.0.1": v2, "ocpp2.1": v21}.get(protocol, v16)
        assert message in version.CALLS[action].messages


@pytest.mark.parametrize(
    ("protocol", "action", "payload", "odd"),
    [
        ("ocpp1.6", "reset", {"status": "Accepted"}, []),
        ("", "reset", {"status": "accepted"}, ["status: Enum"]),
        ("ocpp1.6", "reset", {"Status": "Accepted"}, ["payload: AdditionalProperties", "payload: Required"]),
        ("ocpp1.6", "get_log", {"fileName": "log.gz"}, []),
        ("ocpp1.6", "get_log", {"status": "Accepted", "filename": "log.gz"}, []),
        ("ocpp2.0.1", "get_log", {}, ["payload: Required"]),
        ("ocpp2.0.1", "get_configuration", {"status": "Accepted"}, []),
        ("ocpp2.1", "get_base_report", {"status": "Perhaps"}, ["status: Enum"]),
        ("ocpp1.6", "get_base_report", {"status": "Perhaps"}, []),
        ("ocpp1.6", "call", {"status": "Perhaps"}, []),
    ],
)
def test_what_is_odd_in_an_answer_is_told(protocol, action, payload, odd):
    assert sorted(answer_misfits(protocol, action, payload)) == odd


def test_the_table_has_every_action():
    assert {action for action, *_ in ASKED} == ACTIONS


def said(protocol, action, params):
    name, payload = call(protocol, action, params)
    return json.loads(encode(Call("", name, payload)))[3]


@pytest.mark.parametrize(("limit", "sent"), [("8.1", 8.1), ("8.19", 8.1), (16, 16), (Decimal("0.5"), 0.5)])
def test_a_limit_goes_out_with_one_digit_and_never_above_what_was_asked(limit, sent):
    profile = PROFILE | {"periods": [{"start_seconds": 0, "limit": limit}]}

    in_16 = said("ocpp1.6", "set_charging_profile", {"connector_id": 1, "profile": profile})
    in_2 = said("ocpp2.0.1", "set_charging_profile", {"connector_id": 1, "profile": profile})

    assert in_16["csChargingProfiles"]["chargingSchedule"]["chargingSchedulePeriod"][0]["limit"] == sent
    assert in_2["chargingProfile"]["chargingSchedule"][0]["chargingSchedulePeriod"][0]["limit"] == sent


@pytest.mark.parametrize(
    ("uid", "kind", "type_"),
    [
        ("04A1B2C3", None, "ISO14443"),
        ("04a1b2c3d4e5f6", None, "ISO14443"),
        ("0123456789ABCDEF0123", None, "ISO14443"),
        ("APPABCDEFGH01234567", None, "Central"),
        ("04A1B2C3", "APP_USER", "Central"),
        ("WHATEVER", "RFID", "ISO14443"),
    ],
)
def test_a_token_has_the_type_that_is_known_or_else_looks_right(uid, kind, type_):
    params = {"token_uid": uid, "token_type": kind, "remote_start_id": 1}

    assert said("ocpp2.0.1", "remote_start", params)["idToken"] == {"idToken": uid, "type": type_}


def test_instants_go_out_in_utc():
    assert said("ocpp1.6", "update_firmware", FIRMWARE)["retrieveDate"] == "2026-06-01T10:00:00Z"


def test_a_password_has_each_versions_own_name():
    change = {"key": "AuthorizationKey", "value": "s" * 20}
    as_variable = {"key": "SecurityCtrlr/BasicAuthPassword", "value": "s" * 20}

    assert said("ocpp1.6", "change_configuration", as_variable) == change
    (setting,) = said("ocpp2.0.1", "change_configuration", change)["setVariableData"]
    assert (setting["component"], setting["variable"]) == (
        {"name": "SecurityCtrlr"},
        {"name": "BasicAuthPassword"},
    )


def test_in_2_1_a_network_profile_may_name_the_login_too():
    profile = NETWORK_PROFILE | {"identity": "CP", "password": "s" * 20}
    data = said("ocpp2.1", "set_network_profile", {"slot": 1, "profile": profile})["connectionData"]

    assert (data["identity"], data["basicAuthPassword"], data["ocppVersion"]) == ("CP", "s" * 20, "OCPP21")


@pytest.mark.parametrize(
    ("protocol", "action", "params"),
    [
        ("ocpp1.6", "remote_start", {"token_uid": "T" * 21}),
        ("ocpp2.0.1", "remote_start", {"token_uid": "T" * 37, "remote_start_id": 1}),
        ("ocpp1.6", "remote_stop", {"transaction_id": "a-b-c"}),
        ("ocpp1.6", "change_configuration", {"key": "K" * 51, "value": "1"}),
        ("ocpp2.0.1", "get_configuration", {"keys": ["HeartbeatInterval"]}),
        ("ocpp1.6", "get_certificates", {"uses": ["CentralSystemRoot", "ManufacturerRoot"]}),
        ("ocpp1.6", "install_certificate", {"use": "V2GRoot", "pem": "x"}),
        (
            "ocpp1.6",
            "set_charging_profile",
            {"profile": TX_PROFILE | {"periods": [{"start_seconds": 0, "limit": "NaN"}]}},
        ),
        ("ocpp2.0.1", "cost_updated", {"transaction_id": "1", "total_cost": "much"}),
    ],
)
def test_what_a_version_cannot_say_is_told_before_it_is_sent(protocol, action, params):
    with pytest.raises(CannotSend):
        call(protocol, action, params)


def test_a_payload_that_does_not_fit_is_told():
    assert misfits("ocpp1.6", "call", {"message": "Reset", "payload": {"type": "Warm"}}) == ["type: Enum"]


@pytest.mark.parametrize("message", ["SetVariables", "setvariables", "UpdateFirmware", "InstallCertificate"])
def test_messages_with_secrets_files_or_lists_are_sent_by_words_of_their_own(message):
    assert is_guarded(message)
    assert not is_guarded("ClearCache")

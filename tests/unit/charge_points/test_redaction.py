"""No secret is kept: not in a command, not in an answer, not in the message log, of no version."""

import json

import pytest

from chalicelib.charge_points.message_log import kept_text
from chalicelib.charge_points.redaction import redacted, without_secrets
from chalicelib.charge_points.secret_names import is_password_key, is_secret_key

PLACE = {"component": {"name": "SecurityCtrlr"}, "variable": {"name": "BasicAuthPassword"}}
OPEN = {"component": {"name": "OCPPCommCtrlr"}, "variable": {"name": "HeartbeatInterval"}}


@pytest.mark.parametrize(
    "payload",
    [
        {"key": "AuthorizationKey", "value": "hush"},
        {"configurationKey": [{"key": "authorizationkey", "readonly": False, "value": "hush"}]},
        {"setVariableData": [{**PLACE, "attributeValue": "hush"}]},
        {"getVariableResult": [{**PLACE, "attributeStatus": "Accepted", "attributeValue": "hush"}]},
        {"reportData": [{**PLACE, "variableAttribute": [{"type": "Actual", "value": "hush"}]}]},
        {"eventData": [{**PLACE, "actualValue": "hush"}]},
        {"key": "WifiPassword", "value": "hush"},
        {"setVariableData": [{"variable": {"name": "Setting", "instance": "PIN"}, "attributeValue": "hush"}]},
        {"connectionData": {"basicAuthPassword": "hush"}},
        {"connectionData": {"apn": {"apnPassword": "hush", "simPin": "hush"}}},
        {"connectionData": {"vpn": {"server": "s", "password": "hush", "key": "hush"}}},
    ],
)
def test_the_message_log_keeps_no_secret(payload):
    text = kept_text(json.dumps([2, "1", "X", payload]))

    assert "hush" not in text
    assert "***" in text


@pytest.mark.parametrize(
    "payload",
    [
        {"key": "HeartbeatInterval", "value": "AuthorizationKey"},
        {"setVariableData": [{**OPEN, "attributeValue": "BasicAuthPassword"}, {**PLACE}]},
    ],
)
def test_what_is_no_secret_stays(payload):
    assert without_secrets(payload) == payload


def test_what_cannot_be_read_but_may_hold_a_secret_is_left_out():
    assert kept_text("[2,AuthorizationKey:hush") == "***"


@pytest.mark.parametrize(
    ("action", "params", "kept"),
    [
        ("change_configuration", {"key": "A/B", "value": "1"}, {"key": "A/B", "value": "1"}),
        ("change_configuration", {"key": "ApiToken", "value": "x"}, {"key": "ApiToken", "value": "***"}),
        (
            "set_network_profile",
            {"slot": 1, "profile": {"password": "x", "apn": {"sim_pin": 1}, "vpn": {"pre_shared_key": "k"}}},
            {
                "slot": 1,
                "profile": {"password": "***", "apn": {"sim_pin": "***"}, "vpn": {"pre_shared_key": "***"}},
            },
        ),
        ("get_log", {"url": "https://x.example/a?X-Amz-Signature=1"}, {"url": "https://x.example/a"}),
        ("call", {"message": "X", "payload": {"simPin": 1}}, {"message": "X", "payload": {"simPin": "***"}}),
    ],
)
def test_a_command_is_kept_without_secrets(action, params, kept):
    assert redacted(action, params) == kept


SECRET = """
    AuthorizationKey authorizationkey BasicAuthPassword SecurityCtrlr/BasicAuthPassword WifiPassword
    wifipassword SecurityCtrlr[a]@1.2/BasicAuthPassword[b] Wifi.Passphrase WPA-PSK wifi_pwd SimPin SIMPIN
    PinCode InstallerPIN WebPaymentsCtrlr/SharedSecret NetworkConfiguration[1]/VpnKey ClientPrivateKey
    ApiToken apitoken TokenReader/Token VendorCtrlr/Setting[WifiPassword] FtpCredentials
"""
PLAIN = """
    HeartbeatInterval AuthorizeRemoteTxRequests LocalAuthListEnabled AuthorizationKey/Enabled KeySwitch
    PasswordCtrlr/Enabled TokenTimeout TokenReader/TokenType SupportedIdTokenTypes PasswordLength
    MeterPublicKey GetConfigurationMaxKeys AuthCtrlr/MasterPassGroupId WebPaymentsCtrlr/TOTPVersion
    DefaultIdTag ControlPilotMapping Spin
"""


@pytest.mark.parametrize(
    ("key", "secret"), [*((key, True) for key in SECRET.split()), *((key, False) for key in PLAIN.split())]
)
def test_which_names_are_of_secrets(key, secret):
    assert is_secret_key(key) is secret


@pytest.mark.parametrize("key", ["AuthorizationKey", "basicauthpassword", "A[a]@1.2/BasicAuthPassword[b]"])
def test_which_keys_name_what_it_comes_in_by(key):
    assert is_password_key(key)
    assert not is_password_key(f"{key}/Length")
    assert not is_password_key("WifiPassword")


def test_a_broken_message_that_sounds_of_no_secret_is_kept_for_who_looks_into_it():
    assert kept_text('[2,"1","X",{"key":"HeartbeatInterval",}]') == '[2,"1","X",{"key":"HeartbeatInterval",}]'

"""Whatever a central system may ask of a charge point, its owner can ask over the API."""

from importlib.util import find_spec
from pathlib import Path
from typing import get_args

import pytest

from chalicelib import api  # noqa: F401 - declares the routes
from chalicelib.api.command_bodies import AnyCommand
from chalicelib.api.edge import ROUTES
from chalicelib.charge_points.commands.rules import ACTIONS
from chalicelib.ocpp.calls import is_guarded, is_message, v2, v16, v21
from chalicelib.ocpp.v2.answers import VERSION_21, VERSION_201
from chalicelib.ocpp.v16.answers import VERSION as VERSION_16

BY_A_RESOURCE = {
    "get_log": ("POST", "logs"),
    "update_firmware": ("POST", "firmware"),
    "publish_firmware": ("POST", "firmware/publish"),
    "install_certificate": ("POST", "certificates"),
    "delete_certificate": ("DELETE", "certificates"),
    "get_certificates": ("POST", "certificates/refresh"),
    "send_local_list": ("PUT", "local-list"),
    "set_network_profile": ("PUT", "security-profile"),
}
BY_ITSELF = {"certificate_signed"}
"""Follows each SignCertificate, which `trigger` asks for."""


@pytest.mark.parametrize(
    ("protocol", "words", "heard"),
    [
        ("ocpp1.6", v16, VERSION_16),
        ("ocpp2.0.1", v2, VERSION_201),
        ("ocpp2.1", v21, VERSION_21),
    ],
)
def test_every_message_of_a_central_system_can_be_sent(protocol, words, heard):
    spec = find_spec("ocpp")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    schemas = Path(spec.submodule_search_locations[0], heard.schemas, "schemas").glob(f"*{heard.suffix}.json")
    named = {path.stem.removesuffix(heard.suffix) for path in schemas if not path.stem.endswith("Response")}
    asked = named - set(heard.answers) | {"DataTransfer"}
    worded = {name for word in words.CALLS.values() for name in word.messages}

    assert len(asked) >= 26
    assert [name for name in asked - worded if is_guarded(name) or not is_message(protocol, name)] == [], (
        "neither a word nor `call` sends these"
    )


def test_every_word_is_an_owners_to_say():
    said = {get_args(command.model_fields["action"].annotation)[0] for command in get_args(AnyCommand)}
    routes = {(route.method, route.path) for route in ROUTES}

    assert said | set(BY_A_RESOURCE) | BY_ITSELF == ACTIONS
    assert {
        (method, f"/v1/charge-points/{{charge_point_id}}/{resource}")
        for method, resource in BY_A_RESOURCE.values()
    } <= routes

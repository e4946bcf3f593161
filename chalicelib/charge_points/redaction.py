"""What nobody may read back: not from a command, not from an answer, not from the message log."""

from collections.abc import Mapping
from typing import Any

from chalicelib.charge_points.secret_names import SECRETS, is_secret_key, is_secret_name

REDACTED = "***"
SECRET_MEMBERS = frozenset({"apnpassword", "basicauthpassword", "simpin"})
"""Members (lower case) of messages that hold a secret wherever they stand."""
OF_A_VPN = frozenset({"password", "key"})
VALUES = frozenset({"value", "attributevalue", "actualvalue"})
"""Members (lower case) that hold the value of a key or variable."""
SAID_OF_SETTINGS = ('"key"', '"variable"', '"vpn"')
"""What every message has (lower case) that may tell a secret setting, but for those that hold one anyhow."""
SECRET_PARAMS = frozenset({"password", "pre_shared_key", "sim_pin"})
"""Members of our own parameters, at any depth."""
ADDRESSES = frozenset({"url"})


def may_hold_secrets(text: str) -> bool:
    """Whether it is worth looking for secrets in a message; quick."""
    small = text.lower()
    return any(member in small for member in SAID_OF_SETTINGS) or sounds_secret(small)


def sounds_secret(text: str) -> bool:
    """Whether there may be one in what cannot be read as a message."""
    small = text.lower()
    return any(secret in small for secret in SECRETS)


def redacted(action: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """A command's `params` as they may be kept and shown: without passwords and signed parts of addresses."""
    if action == "change_configuration" and is_secret_key(str(params.get("key", ""))):
        return {**params, "value": REDACTED}
    if action == "call":
        return {**params, "payload": without_secrets(params.get("payload"))}
    return {name: _kept(name, value) for name, value in params.items()}


def without_secrets(value: Any) -> Any:
    """A message, or a part of one, of any version, without the secrets in it."""
    if isinstance(value, list):
        return [without_secrets(element) for element in value]
    if not isinstance(value, Mapping):
        return value
    hides = _names_a_secret(value)
    return {name: _without(str(name).lower(), element, hides) for name, element in value.items()}


def _without(name: str, element: Any, hides: bool) -> Any:
    if name in SECRET_MEMBERS and not isinstance(element, Mapping | list):
        return REDACTED
    if name == "vpn" and isinstance(element, Mapping):
        return {part: REDACTED if str(part).lower() in OF_A_VPN else value for part, value in element.items()}
    if hides and name in VALUES:
        return REDACTED
    if hides and name == "variableattribute" and isinstance(element, list):
        return [
            {part: _without(str(part).lower(), value, hides=True) for part, value in attribute.items()}
            if isinstance(attribute, Mapping)
            else attribute
            for attribute in element
        ]
    return without_secrets(element)


def _names_a_secret(value: Mapping[Any, Any]) -> bool:
    """Whether it is about such a 1.6 key ({key, value}) or 2.x variable ({variable: {name, instance}})."""
    for name, element in value.items():
        told = [element] if str(name).lower() == "key" else []
        if str(name).lower() == "variable" and isinstance(element, Mapping):
            told = [text for part, text in element.items() if str(part).lower() in ("name", "instance")]
        if any(isinstance(text, str) and is_secret_name(text) for text in told):
            return True
    return False


def _kept(name: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {part: _kept(str(part), element) for part, element in value.items()}
    if isinstance(value, list | tuple):
        return [_kept(name, element) for element in value]
    if value is not None and name in SECRET_PARAMS:
        return REDACTED
    if name in ADDRESSES and isinstance(value, str):
        return value.partition("?")[0]
    return value

"""What the secrets say first that CloudFormation cannot generate."""

import base64
import json
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.certificates.authority import new_authority
from chalicelib.kernel.ids import utc_now
from infra.cloud.names import named
from infra.cloud.secrets import CERTIFICATES, SIGNING_KEYS


def signing_keys() -> str:
    """One key, which signs: chalicelib/accounts/signing_keys.py."""
    key_id = secrets.token_hex(4)
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    return json.dumps({"current": key_id, "keys": {key_id: key}})


def authority() -> str:
    """A new certificate authority: chalicelib/certificates/authority.py."""
    return new_authority("PlugNexus", utc_now())


FIRST: Mapping[str, Callable[[], str]] = {SIGNING_KEYS: signing_keys, CERTIFICATES: authority}


def fill(vault: Any, stage: str) -> list[str]:
    """Give a value to those that have none, by a boto3 client of Secrets Manager; tell their names.

    Raises its ResourceNotFoundException for one that is not there at all.
    """
    filled = []
    for word, first in FIRST.items():
        name = named(stage, word)
        if not _says(vault, name):
            vault.put_secret_value(SecretId=name, SecretString=first())
            filled.append(name)
    return filled


def _says(vault: Any, name: str) -> str:
    """Nothing: AWS has no version of it, an emulator may have an empty one."""
    try:
        return str(vault.get_secret_value(SecretId=name)["SecretString"])
    except vault.exceptions.ResourceNotFoundException:
        vault.describe_secret(SecretId=name)
        return ""

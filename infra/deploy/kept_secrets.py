"""Values of secrets that a former stack of the stage left, for the new one.

Tables and buckets that are there already are taken up by CloudFormation. Secrets are not: it finds them by an
id that the template cannot have (CloudFormation User Guide, import resources automatically). So their values
step aside under another name, and come back when the new secrets have been made. Interrupted anywhere, the
next deployment goes on: a value is deleted only after it stands elsewhere.
"""

import time
from collections.abc import Mapping
from typing import Any

from infra.cloud.secrets import EDGE

ASIDE = "-kept"
SECRET = "AWS::SecretsManager::Secret"  # noqa: S105 - a type's name
PATIENCE = 120.0
"""Seconds until a name can be used again."""


def names(template: Mapping[str, Any]) -> list[str]:
    """Of the secrets that it makes and leaves behind. Pure."""
    return sorted(
        made["Properties"]["Name"]
        for made in template["Resources"].values()
        if made["Type"] == SECRET and made.get("DeletionPolicy") == "Retain"
    )


def step_aside(vault: Any, template: Mapping[str, Any]) -> None:
    """By a boto3 client of Secrets Manager, before the stack is made."""
    for name in names(template):
        value = _value(vault, name)
        is_data = not name.endswith(f"-{EDGE}")  # that one CloudFront is told anew
        if is_data and value is not None and _value(vault, name + ASIDE) is None:
            vault.create_secret(Name=name + ASIDE, SecretString=value)
        if _is_there(vault, name):
            vault.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
            deadline = time.monotonic() + PATIENCE
            while _is_there(vault, name) and time.monotonic() < deadline:
                time.sleep(1)


def come_back(vault: Any, template: Mapping[str, Any]) -> list[str]:
    """After it has been made; the names of those that have their former value again."""
    back = []
    for name in names(template):
        value = _value(vault, name + ASIDE)
        if value is not None:
            vault.put_secret_value(SecretId=name, SecretString=value)
            vault.delete_secret(SecretId=name + ASIDE, ForceDeleteWithoutRecovery=True)
            back.append(name)
    return back


def _value(vault: Any, name: str) -> str | None:
    try:
        return str(vault.get_secret_value(SecretId=name)["SecretString"])
    except (vault.exceptions.ResourceNotFoundException, vault.exceptions.InvalidRequestException):
        return None


def _is_there(vault: Any, name: str) -> bool:
    try:
        vault.describe_secret(SecretId=name)
    except vault.exceptions.ResourceNotFoundException:
        return False
    return True

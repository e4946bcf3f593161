"""The secrets of a stage, under the names that chalicelib/kernel/settings.py supposes.

Two have a form that CloudFormation cannot generate: they are made empty, and `first_secrets.fill` gives them
what they say first. All stay when the stack goes, as the data does that is of no use without them. They, the
tables and the buckets are encrypted with the keys that AWS keeps for the account: a key of our own would
cost its price and each request, and whoever may read the data could use it all the same.
"""

from typing import Any

from infra.cloud.names import named
from infra.cloud.section import Named, Section

LENGTH = 48
"""Characters of what is generated: letters and digits, 285 bits."""

SIGNING_KEYS, PEPPER, CERTIFICATES, EDGE = "signing-keys", "ocpp-pepper", "ocpp-ca", "edge"
FILES_KEY = "files-key"
"""Made with the user whose key it is: infra/buckets.py."""


def section(stage: str) -> Section:
    """The secrets of this stage."""
    generated = {"GenerateSecretString": {"PasswordLength": LENGTH, "ExcludePunctuation": True}}
    resources: Named = {
        "SigningKeysSecret": _secret(stage, SIGNING_KEYS, "Keys of access tokens and mailed codes.", {}),
        "PepperSecret": _secret(stage, PEPPER, "Goes into the hashes of chargers' passwords.", generated),
        "CertificatesSecret": _secret(stage, CERTIFICATES, "The authority of chargers' certificates.", {}),
        "EdgeSecret": _secret(stage, EDGE, "By what the functions know CloudFront.", generated),
    }
    return Section(resources=resources)


def _secret(stage: str, word: str, description: str, value: dict[str, Any]) -> dict[str, Any]:
    return {
        "Type": "AWS::SecretsManager::Secret",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": {"Name": named(stage, word), "Description": description, **value},
    }

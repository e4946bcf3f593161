"""Who mail comes from. Texts go by SNS, which needs nothing but a role that may (grants.py).

`MailFrom` is an address that SES asks to confirm; with `Domain` and `HostedZoneId` mail comes from
`no-reply@<Domain>`, proved by DNS (DKIM), and nothing is left to confirm. Without either, nobody gets mail.
"""

from typing import Any

from infra.cloud.names import HAS_DOMAIN, HAS_MAIL_FROM, HAS_ZONE, MAIL_FROM, named
from infra.cloud.section import Named, Section


def section(stage: str) -> Section:
    """The identities of this stage, and what SES does for all of their mail."""
    settings = {"ConfigurationSetAttributes": {"ConfigurationSetName": {"Ref": "MailSettings"}}}
    resources: Named = {
        "MailSettings": {
            "Type": "AWS::SES::ConfigurationSet",
            "Properties": {
                "Name": named(stage, "mail"),
                "ReputationOptions": {"ReputationMetricsEnabled": True},
                "SuppressionOptions": {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]},
            },
        },
        "MailAddress": {
            "Type": "AWS::SES::EmailIdentity",
            "Condition": HAS_MAIL_FROM,
            "Properties": {"EmailIdentity": {"Ref": MAIL_FROM}, **settings},
        },
        "MailDomain": {
            "Type": "AWS::SES::EmailIdentity",
            "Condition": HAS_DOMAIN,
            "Properties": {"EmailIdentity": {"Ref": "Domain"}, **settings},
        },
    }
    for number in (1, 2, 3):
        resources[f"MailProof{number}"] = _proof(number)
    return Section(
        parameters={
            MAIL_FROM: {
                "Type": "String",
                "Default": "",
                "AllowedPattern": r"|[^\s<>@]+@[^\s<>@]+",
                "Description": "The address that mail comes from.",
            }
        },
        conditions={HAS_MAIL_FROM: {"Fn::Not": [{"Fn::Equals": [{"Ref": MAIL_FROM}, ""]}]}},
        resources=resources,
    )


def _proof(number: int) -> dict[str, Any]:
    """One of the three records that SES asks for."""
    token = {
        part: {"Fn::GetAtt": ["MailDomain", f"DkimDNSToken{part}{number}"]} for part in ("Name", "Value")
    }
    return {
        "Type": "AWS::Route53::RecordSet",
        "Condition": HAS_ZONE,
        "Properties": {
            "HostedZoneId": {"Ref": "HostedZoneId"},
            "Type": "CNAME",
            "TTL": "300",
            "Name": token["Name"],
            "ResourceRecords": [token["Value"]],
        },
    }

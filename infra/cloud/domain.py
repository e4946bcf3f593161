"""A domain of the owner's, if there is one: its certificate, and its records if Route 53 has its zone."""

from typing import Any

from infra.cloud.names import DISTRIBUTION, HAS_DOMAIN, HAS_ZONE
from infra.cloud.section import Section

CLOUDFRONTS_ZONE = "Z2FDTNDATAQYW2"
"""Of every distribution (CloudFormation Template Reference, AWS::Route53::RecordSet AliasTarget)."""
MAY_BE_EMPTY = {"cfn-lint": {"config": {"ignore_checks": ["W1030"]}}}
"""For resources with parameters of parts that nobody has to have: cfn-lint takes no empty one for an ARN."""


def section(_: str) -> Section:
    """Without a domain everything works at the one that CloudFront gives."""
    return Section(
        parameters={
            "Domain": _optional("Where drivers and chargers come to, say charge.example.org."),
            "CertificateArn": _optional(
                "Its certificate, in ACM of us-east-1, where CloudFront looks for it."
            ),
            "HostedZoneId": _optional("Its zone in Route 53; none: give it a CNAME record yourself."),
        },
        conditions={
            HAS_DOMAIN: given("Domain"),
            HAS_ZONE: {"Fn::And": [{"Condition": HAS_DOMAIN}, given("HostedZoneId")]},
        },
        resources={"DomainRecord": _record("A"), "DomainRecordIPv6": _record("AAAA")},
        outputs={
            "SiteTarget": {
                "Condition": HAS_DOMAIN,
                "Value": {"Fn::GetAtt": [DISTRIBUTION, "DomainName"]},
                "Description": "What the domain's CNAME record says.",
            }
        },
    )


def given(parameter: str) -> dict[str, Any]:
    """The condition that this parameter is not left empty."""
    return {"Fn::Not": [{"Fn::Equals": [{"Ref": parameter}, ""]}]}


def aliases() -> dict[str, Any]:
    """The names that the distribution answers to, besides its own."""
    return {"Fn::If": [HAS_DOMAIN, [{"Ref": "Domain"}], {"Ref": "AWS::NoValue"}]}


def certificate() -> dict[str, Any]:
    """TLS 1.2 with forward secrecy, or 1.3. Of its own domain CloudFront decides by itself."""
    ours = {
        "AcmCertificateArn": {"Ref": "CertificateArn"},
        "SslSupportMethod": "sni-only",
        "MinimumProtocolVersion": "TLSv1.2_2021",
    }
    return {"Fn::If": [HAS_DOMAIN, ours, {"CloudFrontDefaultCertificate": True}]}


def _optional(description: str) -> dict[str, str]:
    return {"Type": "String", "Default": "", "Description": description}


def _record(kind: str) -> dict[str, Any]:
    return {
        "Type": "AWS::Route53::RecordSet",
        "Condition": HAS_ZONE,
        "Properties": {
            "HostedZoneId": {"Ref": "HostedZoneId"},
            "Name": {"Ref": "Domain"},
            "Type": kind,
            "AliasTarget": {
                "DNSName": {"Fn::GetAtt": [DISTRIBUTION, "DomainName"]},
                "HostedZoneId": CLOUDFRONTS_ZONE,
            },
        },
    }

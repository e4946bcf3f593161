"""WAF before the HTTP API: how often one address may ask, and what no request of ours looks like.

It is regional, on the API's stage. One of CloudFront would have to stand in us-east-1, in a stack of its own,
wherever the rest is, and would count the handshakes of a site's chargers, which after a power cut all come at
once from one address. WAF knows no WebSocket API, and the client's files need none. Who asks API Gateway past
CloudFront is refused by the functions (chalicelib/kernel/front_door.py), within the stage's throttle.
"""

from typing import Any

from chalicelib.kernel.front_door import VIEWER_HEADER
from infra.cloud.names import named
from infra.cloud.section import Section

WINDOW = 300
"""Seconds."""
USUAL = 3000
"""Requests in WINDOW: ten a second, for an office behind one address."""
COUNTED_ONLY = ("SizeRestrictions_BODY", "GenericRFI_BODY", "NoUserAgent_HEADER")
"""Of the common rules: lists of invitations and profiles are longer than 8 KB, settings of chargers hold
addresses with an IP, and programs of integrators need no User-Agent."""


def section(stage: str) -> Section:
    """The web ACL, and where it stands."""
    apis = "arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis"
    api = {"Fn::Sub": f"{apis}/${{RestAPI}}/stages/${{RestAPI.Stage}}"}
    return Section(
        parameters={
            "RequestsPerAddress": {
                "Type": "Number",
                "Default": USUAL,
                "MinValue": 100,
                "Description": "Requests to the HTTP API that one address may make in five minutes.",
            }
        },
        resources={
            "Firewall": {
                "Type": "AWS::WAFv2::WebACL",
                "Properties": {
                    "Name": named(stage, "api"),
                    "Scope": "REGIONAL",
                    "DefaultAction": {"Allow": {}},
                    "Rules": [_rate(), *_managed()],
                    "VisibilityConfig": _seen("Firewall"),
                },
            },
            "FirewallOfApi": {
                "Type": "AWS::WAFv2::WebACLAssociation",
                "Properties": {"ResourceArn": api, "WebACLArn": {"Fn::GetAtt": ["Firewall", "Arn"]}},
            },
        },
    )


def _rate() -> dict[str, Any]:
    """By the address that CloudFront's function tells: all requests come from CloudFront's own."""
    statement = {
        "Limit": {"Ref": "RequestsPerAddress"},
        "EvaluationWindowSec": WINDOW,
        "AggregateKeyType": "FORWARDED_IP",
        "ForwardedIPConfig": {"HeaderName": VIEWER_HEADER, "FallbackBehavior": "MATCH"},
    }
    limited = {"CustomResponse": {"ResponseCode": 429}}
    return {
        "Name": "PerAddress",
        "Priority": 0,
        "Statement": {"RateBasedStatement": statement},
        "Action": {"Block": limited},
        "VisibilityConfig": _seen("PerAddress"),
    }


def _managed() -> list[dict[str, Any]]:
    counted = [{"Name": name, "ActionToUse": {"Count": {}}} for name in COUNTED_ONLY]
    common, known_bad = "AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"
    groups: list[dict[str, Any]] = [{"Name": common, "RuleActionOverrides": counted}, {"Name": known_bad}]
    return [
        {
            "Name": group["Name"],
            "Priority": priority,
            "Statement": {"ManagedRuleGroupStatement": {"VendorName": "AWS", **group}},
            "OverrideAction": {"None": {}},
            "VisibilityConfig": _seen(group["Name"]),
        }
        for priority, group in enumerate(groups, start=1)
    ]


def _seen(name: str) -> dict[str, Any]:
    return {"CloudWatchMetricsEnabled": True, "MetricName": name, "SampledRequestsEnabled": True}

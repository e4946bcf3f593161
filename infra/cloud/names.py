"""How things of a stage are named, and where they are found: by name, so that nothing waits for another.

CloudFront stands before the API, the API before its function, and the function must know what CloudFront is
called: a circle, were each to refer to the resource of the next. docs/adr/0016 tells how names break it.
"""

from typing import Any

HAS_DOMAIN = "HasDomain"
"""The condition that the parameter `Domain` is given."""
HAS_ZONE = "HasZone"
"""The condition that `Domain` and its `HostedZoneId` are given."""
MAIL_FROM, HAS_MAIL_FROM = "MailFrom", "HasMailFrom"
"""The parameter, and the condition that it is given."""
SENDER: dict[str, Any] = {
    "Fn::If": [
        HAS_MAIL_FROM,
        {"Ref": MAIL_FROM},
        {"Fn::If": [HAS_DOMAIN, {"Fn::Sub": "no-reply@${Domain}"}, "no-reply@plugnexus.example"]},
    ]
}
"""The address that mail comes from."""
DISTRIBUTION = "Distribution"
"""The logical id of the one that has everything behind it."""
HERE = "${AWS::Region}:${AWS::AccountId}"


def named(stage: str, what: str) -> str:
    """`plugnexus-<stage>-<what>`, as chalicelib/kernel/settings.py supposes."""
    return f"plugnexus-{stage}-{what}"


def files_bucket(stage: str) -> str:
    """Of logs and firmware, for `Fn::Sub`: names of buckets are shared with everybody who uses AWS."""
    return named(stage, "files-${AWS::AccountId}-${AWS::Region}")


def arn(service: str, resource: str) -> dict[str, str]:
    """Of something in this region and account; `resource` may have `${...}` of CloudFormation."""
    return {"Fn::Sub": f"arn:${{AWS::Partition}}:{service}:{HERE}:{resource}"}


def web_origin() -> dict[str, Any]:
    """`https://` and where drivers open the client."""
    return _site("https://", "")


def ocpp_url() -> dict[str, Any]:
    """What an owner types into a charger, without the charge point's id."""
    return _site("wss://", "/ocpp")


def _site(before: str, after: str) -> dict[str, Any]:
    whole = [f"{before}${{{name}}}{after}" for name in ("Domain", f"{DISTRIBUTION}.DomainName")]
    return {"Fn::If": [HAS_DOMAIN, *({"Fn::Sub": each} for each in whole)]}

"""The parameters of the stack: what was asked for, else what they are, else their defaults. Pure."""

from collections.abc import Mapping
from typing import Any

from infra.deploy.advice import Stopped

GATEWAY = ("VpcId", "SubnetIds", "PrivateSubnetIds", "GatewayImage", "GatewayCertificateArn")
CLOUDFRONTS_REGION = ":us-east-1:"


def need_together(set_: Mapping[str, str]) -> None:
    """Raises Stopped for a parameter that needs others; `set_` has all that will be set."""
    certificate = set_.get("CertificateArn", "")
    if set_.get("Domain") and not certificate:
        raise Stopped("Domain needs CertificateArn: --set CertificateArn=... (docs/deploy.md, A domain)")
    if certificate and CLOUDFRONTS_REGION not in certificate:
        raise Stopped("CertificateArn must be of us-east-1: CloudFront takes certificates from there alone.")
    missing = [name for name in GATEWAY if not set_.get(name)]
    if set_.get("OcppGateway") == "yes" and missing:
        raise Stopped(f"OcppGateway=yes needs {', '.join(missing)} too (docs/deploy.md, A gateway).")


def given(
    declared: Mapping[str, Mapping[str, Any]], now: Mapping[str, str], wanted: Mapping[str, str]
) -> list[dict[str, Any]]:
    """As CreateChangeSet takes them. Raises Stopped for one that is unknown, or has no value.

    `declared` is the template's, `now` what the stack has.
    """
    if unknown := sorted(wanted.keys() - declared.keys()):
        names = ", ".join(sorted(declared.keys() - {"CodeBucket", "CodeKey"}))
        raise Stopped(f"There is no parameter {unknown[0]}. Those that there are: {names}.")
    parameters: list[dict[str, Any]] = []
    for name, about in declared.items():
        if name in wanted:
            parameters.append({"ParameterKey": name, "ParameterValue": wanted[name]})
        elif name in now:
            parameters.append({"ParameterKey": name, "UsePreviousValue": True})
        elif "Default" not in about:
            raise Stopped(f"{name} must be told: --set {name}=... ({about.get('Description', '')})")
    return parameters

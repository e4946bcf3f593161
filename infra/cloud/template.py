"""The whole of what is merged into Chalice's template, and what of it an emulator cannot make."""

from typing import Any

from infra.cloud import (
    budgets,
    client_bucket,
    domain,
    edge,
    firewall,
    functions,
    gateway,
    http_api,
    mail,
    places,
    roles,
    secrets,
    storage,
    watching,
    websocket,
)
from infra.cloud.section import merged

AREAS = (
    storage,
    functions,
    roles,
    http_api,
    websocket,
    secrets,
    mail,
    places,
    client_bucket,
    domain,
    edge,
    firewall,
    gateway,
    watching,
    budgets,
)
"""Each has `section(stage)`."""

LEFT_OUT_FOR_THE_EMULATOR = (
    "AWS::ApiGatewayV2::RouteResponse",
    "AWS::WAFv2::WebACLAssociation",
    "AWS::ApplicationAutoScaling::ScalableTarget",
    "AWS::ApplicationAutoScaling::ScalingPolicy",
    "AWS::Budgets::Budget",
    "AWS::Location::PlaceIndex",
    "AWS::IAM::AccessKey",
)
"""Types that MiniStack does not know: one of them fails a whole template there."""
NOTHING_WITHOUT_THEM = ("FilesKeySecret",)
"""Resources that go with those: without it, functions sign addresses of files with their own credentials."""
COARSE_IN_THE_EMULATOR = ("ses:SendEmail",)
"""Actions of which MiniStack's IAM sees neither the resource nor the condition keys."""


def merge_template(stage: str) -> dict[str, Any]:
    """What `chalice package --merge-template` takes for the stage of this name. Raises NamedTwice."""
    return merged(area.section(stage) for area in AREAS).template()


def for_the_emulator(template: dict[str, Any]) -> dict[str, Any]:
    """An expanded `template` without the types left out, and without what speaks of their resources.

    Policies ask of a request no more than the emulator knows of it.
    """
    resources = template["Resources"]
    gone = {name for name, made in resources.items() if _is_unknown_to_the_emulator(made)}
    gone |= resources.keys() & set(NOTHING_WITHOUT_THEM)
    kept = {name: _coarse(_without(gone, made)) for name, made in resources.items() if name not in gone}
    outputs = {name: told for name, told in template.get("Outputs", {}).items() if not _speaks_of(gone, told)}
    return template | {"Resources": kept, "Outputs": outputs}


def _is_unknown_to_the_emulator(made: dict[str, Any]) -> bool:
    """Its type, or that it looks at several metrics together."""
    is_of_several = made["Type"] == "AWS::CloudWatch::Alarm" and "Metrics" in made["Properties"]
    return made["Type"] in LEFT_OUT_FOR_THE_EMULATOR or is_of_several


def _coarse(made: Any) -> Any:
    """`made` with statements on all resources, without a condition, of what is coarse in the emulator."""
    if isinstance(made, dict):
        if made.get("Effect") == "Allow" and set(made.get("Action", "*")) <= set(COARSE_IN_THE_EMULATOR):
            return {"Effect": "Allow", "Action": made["Action"], "Resource": "*"}
        return {name: _coarse(value) for name, value in made.items()}
    if isinstance(made, list):
        return [_coarse(value) for value in made]
    return made


def _without(gone: set[str], made: Any) -> Any:
    """`made` without the members of objects and lists that speak of `gone`, at the lowest place."""
    if isinstance(made, dict):
        found = {
            name: _depends(gone, value) if name == "DependsOn" else _without(gone, value)
            for name, value in made.items()
            if not _names(gone, value)
        }
        return {name: value for name, value in found.items() if value != [] or made[name] == []}
    if isinstance(made, list):
        return [_without(gone, value) for value in made if not _names(gone, value)]
    return made


def _depends(gone: set[str], on: str | list[str]) -> list[str]:
    return [name for name in ([on] if isinstance(on, str) else on) if name not in gone]


def _names(gone: set[str], value: Any) -> bool:
    """Whether `value` is an intrinsic function of one of `gone`."""
    if not isinstance(value, dict) or len(value) != 1:
        return False
    if (name := value.get("Ref")) is not None:
        return name in gone
    if (path := value.get("Fn::GetAtt")) is not None:
        return (path if isinstance(path, str) else path[0]).split(".")[0] in gone
    return "Fn::Sub" in value and _speaks_of(gone, value)


def _speaks_of(gone: set[str], value: Any) -> bool:
    if isinstance(value, dict):
        return _names_plainly(gone, value) or any(_speaks_of(gone, more) for more in value.values())
    if isinstance(value, list):
        return any(_speaks_of(gone, more) for more in value)
    return isinstance(value, str) and any(f"${{{name}}}" in value or f"${{{name}." in value for name in gone)


def _names_plainly(gone: set[str], value: dict[str, Any]) -> bool:
    return not value.keys().isdisjoint({"Ref", "Fn::GetAtt"}) and _names(gone, value)

"""A role for each function, and the policy of the gateway's: what grants.py lists, by exact name."""

from collections.abc import Iterable, Mapping
from typing import Any

from infra.cloud.functions import FAILURES, FUNCTIONS, Function
from infra.cloud.gateway_network import INTERFACES, SENDING, WITH_GATEWAY
from infra.cloud.grants import BY_FUNCTION, GATEWAY, KINDS, Grants
from infra.cloud.names import HAS_DOMAIN, SENDER, arn, files_bucket, named
from infra.cloud.section import Section

VERSION = "2012-10-17"
"""Of the policy language."""
Statement = dict[str, Any]


def section(stage: str) -> Section:
    """The roles of this stage's functions."""
    return Section(resources={function.role: _role(function, stage) for function in FUNCTIONS})


def gateway_policy(stage: str) -> dict[str, Any]:
    """What the gateway's task may do: all that the four functions of the WebSocket may."""
    return _document(statements(GATEWAY, stage))


def statements(grants: Grants, stage: str) -> list[Statement]:
    """What lets somebody do no more than `grants` says, on this stage."""
    return [
        *_tables(grants.tables, stage),
        *_secrets(grants.secrets, stage),
        *_files(grants.files, stage),
        *(_mail(stage) if grants.mail else ()),
        *(_texts() if grants.texts else ()),
        *_connections(grants.connections),
        *_invoked(grants.invokes, stage),
        *(_places(stage) if grants.places else ()),
    ]


def _role(function: Function, stage: str) -> dict[str, Any]:
    trusted = {
        "Effect": "Allow",
        "Principal": {"Service": "lambda.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    own = [
        _allow(
            ["logs:CreateLogStream", "logs:PutLogEvents"],
            {"Fn::GetAtt": [function.logs, "Arn"]},
        ),
        _allow(
            ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"
        ),  # X-Ray knows no resource for them
    ]
    if function.logical_id == "EveryMinute":
        own.append(_allow(["sqs:SendMessage"], {"Fn::GetAtt": [FAILURES, "Arn"]}))
    if function.logical_id in SENDING:
        interfaces = _allow(list(INTERFACES), "*")
        own.append({"Fn::If": [WITH_GATEWAY, interfaces, {"Ref": "AWS::NoValue"}]})
    granted = statements(BY_FUNCTION[function.logical_id], stage)
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "AssumeRolePolicyDocument": {"Version": VERSION, "Statement": [trusted]},
            "Policies": [{"PolicyName": "its-work", "PolicyDocument": _document(own + granted)}],
        },
    }


def _document(allowed: Iterable[Statement]) -> dict[str, Any]:
    return {"Version": VERSION, "Statement": list(allowed)}


def _tables(granted: Mapping[str, str], stage: str) -> list[Statement]:
    """One statement for each set of actions, with the tables and indexes that it is for."""
    of_actions: dict[tuple[str, ...], list[Any]] = {}
    for area, kinds in granted.items():
        table = f"table/{named(stage, area)}"
        indexes = [kind for kind in kinds.split() if kind not in KINDS]
        actions = tuple(
            action for kind, actions in KINDS.items() if kind in kinds.split() for action in actions
        )
        if actions:
            of_actions.setdefault(actions, []).append(arn("dynamodb", table))
        for index in indexes:
            of_actions.setdefault(("Query",), []).append(arn("dynamodb", f"{table}/index/{index}"))
    return [
        _allow([f"dynamodb:{action}" for action in actions], resources)
        for actions, resources in of_actions.items()
    ]


def _secrets(words: Iterable[str], stage: str) -> list[Statement]:
    """Secrets Manager ends each ARN with a hyphen and six characters of its own."""
    read = [arn("secretsmanager", f"secret:{named(stage, word)}-??????") for word in words]
    return [_allow(["secretsmanager:GetSecretValue"], read)] if read else []


def _files(granted: Mapping[str, str], stage: str) -> list[Statement]:
    """Who may not list is told 403 of a file that is not there, and not 404."""
    bucket = f"arn:${{AWS::Partition}}:s3:::{files_bucket(stage)}"
    found = [
        _allow([f"s3:{kind}Object" for kind in kinds.split()], {"Fn::Sub": f"{bucket}/{prefix}/*"})
        for prefix, kinds in granted.items()
    ]
    return [*found, _allow(["s3:ListBucket"], {"Fn::Sub": bucket})] if found else []


def _mail(stage: str) -> list[Statement]:
    """From our address alone, whether SES knows it by itself or by its domain."""
    domain = {"Fn::If": [HAS_DOMAIN, arn("ses", "identity/${Domain}"), {"Ref": "AWS::NoValue"}]}
    address = {"Fn::Sub": [arn("ses", "identity/${Sender}")["Fn::Sub"], {"Sender": SENDER}]}
    settings = arn("ses", f"configuration-set/{named(stage, 'mail')}")
    from_us = {"Condition": {"StringEquals": {"ses:FromAddress": SENDER}}}
    return [_allow(["ses:SendEmail"], [address, domain, settings]) | from_us]


def _texts() -> list[Statement]:
    """To telephones, which are no resource, and to nothing that is one."""
    topics = {"Fn::Sub": "arn:${AWS::Partition}:sns:*:*:*"}
    return [
        _allow(["sns:Publish"], "*"),
        {"Effect": "Deny", "Action": ["sns:Publish"], "Resource": topics},
    ]


def _connections(methods: Iterable[str]) -> list[Statement]:
    connections = [arn("execute-api", f"${{WebsocketAPI}}/api/{method}/@connections/*") for method in methods]
    return [_allow(["execute-api:ManageConnections"], connections)] if connections else []


def _invoked(words: Iterable[str], stage: str) -> list[Statement]:
    functions = [arn("lambda", f"function:{named(stage, word)}") for word in words]
    return [_allow(["lambda:InvokeFunction"], functions)] if functions else []


def _places(stage: str) -> list[Statement]:
    return [_allow(["geo:SearchPlaceIndexForText"], arn("geo", f"place-index/{named(stage, 'places')}"))]


def _allow(actions: list[str], resource: Any) -> Statement:
    return {"Effect": "Allow", "Action": actions, "Resource": resource}

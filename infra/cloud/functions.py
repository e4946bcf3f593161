"""The functions: what Chalice makes of app.py, with memory, time, a name, logs and a role of our own.

What is invoked without anybody waiting for it, the work of every minute, leaves its failures in a queue. No
other queue earns its place: what is owed to people and chargers stands in tables, and is tried again there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from infra.cloud.gateway_network import NETWORK, SENDING
from infra.cloud.names import SENDER, arn, named, ocpp_url, web_origin
from infra.cloud.section import Named, Section

ARCHITECTURE = "arm64"
RUNTIME = "python3.11"
FAILURES = "EveryMinuteFailures"
FAILURES_KEPT = 14 * 24 * 3600
"""Seconds: the longest that SQS keeps a message."""
MOST_SLICES = 256
TOO_LATE = 60
"""Seconds after which a minute's work is not begun any more: the next one does it."""


@dataclass(frozen=True)
class Function:
    """One of Chalice's functions, under the logical id that it gives."""

    logical_id: str
    word: str
    """Its name is `plugnexus-<stage>-<word>`."""
    module: str
    """What it starts with, in chalicelib/functions/."""
    timeout: int
    """Seconds."""
    memory: int = 1024
    """Megabytes; the processor's share goes with it."""

    @property
    def logs(self) -> str:
        """The logical id of its log group."""
        return f"{self.logical_id}Logs"

    @property
    def handler(self) -> str:
        """What Lambda calls. Chalice names what app.py has, which would bring each the whole HTTP API."""
        return f"chalicelib.functions.{self.module}.handler"

    @property
    def role(self) -> str:
        """The logical id of its role."""
        return f"{self.logical_id}Role"


FUNCTIONS = (
    Function("APIHandler", "api-handler", "api", 29),
    Function("EveryMinute", "every-minute", "minute", 170),
    Function("OcppAuthorizer", "ocpp-authorizer", "authorizer", 10, 512),
    Function("WebsocketConnect", "websocket-connect", "connect", 29, 512),
    Function("WebsocketMessage", "websocket-message", "message", 29, 512),
    Function("WebsocketDisconnect", "websocket-disconnect", "disconnect", 29, 512),
    Function("LiveWatch", "live-watch", "live", 29, 512),
)
"""Nobody waits longer than API Gateway does: 29 seconds. Why so much memory: docs/start-up.md."""

DEBUG_SHARE = "0.001"
"""Of all events: enough to see how it goes, at a thousandth of what all lines would cost."""
LOG_DAYS = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827)
"""Those that CloudWatch Logs knows, up to five years."""


def section(stage: str) -> Section:
    """The functions of this stage, their logs, and the queue of failures."""
    told = {"Environment": {"Variables": environment(stage)}}
    resources: Named = {}
    for function in FUNCTIONS:
        resources[function.logical_id] = {"Properties": _properties(function, stage) | told}
        resources[function.logs] = log_group(f"/plugnexus/{stage}/{function.word}")
    resources["EveryMinute"]["Properties"] |= _unattended() | _sliced(stage)
    return Section(
        parameters={
            "CodeBucket": {"Type": "String", "Description": "The bucket of the functions' package."},
            "CodeKey": {"Type": "String", "Description": "The package: its name tells what is in it."},
            "LogDays": {
                "Type": "Number",
                "Default": 30,
                "AllowedValues": list(LOG_DAYS),
                "Description": "Days that logs are kept.",
            },
            "MinuteSlices": {
                "Type": "Number",
                "Default": 1,
                "MinValue": 1,
                "MaxValue": MOST_SLICES,
                "Description": "Functions side by side that do the work of every minute: docs/scale.md.",
            },
        },
        resources=resources | _failures(stage),
        outputs={"CodeVersion": {"Value": {"Ref": "CodeKey"}, "Description": "The package that runs."}},
    )


def log_group(name: str) -> dict[str, Any]:
    """One whose lines go after `LogDays` days."""
    return {
        "Type": "AWS::Logs::LogGroup",
        "DeletionPolicy": "Delete",
        "UpdateReplacePolicy": "Delete",
        "Properties": {"LogGroupName": name, "RetentionInDays": {"Ref": "LogDays"}},
    }


def _properties(function: Function, stage: str) -> dict[str, Any]:
    return {
        "FunctionName": named(stage, function.word),
        "Handler": function.handler,
        "Runtime": RUNTIME,
        "Architectures": [ARCHITECTURE],
        "CodeUri": {"Bucket": {"Ref": "CodeBucket"}, "Key": {"Ref": "CodeKey"}},
        "MemorySize": function.memory,
        "Timeout": function.timeout,
        "Role": {"Fn::GetAtt": [function.role, "Arn"]},
        "LoggingConfig": {
            "LogGroup": {"Ref": function.logs},
            "LogFormat": "JSON",
            "ApplicationLogLevel": "DEBUG",  # which lines there are, the functions decide
            "SystemLogLevel": "WARN",  # no lines of START, END and REPORT: CloudWatch's metrics say it
        },
        **({"VpcConfig": NETWORK} if function.logical_id in SENDING else {}),
    }


def environment(stage: str) -> Mapping[str, Any]:
    """What chalicelib/kernel/settings.py reads, in the functions as in the gateway."""
    return {
        "PLUGNEXUS_STAGE": stage,
        "PLUGNEXUS_DEBUG_SHARE": DEBUG_SHARE,
        "PLUGNEXUS_WEB_ORIGIN": web_origin(),
        "PLUGNEXUS_OCPP_URL": ocpp_url(),
        "PLUGNEXUS_MAIL_FROM": {"Fn::Sub": ["PlugNexus <${Sender}>", {"Sender": SENDER}]},
        "PLUGNEXUS_FILES_BUCKET": {"Ref": "FilesBucket"},
        "PLUGNEXUS_FILES_KEY_SECRET": {"Ref": "FilesKeySecret"},
        "PLUGNEXUS_EDGE_SECRET": named(stage, "edge"),
        "PLUGNEXUS_PLACE_INDEX": {"Ref": "PlaceIndex"},
    }


def _sliced(stage: str) -> dict[str, Any]:
    slices = {"PLUGNEXUS_MINUTE_SLICES": {"Ref": "MinuteSlices"}}
    return {"Environment": {"Variables": {**environment(stage), **slices}}}


def _unattended() -> dict[str, Any]:
    """Nothing is tried twice: the next minute does what this one did not."""
    queue = {"Fn::GetAtt": [FAILURES, "Arn"]}
    rule = {"MaximumRetryAttempts": 0, "MaximumEventAgeInSeconds": TOO_LATE}
    return {
        "EventInvokeConfig": rule
        | {"DestinationConfig": {"OnFailure": {"Type": "SQS", "Destination": queue}}},
        "Events": {
            "EveryMinuteEvent": {
                "Properties": {"RetryPolicy": rule, "DeadLetterConfig": {"Arn": queue}},
            }
        },
    }


def _failures(stage: str) -> Named:
    name = named(stage, "every-minute-failures")
    may_send = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": {"Fn::GetAtt": [FAILURES, "Arn"]},
        "Condition": {"ArnLike": {"aws:SourceArn": arn("events", "rule/*EveryMinute*")}},
    }
    return {
        FAILURES: {
            "Type": "AWS::SQS::Queue",
            "DeletionPolicy": "Delete",
            "UpdateReplacePolicy": "Delete",
            "Properties": {
                "QueueName": name,
                "MessageRetentionPeriod": FAILURES_KEPT,
                "SqsManagedSseEnabled": True,
            },
        },
        f"{FAILURES}Policy": {
            "Type": "AWS::SQS::QueuePolicy",
            "Properties": {
                "Queues": [{"Ref": FAILURES}],
                "PolicyDocument": {"Version": "2012-10-17", "Statement": [may_send]},
            },
        },
    }

"""The gateway's task: its container, what it may do, and where it logs."""

from typing import Any

from infra.cloud.functions import environment, log_group
from infra.cloud.gateway_network import WITH_GATEWAY
from infra.cloud.names import arn
from infra.cloud.roles import VERSION, gateway_policy
from infra.cloud.section import Named
from infra.gateway.start import INTERNAL_PORT, PORT

CONTAINER = "gateway"
NOBODY = "10001:10001"
"""User and group, as in infra/gateway/Dockerfile."""
STOP_WITHIN = 60
"""Seconds from SIGTERM to SIGKILL: the gateway takes at most 21 to send everyone away and write its log."""
CPU, MEMORY = 1024, 2048
"""One processor, since one process serves; MiB. ARM, as the functions."""
NOT_FOR_IT = ("PLUGNEXUS_EDGE_SECRET",)
"""CloudFront does not stand before it."""


def task(stage: str) -> Named:
    """The task definition, its two roles, its logs."""
    return {
        "GatewayTask": {
            "Type": "AWS::ECS::TaskDefinition",
            "Condition": WITH_GATEWAY,
            "Properties": {
                "Family": f"plugnexus-{stage}-gateway",
                "RequiresCompatibilities": ["FARGATE"],
                "RuntimePlatform": {"CpuArchitecture": "ARM64", "OperatingSystemFamily": "LINUX"},
                "NetworkMode": "awsvpc",
                "Cpu": str(CPU),
                "Memory": str(MEMORY),
                "TaskRoleArn": {"Fn::GetAtt": ["GatewayRole", "Arn"]},
                "ExecutionRoleArn": {"Fn::GetAtt": ["GatewayStartRole", "Arn"]},
                "ContainerDefinitions": [_container(stage)],
            },
        },
        "GatewayRole": _role("its-work", gateway_policy(stage)),
        "GatewayStartRole": _role("fetch-and-log", {"Version": VERSION, "Statement": _starting()}),
        "GatewayLogs": log_group(f"/plugnexus/{stage}/gateway") | {"Condition": WITH_GATEWAY},
    }


def _container(stage: str) -> Named:
    told = {name: value for name, value in environment(stage).items() if name not in NOT_FOR_IT}
    told["AWS_DEFAULT_REGION"] = {"Ref": "AWS::Region"}
    return {
        "Name": CONTAINER,
        "Image": {"Ref": "GatewayImage"},
        "Essential": True,
        "User": NOBODY,
        "ReadonlyRootFilesystem": True,
        "LinuxParameters": {"Capabilities": {"Drop": ["ALL"]}},
        "StopTimeout": STOP_WITHIN,
        "PortMappings": [{"ContainerPort": port, "Protocol": "tcp"} for port in (PORT, INTERNAL_PORT)],
        "Environment": [{"Name": name, "Value": value} for name, value in told.items()],
        "LogConfiguration": {
            "LogDriver": "awslogs",
            "Options": {
                "awslogs-group": {"Ref": "GatewayLogs"},
                "awslogs-region": {"Ref": "AWS::Region"},
                "awslogs-stream-prefix": CONTAINER,
                "mode": "non-blocking",  # a log that is away must not hold up chargers
                "max-buffer-size": "8m",
            },
        },
    }


def _starting() -> list[dict[str, Any]]:
    """Fetch the image, from this account's registry or a public one, and write to the log."""
    image = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"]
    return [
        {"Effect": "Allow", "Action": ["ecr:GetAuthorizationToken"], "Resource": "*"},
        {"Effect": "Allow", "Action": image, "Resource": arn("ecr", "repository/*")},
        {
            "Effect": "Allow",
            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": {"Fn::GetAtt": ["GatewayLogs", "Arn"]},
        },
    ]


def _role(name: str, policy: dict[str, Any]) -> Named:
    trusted = {
        "Effect": "Allow",
        "Principal": {"Service": "ecs-tasks.amazonaws.com"},
        "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}},
    }
    return {
        "Type": "AWS::IAM::Role",
        "Condition": WITH_GATEWAY,
        "Properties": {
            "AssumeRolePolicyDocument": {"Version": VERSION, "Statement": [trusted]},
            "Policies": [{"PolicyName": name, "PolicyDocument": policy}],
        },
    }

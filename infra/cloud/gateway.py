"""ocpp_ws/ on Fargate, where chargers cannot live with API Gateway's WebSocket: an optional part.

It is for those that need a connection longer than two hours, or ciphers that CloudFront does not speak. A
network load balancer speaks TLS with chargers; security profile 3 needs their certificates to reach the
gateway itself, and is not served here. `PrivateSubnetIds` need a way out (a NAT, or endpoints of the services
used): tasks and the functions that send have no public address.
"""

from typing import Any

from infra.cloud.domain import MAY_BE_EMPTY, given
from infra.cloud.gateway_network import BALANCER, SENDERS, TASKS, WITH_GATEWAY, groups
from infra.cloud.gateway_task import CONTAINER, task
from infra.cloud.section import Named, Section
from infra.gateway.start import PORT

HAS_NAME, HAS_RECORD = "HasGatewayDomain", "HasGatewayRecord"
LEAST, MOST = 2, 50
"""Tasks: never one alone."""
BUSY = 60
"""Percent of a task's processor."""
CONNECTIONS = 10_000
"""Of one task. A message each in 50 seconds makes 200 a second: a third of a processor; and 250 MiB; at 1.8
ms and 25 KiB for a message and a connection (`./scripts/bench ocpp`, 2026-11-21, two shared processors)."""
LEAVING = 30
"""Seconds in which a task that goes gets nobody new; then it is asked to stop."""
CIPHERS = "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06"
"""TLS 1.3 and 1.2; also AES-GCM without forward secrecy, for the reason that ocpp_ws/tls.py has."""


def section(stage: str) -> Section:
    """All of it stands under one condition: `OcppGateway` is yes."""
    return Section(
        parameters=_parameters(),
        conditions={
            WITH_GATEWAY: {"Fn::Equals": [{"Ref": "OcppGateway"}, "yes"]},
            HAS_NAME: {"Fn::And": [{"Condition": WITH_GATEWAY}, given("GatewayDomain")]},
            HAS_RECORD: {"Fn::And": [{"Condition": HAS_NAME}, given("HostedZoneId")]},
        },
        resources={**groups(), **task(stage), **_balancer(), **_service(stage), **_scaling()},
        outputs={
            "GatewayUrl": {
                "Condition": WITH_GATEWAY,
                "Value": {
                    "Fn::If": [
                        HAS_NAME,
                        {"Fn::Sub": "wss://${GatewayDomain}/ocpp"},
                        {"Fn::Sub": "wss://${GatewayBalancer.DNSName}/ocpp"},
                    ]
                },
                "Description": "What owners may type into chargers instead of OcppUrl.",
            }
        },
    )


def _parameters() -> Named:
    def text(description: str) -> Named:
        return {"Type": "String", "Default": "", "Description": description}

    subnets = {"Type": "CommaDelimitedList", "Default": ""}
    return {
        "OcppGateway": {
            "Type": "String",
            "Default": "no",
            "AllowedValues": ["yes", "no"],
            "Description": "Whether chargers may also come to a gateway of our own: docs/deploy.md.",
        },
        "VpcId": text("The VPC of load balancer and tasks."),
        "SubnetIds": {**subnets, "Description": "Public subnets for the load balancer, in two zones."},
        "PrivateSubnetIds": {
            **subnets,
            "Description": "Subnets for the tasks, in two zones, with a way out.",
        },
        "GatewayImage": text("The image: infra/gateway/Dockerfile, in a registry."),
        "GatewayCertificateArn": text("The certificate of GatewayDomain, in ACM of this region."),
        "GatewayDomain": text("What chargers call the gateway, say ocpp.example.org."),
    }


def _made(kind: str, properties: Named, condition: str = WITH_GATEWAY) -> Named:
    return {"Type": kind, "Condition": condition, "Metadata": MAY_BE_EMPTY, "Properties": properties}


def _balancer() -> Named:
    family = "AWS::ElasticLoadBalancingV2"
    return {
        "GatewayBalancer": _made(
            f"{family}::LoadBalancer",
            {
                "Type": "network",
                "Scheme": "internet-facing",
                "Subnets": {"Ref": "SubnetIds"},
                "SecurityGroups": [{"Ref": BALANCER}],
                "LoadBalancerAttributes": [{"Key": "load_balancing.cross_zone.enabled", "Value": "true"}],
            },
        ),
        "GatewayTargets": _made(
            f"{family}::TargetGroup",
            {
                "TargetType": "ip",
                "Protocol": "TCP",
                "Port": PORT,
                "VpcId": {"Ref": "VpcId"},
                "HealthCheckProtocol": "HTTP",
                "HealthCheckPath": "/health",
                "HealthCheckIntervalSeconds": 10,
                "HealthyThresholdCount": 2,
                "UnhealthyThresholdCount": 3,
                "TargetGroupAttributes": [
                    {"Key": "deregistration_delay.timeout_seconds", "Value": str(LEAVING)},
                ],
            },
        ),
        "GatewayListener": _made(
            f"{family}::Listener",
            {
                "LoadBalancerArn": {"Ref": "GatewayBalancer"},
                "Port": 443,
                "Protocol": "TLS",
                "SslPolicy": CIPHERS,
                "Certificates": [{"CertificateArn": {"Ref": "GatewayCertificateArn"}}],
                "DefaultActions": [{"Type": "forward", "TargetGroupArn": {"Ref": "GatewayTargets"}}],
            },
        ),
        "GatewayRecord": _made(
            "AWS::Route53::RecordSet",
            {
                "HostedZoneId": {"Ref": "HostedZoneId"},
                "Name": {"Ref": "GatewayDomain"},
                "Type": "A",
                "AliasTarget": {
                    "DNSName": {"Fn::GetAtt": ["GatewayBalancer", "DNSName"]},
                    "HostedZoneId": {"Fn::GetAtt": ["GatewayBalancer", "CanonicalHostedZoneID"]},
                },
            },
            HAS_RECORD,
        ),
    }


def _service(stage: str) -> Named:
    """How many tasks is the scaling's to say. One that does not come up makes the deployment go back."""
    return {
        "GatewayCluster": _made("AWS::ECS::Cluster", {"ClusterName": f"plugnexus-{stage}-gateway"}),
        "GatewayService": _made(
            "AWS::ECS::Service",
            {
                "Cluster": {"Ref": "GatewayCluster"},
                "LaunchType": "FARGATE",
                "TaskDefinition": {"Ref": "GatewayTask"},
                "NetworkConfiguration": {
                    "AwsvpcConfiguration": {
                        "AssignPublicIp": "DISABLED",
                        "Subnets": {"Ref": "PrivateSubnetIds"},
                        "SecurityGroups": [{"Ref": TASKS}, {"Ref": SENDERS}],
                    }
                },
                "LoadBalancers": [
                    {
                        "ContainerName": CONTAINER,
                        "ContainerPort": PORT,
                        "TargetGroupArn": {"Ref": "GatewayTargets"},
                    }
                ],
                "HealthCheckGracePeriodSeconds": 60,
                "DeploymentConfiguration": {
                    "MinimumHealthyPercent": 100,
                    "MaximumPercent": 200,
                    "DeploymentCircuitBreaker": {"Enable": True, "Rollback": True},
                },
            },
        )
        | {"DependsOn": ["GatewayListener"]},
    }


def _scaling() -> Named:
    """By whichever asks for more tasks. A task that goes sends its chargers to the others: it goes seldom."""
    space = "AWS::ApplicationAutoScaling"
    cpu = {"PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}}
    return {
        "GatewayTaskCount": _made(
            f"{space}::ScalableTarget",
            {
                "ServiceNamespace": "ecs",
                "ScalableDimension": "ecs:service:DesiredCount",
                "ResourceId": {"Fn::Sub": "service/${GatewayCluster}/${GatewayService.Name}"},
                "MinCapacity": LEAST,
                "MaxCapacity": MOST,
            },
        ),
        "GatewayByCpu": _policy(f"{space}::ScalingPolicy", "cpu", BUSY, cpu),
        "GatewayByConnections": _policy(
            f"{space}::ScalingPolicy", "connections", CONNECTIONS, _connections_of_a_task()
        ),
    }


def _policy(kind: str, name: str, target: int, metric: dict[str, Any]) -> Named:
    return _made(
        kind,
        {
            "PolicyName": name,
            "PolicyType": "TargetTrackingScaling",
            "ScalingTargetId": {"Ref": "GatewayTaskCount"},
            "TargetTrackingScalingPolicyConfiguration": {
                "TargetValue": target,
                "ScaleOutCooldown": 60,
                "ScaleInCooldown": 900,
                **metric,
            },
        },
    )


def _connections_of_a_task() -> dict[str, Any]:
    """All the load balancer has, for each healthy task (its User Guide, "CloudWatch metrics")."""
    balancer = {"Name": "LoadBalancer", "Value": {"Fn::GetAtt": ["GatewayBalancer", "LoadBalancerFullName"]}}
    targets = {"Name": "TargetGroup", "Value": {"Fn::GetAtt": ["GatewayTargets", "TargetGroupFullName"]}}

    def of_balancer(name: str, metric: str, dimensions: list[Named]) -> Named:
        told = {"Namespace": "AWS/NetworkELB", "MetricName": metric, "Dimensions": dimensions}
        return {"Id": name, "ReturnData": False, "MetricStat": {"Metric": told, "Stat": "Maximum"}}

    return {
        "CustomizedMetricSpecification": {
            "Metrics": [
                of_balancer("flows", "ActiveFlowCount_TLS", [balancer]),
                of_balancer("tasks", "HealthyHostCount", [balancer, targets]),
                {"Id": "each", "Expression": "flows / tasks", "ReturnData": True},
            ]
        }
    }

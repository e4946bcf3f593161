"""Who reaches whom in the gateway's VPC.

Chargers reach the load balancer, it the tasks. What is sent to a charger goes to the very task that has its
socket, by its address in the VPC: where there is a gateway, functions that send stand in the VPC too.
"""

from typing import Any

from infra.cloud.domain import MAY_BE_EMPTY
from infra.cloud.section import Named
from infra.gateway.start import INTERNAL_PORT, PORT

WITH_GATEWAY = "WithGateway"
BALANCER, TASKS, SENDERS = "GatewayBalancerGroup", "GatewayTasksGroup", "SendersGroup"
SENDING = ("APIHandler", "EveryMinute", "WebsocketMessage")
"""The functions that send to chargers."""
NETWORK: dict[str, Any] = {
    "Fn::If": [
        WITH_GATEWAY,
        {"SecurityGroupIds": [{"Ref": SENDERS}], "SubnetIds": {"Ref": "PrivateSubnetIds"}},
        {"Ref": "AWS::NoValue"},
    ]
}
"""The property VpcConfig of those functions."""
INTERFACES = (
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
)
"""What their roles need there, of no single resource (AWS Lambda Developer Guide, VPC access)."""


def groups() -> Named:
    """The security groups. Tasks are among the senders: a message of one charger may be heard by another."""
    anybody = [{"CidrIp": "0.0.0.0/0"}, {"CidrIpv6": "::/0"}]
    return {
        BALANCER: _group("Chargers to the load balancer", [_tcp(443) | each for each in anybody]),
        SENDERS: _group("Whoever sends to chargers", []),
        TASKS: _group(
            "Tasks of the gateway",
            [_tcp(PORT) | _from(BALANCER), _tcp(INTERNAL_PORT) | _from(SENDERS)],
        ),
    }


def _group(description: str, ingress: list[Named]) -> Named:
    properties: Named = {"GroupDescription": description, "VpcId": {"Ref": "VpcId"}}
    if ingress:
        properties["SecurityGroupIngress"] = ingress
    return {
        "Type": "AWS::EC2::SecurityGroup",
        "Condition": WITH_GATEWAY,
        "Metadata": MAY_BE_EMPTY,
        "Properties": properties,
    }


def _tcp(port: int) -> Named:
    return {"IpProtocol": "tcp", "FromPort": port, "ToPort": port}


def _from(group: str) -> Named:
    return {"SourceSecurityGroupId": {"Ref": group}}

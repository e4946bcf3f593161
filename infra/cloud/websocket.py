"""The WebSocket API as chargers need it: who is let in, answers to messages, limits, access logs.

Chalice makes the API, its routes and integrations; authorizers and responses of routes it does not know.
"""

import json
from typing import Any

from infra.cloud.functions import log_group
from infra.cloud.http_api import ACCOUNT
from infra.cloud.names import HERE, arn, named, ocpp_url
from infra.cloud.section import Section

MESSAGES_PER_SECOND, AT_ONCE = 10_000, 5_000
"""All that an account has in a region, unless AWS grants more (Amazon API Gateway Developer Guide, "Quotas").
New connections have a quota of their own there, 500 a second."""
REPLACED = ("WebsocketAPIDeployment",)
"""Chalice's, made once: a change of routes would never be deployed. The stage deploys by itself instead."""
ACCESS = json.dumps(
    {
        "request": "$context.requestId",
        "at": "$context.requestTimeEpoch",
        "connection": "$context.connectionId",
        "charge_point": "$context.authorizer.charge_point_id",
        "event": "$context.eventType",
        "status": "$context.status",
        "function_ms": "$context.integrationLatency",
        "error": "$context.error.message",
    },
    separators=(",", ":"),
)
"""A line for each message."""
LOG, WITH_LOG = "WebSocketAccessLog", "WithWebSocketAccessLog"
"""Off unless asked for: every frame is in the message log, every refusal in the functions' logs."""


def section(stage: str) -> Section:
    """What of the WebSocket API is ours to say."""
    authorizer = arn("lambda", f"function:{named(stage, 'ocpp-authorizer')}")["Fn::Sub"]
    gateway = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31"
    invoked = f"{gateway}/functions/{authorizer}/invocations"
    api: dict[str, Any] = {"ApiId": {"Ref": "WebsocketAPI"}}
    return Section(
        parameters={
            LOG: {
                "Type": "String",
                "Default": "no",
                "AllowedValues": ["yes", "no"],
                "Description": "A line of API Gateway's for each message of a charger, kept for LogDays.",
            }
        },
        conditions={WITH_LOG: {"Fn::Equals": [{"Ref": LOG}, "yes"]}},
        resources={
            "ChargePointAuthorizer": {
                "Type": "AWS::ApiGatewayV2::Authorizer",
                "Properties": {
                    **api,
                    "Name": "charge-points",
                    "AuthorizerType": "REQUEST",
                    "AuthorizerUri": {"Fn::Sub": invoked},
                },
            },
            "OcppAuthorizerInvokePermission": {
                "Type": "AWS::Lambda::Permission",
                "Properties": {
                    "FunctionName": {"Ref": "OcppAuthorizer"},
                    "Action": "lambda:InvokeFunction",
                    "Principal": "apigateway.amazonaws.com",
                    "SourceArn": {
                        "Fn::Sub": f"arn:${{AWS::Partition}}:execute-api:{HERE}:${{WebsocketAPI}}"
                        "/authorizers/${ChargePointAuthorizer}"
                    },
                },
            },
            "WebsocketConnectRoute": {
                "Properties": {
                    "AuthorizationType": "CUSTOM",
                    "AuthorizerId": {"Ref": "ChargePointAuthorizer"},
                }
            },
            "WebsocketMessageRoute": {"Properties": {"RouteResponseSelectionExpression": "$default"}},
            "WebsocketMessageRouteResponse": {
                "Type": "AWS::ApiGatewayV2::RouteResponse",
                "Properties": {
                    **api,
                    "RouteId": {"Ref": "WebsocketMessageRoute"},
                    "RouteResponseKey": "$default",
                },
            },
            "WebsocketAPIStage": {
                "Properties": {
                    "AutoDeploy": True,
                    "AccessLogSettings": {"Fn::If": [WITH_LOG, _log(), {"Ref": "AWS::NoValue"}]},
                    "DefaultRouteSettings": {
                        "ThrottlingRateLimit": MESSAGES_PER_SECOND,
                        "ThrottlingBurstLimit": AT_ONCE,
                    },
                },
                "DependsOn": [ACCOUNT],
            },
            "WebsocketAPILogs": log_group(f"/plugnexus/{stage}/ocpp-access"),
        },
        outputs={"OcppUrl": {"Value": ocpp_url(), "Description": "What owners type into chargers."}},
    )


def _log() -> dict[str, Any]:
    return {"DestinationArn": {"Fn::GetAtt": ["WebsocketAPILogs", "Arn"]}, "Format": ACCESS}

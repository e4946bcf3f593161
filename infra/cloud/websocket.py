"""The WebSocket API as chargers and pages need it: who is let in, answers to messages, limits, access logs.

Chalice makes the API, three routes and their integrations; authorizers, responses of routes, and routes with
a name of their own it does not know. What a page says is an object whose `action` is `watch`; what a charger
says is an array, and so comes to $default.
"""

import json
from typing import Any

from infra.cloud.functions import log_group
from infra.cloud.http_api import ACCOUNT
from infra.cloud.names import HERE, arn, named, ocpp_url
from infra.cloud.section import Named, Section

MESSAGES_PER_SECOND, AT_ONCE = 10_000, 5_000
"""All that an account has in a region, unless AWS grants more (Amazon API Gateway Developer Guide, "Quotas").
New connections have a quota of their own there, 500 a second."""
WATCHES_PER_SECOND, WATCHES_AT_ONCE = 500, 500
"""Of all pages, so that whoever floods that route keeps no charger waiting."""
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
WATCH = "watch"
"""The route, and the action that pages name (chalicelib/live/rules.py)."""
LOG, WITH_LOG = "WebSocketAccessLog", "WithWebSocketAccessLog"
"""Off unless asked for: every frame is in the message log, every refusal in the functions' logs."""


def section(stage: str) -> Section:
    """What of the WebSocket API is ours to say."""
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
                    "AuthorizerUri": _invoked(stage, "ocpp-authorizer"),
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
            **_watch(stage),
            "WebsocketAPIStage": {
                "Properties": {
                    "AutoDeploy": True,
                    "AccessLogSettings": {"Fn::If": [WITH_LOG, _log(), {"Ref": "AWS::NoValue"}]},
                    "DefaultRouteSettings": {
                        "ThrottlingRateLimit": MESSAGES_PER_SECOND,
                        "ThrottlingBurstLimit": AT_ONCE,
                    },
                    "RouteSettings": {
                        WATCH: {
                            "ThrottlingRateLimit": WATCHES_PER_SECOND,
                            "ThrottlingBurstLimit": WATCHES_AT_ONCE,
                        }
                    },
                },
                "DependsOn": [ACCOUNT, "LiveWatchRoute"],
            },
            "WebsocketAPILogs": log_group(f"/plugnexus/{stage}/ocpp-access"),
        },
        outputs={"OcppUrl": {"Value": ocpp_url(), "Description": "What owners type into chargers."}},
    )


def _watch(stage: str) -> Named:
    """The route by which pages say what they look at, with a function and a role of its own."""
    api: Named = {"ApiId": {"Ref": "WebsocketAPI"}}
    source = f"arn:${{AWS::Partition}}:execute-api:{HERE}:${{WebsocketAPI}}/*/{WATCH}"
    return {
        "LiveWatchIntegration": {
            "Type": "AWS::ApiGatewayV2::Integration",
            "Properties": {
                **api,
                "ConnectionType": "INTERNET",
                "ContentHandlingStrategy": "CONVERT_TO_TEXT",
                "IntegrationType": "AWS_PROXY",
                "IntegrationUri": _invoked(stage, "live-watch"),
            },
        },
        "LiveWatchRoute": {
            "Type": "AWS::ApiGatewayV2::Route",
            "Properties": {
                **api,
                "RouteKey": WATCH,
                "RouteResponseSelectionExpression": "$default",
                "Target": {"Fn::Sub": "integrations/${LiveWatchIntegration}"},
            },
        },
        "LiveWatchRouteResponse": {
            "Type": "AWS::ApiGatewayV2::RouteResponse",
            "Properties": {**api, "RouteId": {"Ref": "LiveWatchRoute"}, "RouteResponseKey": "$default"},
        },
        "LiveWatchInvokePermission": {
            "Type": "AWS::Lambda::Permission",
            "Properties": {
                "FunctionName": {"Ref": "LiveWatch"},
                "Action": "lambda:InvokeFunction",
                "Principal": "apigateway.amazonaws.com",
                "SourceArn": {"Fn::Sub": source},
            },
        },
    }


def _invoked(stage: str, word: str) -> dict[str, str]:
    """What API Gateway calls for the function of this word."""
    function = arn("lambda", f"function:{named(stage, word)}")["Fn::Sub"]
    gateway = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31"
    return {"Fn::Sub": f"{gateway}/functions/{function}/invocations"}


def _log() -> dict[str, Any]:
    return {"DestinationArn": {"Fn::GetAtt": ["WebsocketAPILogs", "Arn"]}, "Format": ACCESS}

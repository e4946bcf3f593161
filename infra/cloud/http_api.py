"""The stage of the HTTP API: how much it takes, and what is written down of it.

Chalice makes the API itself, of all routes of app.py. Before it stands CloudFront: edge.py.
"""

import json

from infra.cloud.functions import log_group
from infra.cloud.section import Section

REQUESTS_PER_SECOND, AT_ONCE = 2000, 1000
"""Above these API Gateway answers 429. All of an account's APIs share 10,000 and 5,000 in a region
(Amazon API Gateway Developer Guide, "Quotas"): chargers are never kept out by who asks the API too much."""
ACCOUNT = "ApiGatewayAccount"
"""The logical id of what stages with access logs wait for."""
ACCESS = json.dumps(
    {
        "request": "$context.requestId",
        "at": "$context.requestTimeEpoch",
        "address": "$context.identity.sourceIp",
        "method": "$context.httpMethod",
        "route": "$context.resourcePath",
        "status": "$context.status",
        "bytes": "$context.responseLength",
        "ms": "$context.responseLatency",
        "function_ms": "$context.integrationLatency",
        "error": "$context.error.message",
        "trace": "$context.xrayTraceId",
    },
    separators=(",", ":"),
)
"""A line for each request: routes, not paths, since those have ids."""


def section(stage: str) -> Section:
    """Limits and access logs; and API Gateway's own role, which writes them for all of the account."""
    return Section(
        resources={
            "RestAPI": {
                "Properties": {
                    "Name": f"plugnexus-{stage}",
                    "TracingEnabled": True,
                    "AccessLogSetting": {
                        "DestinationArn": {"Fn::GetAtt": ["RestAPILogs", "Arn"]},
                        "Format": ACCESS,
                    },
                    "MethodSettings": [
                        {
                            "ResourcePath": "/*",
                            "HttpMethod": "*",
                            "ThrottlingRateLimit": REQUESTS_PER_SECOND,
                            "ThrottlingBurstLimit": AT_ONCE,
                        }
                    ],
                }
            },
            "RestAPILogs": log_group(f"/plugnexus/{stage}/http-access"),
            "ApiGatewayLogsRole": {
                "Type": "AWS::IAM::Role",
                "DeletionPolicy": "Retain",
                "UpdateReplacePolicy": "Retain",
                "Properties": {
                    "AssumeRolePolicyDocument": {
                        "Version": "2012-10-17",
                        "Statement": [
                            {
                                "Effect": "Allow",
                                "Principal": {"Service": "apigateway.amazonaws.com"},
                                "Action": "sts:AssumeRole",
                            }
                        ],
                    },
                    "ManagedPolicyArns": [{"Fn::Sub": PUSH_LOGS}],
                },
            },
            ACCOUNT: {
                "Type": "AWS::ApiGateway::Account",
                "DependsOn": ["RestAPI"],  # CloudFormation asks for an API before it
                "DeletionPolicy": "Retain",
                "UpdateReplacePolicy": "Retain",
                "Properties": {"CloudWatchRoleArn": {"Fn::GetAtt": ["ApiGatewayLogsRole", "Arn"]}},
            },
        },
        outputs={
            "ApiUrl": {
                "Value": {"Fn::Sub": "https://${RestAPI}.execute-api.${AWS::Region}.${AWS::URLSuffix}/api"},
                "Description": "The HTTP API's stage, behind CloudFront.",
            }
        },
    )


PUSH_LOGS = "arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"

"""CloudFront: one domain for the client, the HTTP API under /v1, chargers under /ocpp and pages' /live.

The distribution refers to what stands behind it. What must know its domain name refers to it (names.py): the
bucket of files does, and is therefore only named here.
"""

from pathlib import Path

from chalicelib.kernel.front_door import SECRET_HEADER
from infra.cloud import domain
from infra.cloud.edge_policies import (
    ALL_BUT_HOST,
    API_HEADERS,
    ASSETS,
    CLIENT_HEADERS,
    NEVER_KEPT,
    PAGES,
    policies,
)
from infra.cloud.headers import LASTING
from infra.cloud.names import DISTRIBUTION, named, web_origin
from infra.cloud.section import Named, Section

CLIENT, API, OCPP = "client", "api", "ocpp"
"""The origins."""
STAGE_PATH = "/api"
"""The stage of both APIs: .chalice/config.json."""
FUNCTION = "EdgeFunction"
ALL = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
READING = ["GET", "HEAD"]
LONGEST_ANSWER = 30
"""Seconds: API Gateway gives up after 29."""
LOGS, WITH_LOGS = "CloudFrontLogs", "WithCloudFrontLogs"
"""Off unless asked for: its logs have whole addresses, and those of feeds and invitations are secrets."""
VERSION = "EdgeSecretVersion"
KEPT_SECRET = f"{{{{resolve:secretsmanager:${{EdgeSecret}}:SecretString:::${{{VERSION}}}}}}}"


def section(stage: str) -> Section:
    """The distribution, its function and its policies."""
    return Section(
        parameters={
            "PriceClass": {
                "Type": "String",
                "Default": "PriceClass_100",
                "AllowedValues": ["PriceClass_100", "PriceClass_200", "PriceClass_All"],
                "Description": "Where in the world CloudFront answers from; 100 is Europe and North America.",
            },
            "MapSources": {
                "Type": "String",
                "Default": "",
                "AllowedPattern": r"(https://[A-Za-z0-9*.:-]+ ?)*",
                "Description": "Where a map style of others and its tiles come from: https://host https://...",
            },
            LOGS: {
                "Type": "String",
                "Default": "no",
                "AllowedValues": ["yes", "no"],
                "Description": "Logs of every request, kept for LogDays; whoever reads them reads feeds too.",
            },
            VERSION: {
                "Type": "String",
                "Default": "",
                "Description": "The edge secret's version id, to be told when it has changed.",
            },
        },
        conditions={WITH_LOGS: {"Fn::Equals": [{"Ref": LOGS}, "yes"]}},
        resources={
            DISTRIBUTION: {
                "Type": "AWS::CloudFront::Distribution",
                "Metadata": domain.MAY_BE_EMPTY,
                "Properties": {"DistributionConfig": _config(stage)},
            },
            FUNCTION: _function(stage),
            "ClientAccess": _access(stage),
            **policies(stage),
        },
        outputs={
            "SiteUrl": {"Value": web_origin(), "Description": "Where drivers open the client."},
            "DistributionId": {"Value": {"Ref": DISTRIBUTION}, "Description": "Of CloudFront."},
        },
    )


def _config(stage: str) -> Named:
    return {
        "Comment": f"PlugNexus {stage}",
        "Enabled": True,
        "HttpVersion": "http2and3",
        "IPV6Enabled": True,
        "PriceClass": {"Ref": "PriceClass"},
        "Aliases": domain.aliases(),
        "ViewerCertificate": domain.certificate(),
        "Logging": {"Fn::If": [WITH_LOGS, _logging(), {"Ref": "AWS::NoValue"}]},
        "Origins": [_bucket(), _api(API, "RestAPI"), _api(OCPP, "WebsocketAPI")],
        "DefaultCacheBehavior": _files(PAGES) | _by_function(),
        "CacheBehaviors": [
            {"PathPattern": f"{LASTING}*", **_files(ASSETS)},
            {"PathPattern": "/v1/*", **_asked(API, ALL), **_by_function()},
            {"PathPattern": "/live", **_asked(OCPP, READING), **_by_function()},
            {"PathPattern": "/ocpp", **_asked(OCPP, READING), **_by_function()},
            {"PathPattern": "/ocpp/*", **_asked(OCPP, READING), **_by_function()},
        ],
    }


def _logging() -> Named:
    return {
        "Bucket": {"Fn::GetAtt": ["LogsBucket", "DomainName"]},
        "Prefix": "cloudfront/",
        "IncludeCookies": False,
    }


def _bucket() -> Named:
    return {
        "Id": CLIENT,
        "DomainName": {"Fn::GetAtt": ["ClientBucket", "RegionalDomainName"]},
        "OriginAccessControlId": {"Fn::GetAtt": ["ClientAccess", "Id"]},
        "S3OriginConfig": {"OriginAccessIdentity": ""},
    }


def _api(origin: str, api: str) -> Named:
    """CloudFront's own header takes the place of one of that name that a viewer sent."""
    return {
        "Id": origin,
        "DomainName": {"Fn::Sub": f"${{{api}}}.execute-api.${{AWS::Region}}.${{AWS::URLSuffix}}"},
        "OriginPath": STAGE_PATH,
        "CustomOriginConfig": {
            "OriginProtocolPolicy": "https-only",
            "OriginSSLProtocols": ["TLSv1.2"],
            "OriginReadTimeout": LONGEST_ANSWER,
        },
        "OriginCustomHeaders": [{"HeaderName": SECRET_HEADER, "HeaderValue": {"Fn::Sub": KEPT_SECRET}}],
    }


def _files(cache: str) -> Named:
    return {
        "TargetOriginId": CLIENT,
        "ViewerProtocolPolicy": "redirect-to-https",
        "AllowedMethods": READING,
        "Compress": True,
        "CachePolicyId": {"Ref": cache},
        "ResponseHeadersPolicyId": {"Ref": CLIENT_HEADERS},
    }


def _asked(origin: str, methods: list[str]) -> Named:
    """Never kept, and never in clear: by a redirect a password would have gone out already."""
    return {
        "TargetOriginId": origin,
        "ViewerProtocolPolicy": "https-only",
        "AllowedMethods": methods,
        "CachePolicyId": NEVER_KEPT,
        "OriginRequestPolicyId": ALL_BUT_HOST,
        "ResponseHeadersPolicyId": {"Ref": API_HEADERS},
    }


def _by_function() -> Named:
    arn = {"Fn::GetAtt": [FUNCTION, "FunctionARN"]}
    return {"FunctionAssociations": [{"EventType": "viewer-request", "FunctionARN": arn}]}


def _function(stage: str) -> Named:
    return {
        "Type": "AWS::CloudFront::Function",
        "Properties": {
            "Name": named(stage, "edge"),
            "AutoPublish": True,
            "FunctionConfig": {"Comment": "infra/cloud/edge_function.js", "Runtime": "cloudfront-js-2.0"},
            "FunctionCode": (Path(__file__).parent / "edge_function.js").read_text(),
        },
    }


def _access(stage: str) -> Named:
    signing = {"OriginAccessControlOriginType": "s3", "SigningBehavior": "always", "SigningProtocol": "sigv4"}
    return {
        "Type": "AWS::CloudFront::OriginAccessControl",
        "Properties": {"OriginAccessControlConfig": {"Name": named(stage, "client"), **signing}},
    }

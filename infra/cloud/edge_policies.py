"""What CloudFront keeps, what it passes on, and what it says with each answer."""

from typing import Any

from infra.cloud.headers import FRAMES, OTHERS, REFERRER, YEAR, content_security_policy
from infra.cloud.names import files_bucket, named
from infra.cloud.section import Named

PAGES, ASSETS = "PagesCache", "AssetsCache"
CLIENT_HEADERS, API_HEADERS = "ClientHeaders", "ApiHeaders"
NEVER_KEPT = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
"""AWS's policy CachingDisabled (Amazon CloudFront Developer Guide, "Use managed cache policies")."""
ALL_BUT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
"""AWS's policy AllViewerExceptHostHeader (the same, "Use managed origin request policies"): API Gateway knows
its own host name alone, and WebSockets need their headers."""
TWO_YEARS = 2 * YEAR


def policies(stage: str) -> Named:
    """By logical id. Their names are an account's in all regions."""
    return {
        PAGES: _kept(stage, "pages", 0),
        ASSETS: _kept(stage, "assets", YEAR),
        CLIENT_HEADERS: _headers(
            stage,
            "client",
            {
                "ContentSecurityPolicy": {
                    "ContentSecurityPolicy": _policy_of_client(stage),
                    "Override": True,
                },
                "ContentTypeOptions": {"Override": True},
                "FrameOptions": {"FrameOption": FRAMES, "Override": True},
                "ReferrerPolicy": {"ReferrerPolicy": REFERRER, "Override": True},
            },
        ),
        API_HEADERS: _headers(stage, "api", {}),
    }


def _kept(stage: str, word: str, seconds: int) -> dict[str, Any]:
    """What a file says of itself (headers.py, `cache_control`) counts; `seconds` if it says nothing."""
    return {
        "Type": "AWS::CloudFront::CachePolicy",
        "Properties": {
            "CachePolicyConfig": {
                "Name": named(stage, word),
                "MinTTL": 0,
                "DefaultTTL": seconds,
                "MaxTTL": YEAR,
                "ParametersInCacheKeyAndForwardedToOrigin": {
                    "CookiesConfig": {"CookieBehavior": "none"},
                    "HeadersConfig": {"HeaderBehavior": "none"},
                    "QueryStringsConfig": {"QueryStringBehavior": "none"},
                    "EnableAcceptEncodingBrotli": True,
                    "EnableAcceptEncodingGzip": True,
                },
            }
        },
    }


def _headers(stage: str, word: str, more: dict[str, Any]) -> dict[str, Any]:
    tls = {"AccessControlMaxAgeSec": TWO_YEARS, "IncludeSubdomains": False, "Override": True}
    config: dict[str, Any] = {
        "Name": named(stage, word),
        "SecurityHeadersConfig": {"StrictTransportSecurity": tls, **more},
    }
    if more:
        items = [{"Header": name, "Value": value, "Override": True} for name, value in OTHERS.items()]
        config["CustomHeadersConfig"] = {"Items": items}
    return {
        "Type": "AWS::CloudFront::ResponseHeadersPolicy",
        "Properties": {"ResponseHeadersPolicyConfig": config},
    }


def _policy_of_client(stage: str) -> dict[str, str]:
    """Files go to their bucket in its region; in us-east-1 botocore signs addresses without the region."""
    bucket = files_bucket(stage)
    uploads = [f"https://{bucket}.s3.{where}${{AWS::URLSuffix}}" for where in ("${AWS::Region}.", "")]
    return {"Fn::Sub": content_security_policy(uploads, ["${MapSources}"])}

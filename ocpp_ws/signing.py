"""Signature Version 4 of requests to DynamoDB (AWS General Reference, "Signature Version 4 signing process").

Only what such a request is: a POST of JSON to "/", without a query.
"""

import hmac
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Protocol

SERVICE = "dynamodb"
CONTENT_TYPE = "application/x-amz-json-1.0"


class Credentials(Protocol):
    """As botocore freezes them."""

    access_key: str
    secret_key: str
    token: str | None


def signed(
    host: str, region: str, target: str, body: bytes, credentials: Credentials, at: str
) -> Mapping[str, str]:
    """The headers of a request, made `at` (UTC, 20260101T120000Z). `target` is X-Amz-Target."""
    headers = {"content-type": CONTENT_TYPE, "host": host, "x-amz-date": at}
    if credentials.token:
        headers["x-amz-security-token"] = credentials.token
    headers["x-amz-target"] = target
    names = ";".join(headers)  # in the order of the alphabet, as they must be signed
    lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
    canonical = f"POST\n/\n\n{lines}\n{names}\n{sha256(body).hexdigest()}"
    scope = f"{at[:8]}/{region}/{SERVICE}/aws4_request"
    told = f"AWS4-HMAC-SHA256\n{at}\n{scope}\n{sha256(canonical.encode()).hexdigest()}"
    signature = hmac.digest(_key(credentials.secret_key, at[:8], region), told.encode(), "sha256").hex()
    headers["authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={credentials.access_key}/{scope}, "
        f"SignedHeaders={names}, Signature={signature}"
    )
    return headers


@lru_cache(maxsize=4)
def _key(secret: str, day: str, region: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (day, region, SERVICE, "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    return key

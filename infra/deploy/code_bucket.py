"""The bucket of what is deployed: packages, templates, and which builds of the client there have been."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra.buckets import PRIVATE
from infra.deploy.account import Account

UNNAMED_REGION = "us-east-1"
"""S3 takes it as a bucket's place only when it is not named."""
ENCRYPTED = {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}
DIGEST = "zip-sha256"
"""Metadata of a package: of its bytes, in base64, as Lambda tells it."""


@dataclass(frozen=True)
class CodeBucket:
    """One for each account and region, for all stages."""

    account: Account

    @property
    def name(self) -> str:
        """Of the bucket."""
        return f"plugnexus-code-{self.account.identity['Account']}-{self.account.region}"

    @cached_property
    def s3(self) -> Any:
        """Its client."""
        return self.account.client("s3")

    def make(self) -> None:
        """Private, encrypted, versioned; what is there already is put right."""
        if not self._exists():
            region = self.account.region
            where = {} if region == UNNAMED_REGION else {"LocationConstraint": region}
            more: dict[str, Any] = {"CreateBucketConfiguration": where} if where else {}
            self.s3.create_bucket(Bucket=self.name, **more)
        self.s3.put_public_access_block(Bucket=self.name, PublicAccessBlockConfiguration=PRIVATE)
        self.s3.put_bucket_encryption(Bucket=self.name, ServerSideEncryptionConfiguration=ENCRYPTED)
        self.s3.put_bucket_versioning(Bucket=self.name, VersioningConfiguration={"Status": "Enabled"})

    def put_package(self, key: str, package: Path) -> bool:
        """Upload it unless it is there; whether it was uploaded."""
        if self.package_digest(key):
            return False
        content = package.read_bytes()
        digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
        self.s3.put_object(Bucket=self.name, Key=key, Body=content, Metadata={DIGEST: digest})
        return True

    def package_digest(self, key: str) -> str | None:
        """SHA-256 of the package's bytes, in base64; None: there is no such package."""
        try:
            told = self.s3.head_object(Bucket=self.name, Key=key)
        except ClientError as error:
            if _is_missing(error):
                return None
            raise
        return str(told["Metadata"].get(DIGEST, "")) or None

    def put_template(self, stack: str, text: str) -> str:
        """Upload it; the address that CloudFormation reads it from."""
        key = f"templates/{stack}/{hashlib.sha256(text.encode()).hexdigest()[:32]}.json"
        self.s3.put_object(Bucket=self.name, Key=key, Body=text.encode(), ContentType="application/json")
        return f"{self.s3.meta.endpoint_url}/{self.name}/{key}"

    def read(self, key: str) -> Any:
        """The JSON kept there, or None."""
        try:
            return json.loads(self.s3.get_object(Bucket=self.name, Key=key)["Body"].read())
        except ClientError as error:
            if _is_missing(error):
                return None
            raise

    def write(self, key: str, what: Mapping[str, Any]) -> None:
        """Keep it as JSON."""
        self.s3.put_object(Bucket=self.name, Key=key, Body=json.dumps(what).encode())

    def _exists(self) -> bool:
        try:
            self.s3.head_bucket(Bucket=self.name)
        except ClientError as error:
            if _is_missing(error):
                return False
            raise
        return True


def _is_missing(error: ClientError) -> bool:
    return error.response["Error"]["Code"] in {"404", "NoSuchKey", "NoSuchBucket", "NotFound"}

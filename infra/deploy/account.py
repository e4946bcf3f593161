"""Whose AWS it is, and clients of its services."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from infra.deploy.advice import NO_REGION, Stopped, Whereabouts, of_error

PATIENT = Config(retries={"mode": "standard", "max_attempts": 8}, connect_timeout=10, read_timeout=60)


@dataclass(frozen=True)
class Account:
    """Of AWS, or of an emulator when it has an endpoint."""

    region: str
    endpoint_url: str | None = None

    @classmethod
    def of(cls, region: str | None, endpoint_url: str | None) -> "Account":
        """In the region asked for, or in that of the environment. Raises Stopped."""
        try:
            found = region or boto3.Session().region_name
        except BotoCoreError as error:
            raise Stopped(words(error)) from error
        if not found:
            raise Stopped(NO_REGION)
        return cls(found, endpoint_url)

    @property
    def is_aws(self) -> bool:
        """Not an emulator."""
        return self.endpoint_url is None

    def client(self, service: str) -> Any:
        """A boto3 client of `service`."""
        return boto3.client(service, region_name=self.region, endpoint_url=self.endpoint_url, config=PATIENT)

    @cached_property
    def identity(self) -> dict[str, str]:
        """`Account` (twelve digits) and `Arn` of who we are."""
        told: dict[str, str] = self.client("sts").get_caller_identity()
        return told

    def whereabouts(self, stage: str) -> Whereabouts:
        """For words that name a command."""
        return Whereabouts(stage, self.region)


def words(error: BotoCoreError | ClientError) -> str:
    """An error of AWS for people: ours where we know it, else AWS's own."""
    kind = error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error).__name__
    message = error.response["Error"].get("Message", "") if isinstance(error, ClientError) else str(error)
    return of_error(kind, message) or f"AWS says: {error}"

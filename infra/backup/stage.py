"""A stage's tables, files and secrets, as AWS (or an emulator) has them now."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from hashlib import sha256
from typing import Any

import boto3

from infra.backup.items import Item, Sum, is_over
from infra.backup.progress import Progress, Work
from infra.cloud.names import files_bucket, named
from infra.cloud.secrets import CERTIFICATES, PEPPER, SIGNING_KEYS
from infra.deploy.account import Account
from infra.deploy.advice import Stopped
from infra.tables import TABLES

SEGMENTS = 4
"""Of each table, that are read beside one another."""
CHUNK = 2**20
SECRETS = (SIGNING_KEYS, PEPPER, CERTIFICATES)
"""Without which the data is of less use, or of none: the other secrets belong to a stack, not to its data."""
FILES = "files"
AREAS = tuple(table.area for table in TABLES)


@dataclass(frozen=True)
class Stage:
    """The stage `name` of this account and region."""

    name: str
    account: Account

    def __str__(self) -> str:
        return f"stage {self.name}"

    @property
    def bucket(self) -> str:
        """Of logs and firmware."""
        whose = {"AWS::AccountId": self.account.identity["Account"], "AWS::Region": self.account.region}
        return re.sub(r"\$\{([^}]+)\}", lambda name: whose[name[1]], files_bucket(self.name))

    def table(self, area: str) -> str:
        """The name of an area's table."""
        return named(self.name, area)

    @cached_property
    def dynamodb(self) -> Any:
        """A boto3 client."""
        return self.account.client("dynamodb")

    @cached_property
    def s3(self) -> Any:
        """A boto3 client."""
        return self.account.client("s3")

    @cached_property
    def vault(self) -> Any:
        """A boto3 client of Secrets Manager."""
        return self.account.client("secretsmanager")

    def check(self) -> None:
        """Raises Stopped unless all its tables and its bucket are there."""
        pages = self.dynamodb.get_paginator("list_tables").paginate()
        present = {name for page in pages for name in page["TableNames"]}
        missing = [self.table(area) for area in AREAS if self.table(area) not in present]
        buckets = {bucket["Name"] for bucket in self.s3.list_buckets()["Buckets"]}
        missing += [self.bucket] if self.bucket not in buckets else []
        if missing:
            others = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            raise Stopped(
                f"There is no whole stage {self.name} in {self.account.region}: {missing[0]}{others} "
                f"cannot be found.\nMake it first: ./scripts/deploy --stage {self.name}"
            )

    def used(self) -> list[str]:
        """Areas whose tables have anything in them, and the files if there are any."""
        full = [
            area for area in AREAS if self.dynamodb.scan(TableName=self.table(area), Limit=1).get("Items")
        ]
        return full + ([FILES] if self.s3.list_objects_v2(Bucket=self.bucket, MaxKeys=1)["KeyCount"] else [])

    def items(self, area: str, segment: int, now: datetime) -> Iterator[list[Item]]:
        """Pages of one of SEGMENTS, without what has expired by `now`; each item as it is when it is read."""
        pages = self.dynamodb.get_paginator("scan").paginate(
            TableName=self.table(area), Segment=segment, TotalSegments=SEGMENTS, ConsistentRead=True
        )
        for page in pages:
            yield [item for item in page["Items"] if not is_over(item, now)]

    def objects(self) -> Iterator[str]:
        """Keys of its files."""
        for page in self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket):
            for found in page.get("Contents", []):
                yield found["Key"]

    def sums(self, now: datetime, progress: Progress) -> dict[str, Sum]:
        """By area, and of FILES."""
        work: list[tuple[str, Work]] = [
            (area, partial(self._sum, area, segment, now)) for area in AREAS for segment in range(SEGMENTS)
        ]
        return progress.run([*work, (FILES, self._sum_of_files)])

    def _sum(self, area: str, segment: int, now: datetime, progress: Progress) -> Sum:
        total = Sum()
        for page in self.items(area, segment, now):
            for item in page:
                total += Sum.of_item(item)
            progress.counted(len(page))
        return total

    def _sum_of_files(self, progress: Progress) -> Sum:
        total = Sum()
        for key in self.objects():
            whole = sha256()
            for chunk in self.s3.get_object(Bucket=self.bucket, Key=key)["Body"].iter_chunks(CHUNK):
                whole.update(chunk)
            total += sum_of_file(key, whole.hexdigest())
            progress.counted(1)
        return total

    def pause(self) -> list[str]:
        """Stop the work of every minute; told are the names of the rules that start it."""
        events, region = self.account.client("events"), self.account.region
        partition = boto3.Session().get_partition_for_region(region)
        function = f"function:{named(self.name, 'every-minute')}"
        target = f"arn:{partition}:lambda:{region}:{self.account.identity['Account']}:{function}"
        rules: list[str] = events.list_rule_names_by_target(TargetArn=target)["RuleNames"]
        for rule in rules:
            events.disable_rule(Name=rule)
        return rules

    def secret_versions(self) -> dict[str, str]:
        """Names of SECRETS and the ids of their present versions, never what they say."""
        told = {}
        for word in SECRETS:
            about = self.vault.describe_secret(SecretId=named(self.name, word))
            stages = about.get("VersionIdsToStages", {})
            told[about["Name"]] = next((v for v, labels in stages.items() if "AWSCURRENT" in labels), "")
        return told

    def take_secrets_of(self, other: "Stage") -> list[str]:
        """SECRETS say here what they say there, from vault to vault; told are their names here."""
        taken = []
        for word in SECRETS:
            said = other.vault.get_secret_value(SecretId=named(other.name, word))["SecretString"]
            name = named(self.name, word)
            try:
                self.vault.put_secret_value(SecretId=name, SecretString=said)
            except self.vault.exceptions.ResourceNotFoundException:
                self.vault.create_secret(Name=name, SecretString=said)
            taken.append(name)
        return taken


def sum_of_file(key: str, digest: str) -> Sum:
    """Of a file by its key and the SHA-256 of what is in it."""
    return Sum.of(f"{key}\0{digest}".encode())

"""Takes a stage down. What people put into it stays, unless it is asked for twice that it goes too."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from infra import tables
from infra.cloud.names import named
from infra.deploy.account import Account
from infra.deploy.advice import Stopped, of_status
from infra.deploy.changes import DATA
from infra.deploy.code_bucket import CodeBucket
from infra.deploy.emptying import empty
from infra.deploy.options import Options
from infra.deploy.stack import Stack

TABLE, BUCKET, SECRET = "AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::SecretsManager::Secret"
KEPT_POLICIES = frozenset({"Retain", "RetainExceptOnCreate"})
Resources = Mapping[str, tuple[str, str]]
"""Logical id to type and physical id."""


def staying(template: Mapping[str, Any], resources: Resources) -> dict[str, tuple[str, str]]:
    """The data that CloudFormation leaves when the stack goes. Pure."""
    made = template["Resources"]
    return {
        name: found
        for name, found in resources.items()
        if found[0] in DATA and made.get(name, {}).get("DeletionPolicy") in KEPT_POLICIES
    }


@dataclass
class Destruction:
    """One run of the command. `confirm` answers what was typed."""

    options: Options
    account: Account
    say: Callable[[str], None]
    confirm: Callable[[str], str]
    phase: str = "Nothing has been changed."

    def run(self) -> int:
        """The exit code. Raises Stopped."""
        stack = Stack.of(self.account, self.options.stack, self.say)
        code = CodeBucket(self.account)
        note = f"left/{self.options.stack}.json"
        status, resources, kept = stack.status, {}, {}
        if status:
            if status.endswith("_IN_PROGRESS") and status != "REVIEW_IN_PROGRESS":
                raise Stopped(of_status(status, self.account.whereabouts(self.options.stage)))
            resources = stack.resources()
            kept = staying(stack.template(), resources) if resources else {}
        left = self._left_before(code, note) | kept
        going = {name for name in resources if name not in left}
        if not status and not (left and self.options.with_data):
            self.say(f"There is no stack {self.options.stack} in {self.account.region}.")
            return 0
        if not self._agreed(len(going), left):
            self.say("Nothing has been changed.")
            return 1
        self.phase = "The stage is half taken down; run this again."
        code.make()
        code.write(note, {name: list(found) for name, found in left.items()})
        for name, (kind, bucket) in resources.items():
            if kind == BUCKET and name in going:
                empty(self.account.client("s3"), bucket)
        stack.delete()
        if self.options.with_data:
            for kind, name in left.values():
                self._delete(kind, name)
                self.say(f"    delete     {name}")
            code.write(note, {})
        self.say(f"Stage {self.options.stage} has been taken down.")
        return 0

    def _left_before(self, code: CodeBucket, note: str) -> dict[str, tuple[str, str]]:
        """What an earlier run noted, and tables of our names."""
        try:
            noted = {name: (kind, found) for name, (kind, found) in (code.read(note) or {}).items()}
        except ClientError:
            noted = {}
        dynamodb = self.account.client("dynamodb")
        pages = dynamodb.get_paginator("list_tables").paginate()
        present = {name for page in pages for name in page["TableNames"]}
        ours = {table.logical_id: named(self.options.stage, table.area) for table in tables.TABLES}
        return noted | {name: (TABLE, table) for name, table in ours.items() if table in present}

    def _agreed(self, going: int, left: Resources) -> bool:
        self.say(f"Stage {self.options.stage} in {self.account.region}: {going} resources are deleted.")
        data = sorted(found for _, found in left.values())
        if not self.options.with_data:
            self.say("These stay, with all that is in them; a later deployment takes up all but logs:")
            self.say("\n".join(f"    {name}" for name in data))
            return self.options.yes or self.confirm("Take it down? [y/N] ").lower() in {"y", "yes"}
        self.say("THESE ARE DELETED TOO, WITH ALL THAT IS IN THEM, AND NOTHING BRINGS THEM BACK:")
        self.say("\n".join(f"    {name}" for name in data))
        return (
            self.confirm(f"Type the stage's name ({self.options.stage}) to delete them: ")
            == self.options.stage
        )

    def _delete(self, kind: str, name: str) -> None:
        try:
            if kind == TABLE:
                dynamodb = self.account.client("dynamodb")
                dynamodb.update_table(TableName=name, DeletionProtectionEnabled=False)
                dynamodb.get_waiter("table_exists").wait(TableName=name)
                dynamodb.delete_table(TableName=name)
            elif kind == BUCKET:
                s3 = self.account.client("s3")
                empty(s3, name)
                s3.delete_bucket(Bucket=name)
            elif kind == SECRET:
                vault = self.account.client("secretsmanager")
                vault.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
        except ClientError as error:
            if error.response["Error"]["Code"] not in {"ResourceNotFoundException", "NoSuchBucket"}:
                raise

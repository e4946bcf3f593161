"""A stage's CloudFormation stack: what it is, what would change, changing it, taking it down."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy.account import Account
from infra.deploy.advice import Stopped, of_reason
from infra.deploy.changes import Change

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"]
SLOW, QUICK = 5.0, 0.2
"""Seconds between two looks at CloudFormation, and at an emulator's."""
LONGEST = timedelta(hours=1)
"""A distribution of CloudFront takes minutes; nothing of ours an hour."""
NO_STACK = "does not exist"
"""In the words of its errors: there is no code for that."""
NO_CHANGES = ("didn't contain changes", "No updates are to be performed")
SUCCESSES = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE", "DELETE_COMPLETE"})
STACK = "AWS::CloudFormation::Stack"
EVENTS_TELL = "Its events in CloudFormation tell why."
CONSEQUENCE = "cancelled"
"""Of another failure: such a reason explains nothing."""


@dataclass(frozen=True)
class ChangeSet:
    """What was proposed and can be executed."""

    arn: str
    kind: str
    """CREATE, UPDATE."""
    changes: Sequence[Change]


@dataclass
class Stack:
    """Found by its name."""

    name: str
    client: Any
    say: Callable[[str], None]
    pause: float
    """Seconds between two looks."""
    _seen: set[str] = field(default_factory=set)
    _told: set[str] | None = None
    """Resources whose progress is worth a line; None: all."""

    @classmethod
    def of(cls, account: Account, name: str, say: Callable[[str], None]) -> "Stack":
        """The account's stack of that name, there or not."""
        pause = SLOW if account.is_aws else QUICK
        return cls(name, account.client("cloudformation"), say, pause)

    def found(self) -> dict[str, Any] | None:
        """As CloudFormation describes it, or None."""
        try:
            stack: dict[str, Any] = self.client.describe_stacks(StackName=self.name)["Stacks"][0]
        except ClientError as error:
            if NO_STACK in error.response["Error"].get("Message", ""):
                return None
            raise
        return stack

    @property
    def status(self) -> str | None:
        """None: there is none."""
        found = self.found()
        return str(found["StackStatus"]) if found else None

    def outputs(self) -> dict[str, str]:
        """By name."""
        found = self.found() or {}
        return {one["OutputKey"]: one["OutputValue"] for one in found.get("Outputs", [])}

    def parameters(self) -> dict[str, str]:
        """As they are set now, by name."""
        found = self.found() or {}
        return {one["ParameterKey"]: one["ParameterValue"] for one in found.get("Parameters", [])}

    def template(self) -> dict[str, Any]:
        """As it was last uploaded."""
        body = self.client.get_template(StackName=self.name, TemplateStage="Original")["TemplateBody"]
        return json.loads(body) if isinstance(body, str) else dict(body)

    def resources(self) -> dict[str, tuple[str, str]]:
        """Logical id to type and physical id."""
        pages = self.client.get_paginator("list_stack_resources").paginate(StackName=self.name)
        every = [one for page in pages for one in page["StackResourceSummaries"]]
        return {
            one["LogicalResourceId"]: (one["ResourceType"], one["PhysicalResourceId"])
            for one in every
            if one.get("PhysicalResourceId") and one["ResourceStatus"] != "DELETE_COMPLETE"
        }

    def propose(
        self, template_url: str, parameters: Sequence[Mapping[str, Any]], kind: str
    ) -> ChangeSet | None:
        """A change set to read; None: nothing would change. Raises Stopped.

        Tables and secrets that a former stack of this name left are taken up (CloudFormation User Guide,
        import resources automatically).
        """
        made = self.client.create_change_set(
            StackName=self.name,
            ChangeSetName=f"deploy-{datetime.now(UTC):%Y%m%d-%H%M%S}",
            ChangeSetType=kind,
            TemplateURL=template_url,
            Parameters=list(parameters),
            Capabilities=CAPABILITIES,
            ImportExistingResources=kind == "CREATE",
        )["Id"]
        deadline = time.monotonic() + LONGEST.total_seconds()
        while (told := self.client.describe_change_set(ChangeSetName=made))["Status"] in {
            "CREATE_PENDING",
            "CREATE_IN_PROGRESS",
        }:
            self._wait(deadline)
        if told["Status"] == "FAILED":
            reason = told.get("StatusReason", "")
            found = [of_reason(reason), *self._found_wrong(ChangeSetName=made)]
            self.discard(ChangeSet(made, kind, ()))
            if any(words in reason for words in NO_CHANGES):
                return None
            raise Stopped("CloudFormation does not take the template:\n" + _lines(found))
        pages = self.client.get_paginator("describe_change_set").paginate(ChangeSetName=made)
        changes = [Change.of(one["ResourceChange"]) for page in pages for one in page["Changes"]]
        return ChangeSet(made, kind, changes)

    def discard(self, proposed: ChangeSet) -> None:
        """Nothing becomes of it; nor of the empty stack that it may have begun."""
        self.client.delete_change_set(ChangeSetName=proposed.arn)
        if proposed.kind == "CREATE" and self.status == "REVIEW_IN_PROGRESS":
            self.client.delete_stack(StackName=self.name)

    def execute(self, proposed: ChangeSet) -> None:
        """Make the changes, telling of each resource. Raises Stopped: CloudFormation has gone back then."""
        self._mark()
        self._told = {change.logical_id for change in proposed.changes}
        self.client.execute_change_set(ChangeSetName=proposed.arn)
        self._follow(self.name)

    def delete(self) -> None:
        """Take it down, but for what its template retains. Raises Stopped."""
        found = self.found()
        if found is None:
            return
        self._mark()
        self._told = None
        self.client.delete_stack(StackName=self.name)
        self._follow(found["StackId"])

    def _follow(self, stack: str) -> None:
        """Until the stack's own events say that it has come to an end; what it was before says nothing."""
        failures: list[str] = []
        deadline = time.monotonic() + LONGEST.total_seconds()
        status: str | None = None
        while status is None:
            self._wait(deadline)
            for event in self._new_events(stack):
                failures += self._tell(event)
                if event["ResourceType"] == STACK and event["LogicalResourceId"] == self.name:
                    status = event["ResourceStatus"]
            if status is None and self._is_gone(stack):
                status = "DELETE_COMPLETE"
            elif status and status.endswith("_IN_PROGRESS"):
                status = None
        if status not in SUCCESSES:
            failures += self._found_wrong(StackName=stack)
            raise Stopped(f"The stack is {status}:\n" + _lines(failures or [EVENTS_TELL]))

    def _found_wrong(self, **which: str) -> list[str]:
        """What CloudFormation found wrong before it began (CloudFormation API Reference, DescribeEvents)."""
        try:
            events = self.client.describe_events(**which)["OperationEvents"]
        except ClientError:
            return []
        return [
            f"{event.get('LogicalResourceId', '')}: {of_reason(event['ValidationStatusReason'])}"
            for event in events
            if event.get("ValidationStatus") == "FAILED" and event.get("ValidationStatusReason")
        ]

    def _is_gone(self, stack: str) -> bool:
        try:
            found = self.client.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
        except ClientError as error:
            if NO_STACK in error.response["Error"].get("Message", ""):
                return True
            raise
        return bool(found == "DELETE_COMPLETE")

    def _tell(self, event: Mapping[str, Any]) -> list[str]:
        status, name = event["ResourceStatus"], event["LogicalResourceId"]
        reason = event.get("ResourceStatusReason", "")
        if status.endswith("_FAILED") and CONSEQUENCE not in reason.lower():
            line = f"{name} ({event['ResourceType']}): {of_reason(reason)}"
            self.say(f"    failed     {line}")
            return [line]
        is_ours = self._told is None or name in self._told
        if status.endswith("_COMPLETE") and is_ours and event["ResourceType"] != STACK:
            self.say(f"    {status.removesuffix('_COMPLETE').lower():10} {name}")
        return []

    def _mark(self) -> None:
        """What has happened up to now is not told."""
        try:
            for _ in self._new_events(self.name):
                pass
        except ClientError:
            return

    def _new_events(self, stack: str) -> list[dict[str, Any]]:
        """Oldest first."""
        found = []
        try:
            for page in self.client.get_paginator("describe_stack_events").paginate(StackName=stack):
                fresh = [event for event in page["StackEvents"] if event["EventId"] not in self._seen]
                found += fresh
                if len(fresh) < len(page["StackEvents"]):
                    break
        except ClientError as error:
            if NO_STACK not in error.response["Error"].get("Message", ""):
                raise
        self._seen |= {event["EventId"] for event in found}
        return found[::-1]

    def _wait(self, deadline: float) -> None:
        if time.monotonic() > deadline:
            raise Stopped("CloudFormation has not come to an end within an hour; it goes on by itself.")
        time.sleep(self.pause)


def _lines(found: Sequence[str]) -> str:
    return "\n".join(f"  {line}" for line in found)

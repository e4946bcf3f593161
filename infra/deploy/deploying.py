"""The order in which a stage is deployed, and the way back."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.kernel.ids import new_id
from infra.cloud import first_secrets
from infra.cloud.names import named
from infra.cloud.secrets import EDGE
from infra.deploy import kept_secrets
from infra.deploy.account import Account, words
from infra.deploy.advice import Stopped, after_failure, kind_of_change
from infra.deploy.changes import told
from infra.deploy.client_files import Client, files
from infra.deploy.code_bucket import CodeBucket
from infra.deploy.doors import Door, Doors
from infra.deploy.emptying import empty
from infra.deploy.leftovers import delete_log_groups
from infra.deploy.options import Options
from infra.deploy.parameters import given, need_together
from infra.deploy.smoke import Expected, Smoke, SmokeFailed
from infra.deploy.stack import ChangeSet, Stack
from infra.local.part import ROOT
from infra.package.package import Package, package, template_text
from infra.package.target import CannotPackage, Target

DIST = ROOT / "web" / "dist"
SHOWN = (
    "SiteUrl",
    "ApiUrl",
    "OcppUrl",
    "ClientBucket",
    "FilesBucket",
    "DistributionId",
    "CodeVersion",
    "SiteTarget",
    "GatewayUrl",
)


@dataclass
class Deployment:
    """One run of the command. `ask` answers whether to go on."""

    options: Options
    account: Account
    say: Callable[[str], None]
    ask: Callable[[str], bool]
    phase: str = "Nothing has been changed."
    """What is true if it is interrupted now."""
    stack: Stack = field(init=False)
    code: CodeBucket = field(init=False)

    def __post_init__(self) -> None:
        self.stack = Stack.of(self.account, self.options.stack, self.say)
        self.code = CodeBucket(self.account)

    def run(self) -> int:
        """The exit code. Raises Stopped."""
        self._introduce()
        kind = kind_of_change(self.stack.status, self.account.whereabouts(self.options.stage))
        with tempfile.TemporaryDirectory(prefix="plugnexus-deploy-") as folder:
            made = self._package(Path(folder))
            proposed = self._propose(made, kind)
        if proposed is None and not self._client().would_change(DIST):
            self.say("Nothing has changed since the last deployment.")
            self._test()
            return self._show()
        if not self._agreed(proposed):
            if proposed:
                self.stack.discard(proposed)
            self.say("Nothing has been changed.")
            return 1
        former = self._former() if kind == "UPDATE" else None
        if proposed:
            if kind == "CREATE":
                kept_secrets.step_aside(self._vault, made.template)
            self.phase = "CloudFormation goes on by itself; run this again when it has ended."
            self._execute(proposed)
        return self._finish(made, former, is_stack_changed=proposed is not None)

    @cached_property
    def _vault(self) -> Any:
        return self.account.client("secretsmanager")

    def _introduce(self) -> None:
        who = self.account.identity
        where = "AWS" if self.account.is_aws else f"the emulator at {self.account.endpoint_url}"
        self.say(
            f"Stage {self.options.stage}: stack {self.options.stack} in {self.account.region} of {where}"
        )
        self.say(f"  account {who['Account']}, as {who['Arn']}")
        if not (DIST / "index.html").is_file():
            raise Stopped("The client is not built: ./scripts/deploy does that; run it.")

    def _package(self, folder: Path) -> Package:
        self.say("Package ...")
        target = Target.cloud() if self.account.is_aws else Target.here()
        try:
            made = package(self.options.stage, target, self.account.region, folder)
        except CannotPackage as error:
            raise Stopped(str(error)) from error
        self.code.make()
        key = _key(made)
        new = self.code.put_package(key, made.zip)
        state = "uploaded" if new else "uploaded before"
        self.say(f"  {key}, {made.megabytes:.1f} MB, {state} to {self.code.name}")
        return made

    def _propose(self, made: Package, kind: str) -> ChangeSet | None:
        self.say("What will change ...")
        wanted = {**self.options.set, "CodeBucket": self.code.name, "CodeKey": _key(made)}
        now = self.stack.parameters() if kind == "UPDATE" else {}
        need_together({**now, **wanted})
        parameters = given(made.template.get("Parameters", {}), now, wanted)
        url = self.code.put_template(self.options.stack, template_text(made.template))
        if kind == "CREATE":
            for name in delete_log_groups(self.account.client("logs"), made.template):
                self.say(f"  deleted    {name}, last lines of a former stack")
        return self.stack.propose(url, parameters, kind)

    def _agreed(self, proposed: ChangeSet | None) -> bool:
        lines = told(proposed.changes) if proposed else ["  the client's files alone"]
        for line in lines:
            self.say(line)
        return self.options.yes or self.ask(f"Make these changes to stage {self.options.stage}?")

    def _former(self) -> tuple[Mapping[str, Any], Mapping[str, str]]:
        return self.stack.template(), self.stack.parameters()

    def _execute(self, proposed: ChangeSet) -> None:
        try:
            self.stack.execute(proposed)
        except Stopped as error:
            where = self.account.whereabouts(self.options.stage)
            raise Stopped(f"{error}\n{after_failure(self.stack.status, where)}") from error

    def _finish(self, made: Package, former: Any, *, is_stack_changed: bool) -> int:
        self.phase = "The stack has been changed, but not been tried; run this again."
        before: Mapping[str, bytes | None] = {}
        try:
            for name in kept_secrets.come_back(self._vault, made.template):
                self.say(f"  former value of secret {name}")
            for name in first_secrets.fill(self._vault, self.options.stage):
                self.say(f"  first value of secret {name}")
            self.say("Client ...")
            before = self._client().upload(DIST)
            self._forget_copies()
            self._test()
        except (SmokeFailed, ClientError, BotoCoreError) as error:
            why = str(error) if isinstance(error, SmokeFailed) else words(error)
            self.say(f"\nWhat was deployed does not work.\n  {why}")
            try:
                self._go_back(former if is_stack_changed else None, before, is_new=former is None)
            except (Stopped, ClientError, BotoCoreError) as worse:
                said = str(worse) if isinstance(worse, Stopped) else words(worse)
                raise Stopped(f"Going back has failed too: {said}\n{self.phase}") from worse
            return 1
        self.phase = ""
        return self._show()

    def _go_back(self, former: Any, before: Mapping[str, bytes | None], *, is_new: bool) -> None:
        self.phase = (
            "Going back has been interrupted: the stage is half-way between two versions. Run this again."
        )
        if is_new:
            self.say(
                "The stage is new: it is taken down again; its tables, buckets of files and secrets stay."
            )
            empty(self.account.client("s3"), self._client().bucket)
            self.stack.delete()
            self.say("It has been taken down. Nothing is deployed.")
            return
        self.say("Going back to what was there before ...")
        self._client().put_back(before)
        self._forget_copies()
        if former:
            template, parameters = former
            url = self.code.put_template(self.options.stack, template_text(dict(template)))
            asked = [{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()]
            if proposed := self.stack.propose(url, asked, "UPDATE"):
                self.stack.execute(proposed)
        self.say("The stage is again what it was before this deployment.")

    def _client(self) -> Client:
        bucket = self.stack.outputs()["ClientBucket"]
        return Client(self.account.client("s3"), bucket, self.code, self.options.stack)

    def _forget_copies(self) -> None:
        """CloudFront's, of pages that have just changed."""
        cloudfront = self.account.client("cloudfront")
        distribution = self.stack.outputs()["DistributionId"]
        batch = {"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": new_id()}
        made = cloudfront.create_invalidation(DistributionId=distribution, InvalidationBatch=batch)
        waiter = cloudfront.get_waiter("invalidation_completed")
        config = {} if self.account.is_aws else {"WaiterConfig": {"Delay": 1, "MaxAttempts": 30}}
        waiter.wait(DistributionId=distribution, Id=made["Invalidation"]["Id"], **config)

    def _test(self) -> None:
        self.say("Trying it ...")
        outputs = self.stack.outputs()
        kinds = self.stack.resources().values()
        parameters = self.stack.parameters()
        expected = Expected(
            self.code.package_digest(outputs["CodeVersion"]) or "",
            tuple(name for kind, name in kinds if kind == "AWS::Lambda::Function"),
            files(DIST),
            mail_is_set_up=bool(parameters.get("MailFrom") or parameters.get("Domain")),
        )
        Smoke(self.doors(outputs), self.account.client("lambda"), expected, self.say).test()

    def doors(self, outputs: Mapping[str, str]) -> Doors:
        """Where the stage is reached."""
        found = self.account.client("cloudfront").get_distribution(Id=outputs["DistributionId"])
        host = found["Distribution"]["DomainName"]
        if self.account.endpoint_url is None:
            return Doors.of(host)
        secret = self._vault.get_secret_value(SecretId=named(self.options.stage, EDGE))["SecretString"]
        return Doors.of_emulator(host, outputs, self.account.endpoint_url, secret)

    def _show(self) -> int:
        outputs = self.stack.outputs()
        self.say(f"\nStage {self.options.stage} is deployed and works.")
        for name in SHOWN:
            if name in outputs:
                self.say(f"  {name:15} {outputs[name]}")
        if not self.account.is_aws:
            doors = self.doors(outputs)
            self.say("The emulator has no domains. It answers")
            self.say(f"  the client      {doors.site.url}, asked with {_headers(doors.site)}")
            self.say(f"  the API         {doors.api.url}, asked with {_headers(doors.api)}")
            self.say(f"  chargers        {doors.charge_point('<id>')}, asked with the same")
        return 0


def _headers(door: Door) -> str:
    return ", ".join(f"{name}: {value}" for name, value in door.headers.items())


def _key(made: Package) -> str:
    return f"code/{made.sha256[:32]}-{made.zip.name.removeprefix('plugnexus-')}"

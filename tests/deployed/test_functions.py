"""What runs: the package that was made of these sources, under the roles of the template."""

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.cloud.functions import FUNCTIONS, Function
from infra.cloud.grants import BY_FUNCTION
from infra.cloud.roles import statements
from infra.local.part import ROOT
from infra.package.archive import digest
from tests.deployed.host import STAGE
from tests.deployed.stage import Stage, Visitor

OWN = {"logs:CreateLogStream", "logs:PutLogEvents", "xray:PutTraceSegments", "xray:PutTelemetryRecords"}
"""What a function does besides its work."""
each_function = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.word)


def test_what_runs_was_made_of_these_sources(stage: Stage, tmp_path: Any) -> None:
    bucket, key = stage.stack.parameters()["CodeBucket"], stage.outputs["CodeVersion"]
    content = stage.aws("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
    (tmp_path / "package.zip").write_bytes(content)
    functions = stage.aws("lambda")
    running = {
        functions.get_function_configuration(FunctionName=f"plugnexus-{STAGE}-{function.word}")["CodeSha256"]
        for function in FUNCTIONS
    }

    assert running == {base64.b64encode(hashlib.sha256(content).digest()).decode()}
    assert digest(tmp_path / "package.zip").startswith(key.removeprefix("code/").partition("-")[0])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        ours = [name for name in package.namelist() if name.endswith(".py") and (ROOT / name).is_file()]
        assert "app.py" in ours
        assert [name for name in ours if package.read(name) != (ROOT / name).read_bytes()] == []


def test_what_does_not_work_is_taken_back(stage: Stage, anyone: Callable[..., Visitor]) -> None:
    assert stage.second["code"] == 1
    said = "".join(stage.second["said"])
    assert "What was deployed does not work.\n  the API is up: no." in said
    assert said.endswith("The stage is again what it was before this deployment.\n")
    assert stage.outputs["CodeVersion"] == stage.version
    assert anyone().get("/health")["status"] == "ok"


@each_function
def test_a_function_has_the_role_of_the_template_and_no_other(stage: Stage, function: Function) -> None:
    iam, name = stage.aws("iam"), stage.named(function.role)
    told = stage.aws("lambda").get_function_configuration(FunctionName=stage.named(function.logical_id))
    granted = statements(BY_FUNCTION[function.logical_id], STAGE)
    sends_failures = {"sqs:SendMessage"} if function.logical_id == "EveryMinute" else set()

    assert told["Role"].endswith(f"/{name}")
    assert iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"] == []
    assert iam.list_role_policies(RoleName=name)["PolicyNames"] == ["its-work"]
    assert actions(policy(iam, name)["Statement"]) == actions(granted) | OWN | sends_failures


def test_what_a_role_does_not_allow_is_refused(stage: Stage) -> None:
    iam = stage.aws("iam")
    document = policy(iam, stage.named("WebsocketDisconnectRole"))
    iam.create_user(UserName="like-disconnect")
    iam.put_user_policy(UserName="like-disconnect", PolicyName="same", PolicyDocument=json.dumps(document))
    key = iam.create_access_key(UserName="like-disconnect")["AccessKey"]

    def asked(service: str, operation: str, **params: Any) -> str:
        found = stage.aws(service, (key["AccessKeyId"], key["SecretAccessKey"]))
        try:
            getattr(found, operation)(**params)
        except ClientError as error:
            return str(error.response["Error"]["Code"])
        return "allowed"

    box = {"pk": {"S": "nobody's"}, "sk": {"S": "nothing"}}
    tables = {word: f"plugnexus-{STAGE}-{word}" for word in ("charge_points", "accounts")}
    assert asked("dynamodb", "put_item", TableName=tables["charge_points"], Item=box) == "allowed"
    assert asked("dynamodb", "delete_item", TableName=tables["charge_points"], Key=box) == REFUSED
    assert asked("dynamodb", "put_item", TableName=tables["accounts"], Item=box) == REFUSED
    assert asked("secretsmanager", "get_secret_value", SecretId=f"plugnexus-{STAGE}-ocpp-pepper") == REFUSED
    assert asked("iam", "list_users") == "AccessDenied"


REFUSED = "AccessDeniedException"


def policy(iam: Any, role: str) -> dict[str, Any]:
    found: dict[str, Any] = iam.get_role_policy(RoleName=role, PolicyName="its-work")["PolicyDocument"]
    return found


def actions(allowed: list[dict[str, Any]]) -> set[str]:
    return {action for statement in allowed for action in statement["Action"]}

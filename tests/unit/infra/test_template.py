"""The whole of production's template, as AWS and as the emulator get it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from infra.cloud.expanded import expanded
from infra.cloud.functions import FUNCTIONS
from infra.cloud.section import NamedTwice, Section, merged
from infra.cloud.template import LEFT_OUT_FOR_THE_EMULATOR, for_the_emulator, merge_template
from infra.package.staging import sam_template

REGION = "eu-central-1"
CFN_LINT = Path(sys.executable).with_name("cfn-lint")
EMPTY_IS_NONE = "W1030"
"""A parameter of a part that nobody has to have is empty, and then nothing has it."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Chalice takes some seconds: once for all tests of this file."""
    return expanded(sam_template("try", merge_template("try"), tmp_path_factory.mktemp("chalice")), REGION)


def refers_to(value):
    """The logical ids that a part of the template waits for."""
    if isinstance(value, list):
        return {name for one in value for name in refers_to(one)}
    if not isinstance(value, dict):
        return set()
    found = {name for one in value.values() for name in refers_to(one)}
    if "Ref" in value:
        found.add(value["Ref"])
    if "Fn::GetAtt" in value:
        found.add(value["Fn::GetAtt"][0])
    if "Fn::Sub" in value:
        text = value["Fn::Sub"] if isinstance(value["Fn::Sub"], str) else value["Fn::Sub"][0]
        found |= {part.partition("}")[0].partition(".")[0] for part in text.split("${")[1:]}
    return found


def test_a_name_that_two_sections_give_is_refused():
    with pytest.raises(NamedTwice, match="resources: Same"):
        merged([Section(resources={"Same": {}}), Section(resources={"Same": {}, "Other": {}})])


def test_cfn_lint_finds_nothing(whole, tmp_path):
    file = tmp_path / "template.json"
    file.write_text(json.dumps(whole))

    linted = subprocess.run(
        [CFN_LINT, "--regions", REGION, "--ignore-checks", EMPTY_IS_NONE, "--", file],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (linted.stdout, linted.returncode) == ("", 0)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.logical_id)
def test_a_function_has_its_name_role_logs_and_addresses(whole, function):
    properties = whole["Resources"][function.logical_id]["Properties"]

    assert properties["FunctionName"] == f"plugnexus-try-{function.word}"
    assert properties["Architectures"] == ["arm64"]
    assert properties["Role"] == {"Fn::GetAtt": [function.role, "Arn"]}
    assert properties["LoggingConfig"]["LogGroup"] == {"Ref": function.logs}
    assert whole["Resources"][function.logs]["Properties"]["RetentionInDays"] == {"Ref": "LogDays"}
    assert "Distribution" in refers_to(properties["Environment"])


def test_the_http_api_waits_for_no_function(whole):
    assert not refers_to(whole["Resources"]["RestAPI"]) & {function.logical_id for function in FUNCTIONS}


def test_there_is_no_stage_without_limits(whole):
    stages = [made for made in whole["Resources"].values() if made["Type"].endswith("::Stage")]
    deployments = [
        made for made in whole["Resources"].values() if made["Type"] == "AWS::ApiGateway::Deployment"
    ]

    assert len(stages) == 2
    assert all(
        "ThrottlingBurstLimit" in json.dumps(stage) and "Format" in json.dumps(stage) for stage in stages
    )
    assert all("StageName" not in made["Properties"] for made in deployments)


def test_requests_are_logged_always_and_messages_of_chargers_where_it_is_asked_for(whole):
    rest, socket = (
        whole["Resources"][name]["Properties"] for name in ("RestAPIapiStage", "WebsocketAPIStage")
    )
    asked_for, settings, otherwise = socket["AccessLogSettings"]["Fn::If"]

    assert rest["AccessLogSetting"]["DestinationArn"] == {"Fn::GetAtt": ["RestAPILogs", "Arn"]}
    assert settings["DestinationArn"] == {"Fn::GetAtt": ["WebsocketAPILogs", "Arn"]}
    assert otherwise == {"Ref": "AWS::NoValue"}
    assert whole["Conditions"][asked_for] == {"Fn::Equals": [{"Ref": "WebSocketAccessLog"}, "yes"]}
    assert whole["Parameters"]["WebSocketAccessLog"]["Default"] == "no"


def test_pages_keep_no_charger_waiting(whole):
    stage = whole["Resources"]["WebsocketAPIStage"]["Properties"]
    route = whole["Resources"]["LiveWatchRoute"]["Properties"]

    assert stage["RouteSettings"][route["RouteKey"]]["ThrottlingRateLimit"] < (
        stage["DefaultRouteSettings"]["ThrottlingRateLimit"] / 10
    )
    assert refers_to(whole["Resources"]["LiveWatchInvokePermission"]) >= {"LiveWatch", "WebsocketAPI"}
    assert route["RouteResponseSelectionExpression"] == "$default"


def test_nobody_connects_past_the_authorizer(whole):
    connect = whole["Resources"]["WebsocketConnectRoute"]["Properties"]

    assert connect["AuthorizationType"] == "CUSTOM"
    assert connect["AuthorizerId"] == {"Ref": "ChargePointAuthorizer"}


def test_the_work_of_every_minute_leaves_its_failures_in_a_queue_and_is_not_tried_twice(whole):
    invoked = whole["Resources"]["EveryMinuteEventInvokeConfig"]["Properties"]
    (target,) = whole["Resources"]["EveryMinuteEveryMinuteEvent"]["Properties"]["Targets"]
    queue = {"Fn::GetAtt": ["EveryMinuteFailures", "Arn"]}

    assert invoked["MaximumRetryAttempts"] == target["RetryPolicy"]["MaximumRetryAttempts"] == 0
    assert invoked["DestinationConfig"]["OnFailure"]["Destination"] == queue
    assert target["DeadLetterConfig"] == {"Arn": queue}


def test_the_work_of_every_minute_is_one_functions_unless_the_parameter_says_more(whole):
    told = {
        name: made["Properties"]["Environment"]["Variables"].get("PLUGNEXUS_MINUTE_SLICES")
        for name, made in whole["Resources"].items()
        if made["Type"] == "AWS::Lambda::Function"
    }

    assert {name: slices for name, slices in told.items() if slices} == {
        "EveryMinute": {"Ref": "MinuteSlices"}
    }
    assert whole["Parameters"]["MinuteSlices"]["Default"] == 1


def test_what_must_not_be_lost_stays_when_the_stack_goes(whole):
    kept = {"AWS::DynamoDB::Table", "AWS::SecretsManager::Secret", "AWS::S3::Bucket"}
    gone = [
        name
        for name, made in whole["Resources"].items()
        if made["Type"] in kept and made.get("DeletionPolicy") != "Retain"
    ]

    assert set(gone) == {"FilesKeySecret", "ClientBucket"}  # of a user who goes too; built anew at any time


def test_the_emulator_gets_nothing_that_it_does_not_know_nor_a_word_of_it(whole):
    made = for_the_emulator(whole)

    gone = whole["Resources"].keys() - made["Resources"].keys()
    assert gone
    assert not {part["Type"] for part in made["Resources"].values()} & set(LEFT_OUT_FOR_THE_EMULATOR)
    assert not refers_to(made) & gone


def test_the_emulator_is_asked_for_no_leave_that_it_cannot_judge(whole):
    roles = for_the_emulator(whole)["Resources"]
    allowed = [
        statement
        for statement in roles["APIHandlerRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
        if statement.get("Action") == ["ses:SendEmail"]
    ]

    assert allowed == [{"Effect": "Allow", "Action": ["ses:SendEmail"], "Resource": "*"}]
    assert whole["Resources"]["EveryMinuteRole"] != roles["EveryMinuteRole"]
    assert whole["Resources"]["WebsocketConnectRole"] == roles["WebsocketConnectRole"]

"""What ./scripts/deploy says: of stacks, errors and changes; what it makes of its command line."""

import pytest

from infra.deploy.advice import Stopped, Whereabouts, after_failure, kind_of_change, of_error, of_reason
from infra.deploy.changes import Change, told
from infra.deploy.destroying import staying
from infra.deploy.doors import Doors
from infra.deploy.options import parse
from infra.deploy.parameters import given, need_together

HERE = Whereabouts("prod", "eu-central-1")


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (None, "CREATE"),
        ("REVIEW_IN_PROGRESS", "CREATE"),
        ("DELETE_COMPLETE", "CREATE"),
        ("CREATE_COMPLETE", "UPDATE"),
        ("UPDATE_ROLLBACK_COMPLETE", "UPDATE"),
    ],
)
def test_a_stack_that_takes_changes(status, kind):
    assert kind_of_change(status, HERE) == kind


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        ("UPDATE_IN_PROGRESS", "Wait until it has ended"),
        ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "Wait until it has ended"),
        ("ROLLBACK_COMPLETE", "./scripts/deploy --stage prod --region eu-central-1 --destroy"),
        ("CREATE_FAILED", "--destroy"),
        ("DELETE_FAILED", "--destroy"),
        ("UPDATE_ROLLBACK_FAILED", "continue-update-rollback --stack-name plugnexus-prod"),
    ],
)
def test_a_stack_that_does_not_says_what_to_do(status, advice):
    with pytest.raises(Stopped, match=status) as stopped:
        kind_of_change(status, HERE)

    assert advice in str(stopped.value)


@pytest.mark.parametrize(
    ("status", "words"),
    [("UPDATE_ROLLBACK_COMPLETE", "is what it was before"), ("ROLLBACK_COMPLETE", "Take it down")],
)
def test_after_changes_that_could_not_be_made(status, words):
    assert words in after_failure(status, HERE)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("NoCredentialsError", "There are no AWS credentials"),
        ("ExpiredToken", "expired"),
        ("UnauthorizedSSOTokenError", "expired"),
        ("NoRegionError", "--region"),
        ("InvalidClientTokenId", "does not know these credentials"),
        ("AccessDenied", "may not do that"),
        ("EndpointConnectionError", "cannot be reached"),
        ("LimitExceededException", "Service Quotas"),
        ("ServiceQuotaExceededException", "Service Quotas"),
    ],
)
def test_errors_of_aws_in_words(kind, words):
    assert words in (of_error(kind, "told by AWS") or "")


def test_an_error_that_nobody_knows_has_no_words_of_ours():
    assert of_error("SomethingElse", "x") is None


def test_reasons_come_with_what_to_do():
    assert "Service Quotas" in of_reason("Resource limit exceeded")
    assert "not of this stack" in of_reason("plugnexus-prod-accounts already exists")
    assert of_reason("The handler failed.") == "The handler failed."


def change(action: str, name: str, kind: str = "AWS::Lambda::Function", **more) -> Change:
    return Change(action, name, kind, **more)


def test_few_added_by_name_and_many_by_type():
    few = [change("Add", name) for name in "ba"]
    many = [change("Add", f"T{n}", "AWS::DynamoDB::Table") for n in range(22)] + few

    assert told(few) == ["  added      a (Lambda Function)", "  added      b (Lambda Function)"]
    assert told(many) == ["  added       22 DynamoDB Table", "  added        2 Lambda Function"]


def test_changed_replaced_and_removed_apart():
    lines = told(
        [
            change("Remove", "Old"),
            change("Modify", "Api", properties=("Code", "Role")),
            change("Modify", "Group", "AWS::Logs::LogGroup", replacement="True"),
            change("Modify", "Rule", "AWS::Events::Rule", replacement="Conditional"),
            change("Import", "AccountsTable", "AWS::DynamoDB::Table"),
        ]
    )

    assert lines == [
        "  taken up   AccountsTable (DynamoDB Table), which is there already",
        "  replaced   Group (Logs LogGroup)",
        "  replaced perhaps   Rule (Events Rule)",
        "  changed    Api (Lambda Function): Code, Role",
        "  removed    Old (Lambda Function)",
    ]


@pytest.mark.parametrize(
    ("made", "warning"),
    [
        (change("Modify", "T", "AWS::DynamoDB::Table", replacement="True"), "is replaced: what it has stays"),
        (change("Modify", "T", "AWS::S3::Bucket", replacement="Conditional"), "may be replaced"),
        (change("Remove", "T", "AWS::DynamoDB::Table", policy="Retain"), "is removed: what it has stays"),
        (change("Remove", "T", "AWS::S3::Bucket", policy="Delete"), "WHAT IT HAS IS DELETED"),
    ],
)
def test_what_endangers_data_is_warned_of(made, warning):
    assert "WARNING" in told([made])[-1]
    assert warning in told([made])[-1]


def test_a_change_is_read_as_cloudformation_tells_it():
    resource = {
        "Action": "Modify",
        "LogicalResourceId": "Api",
        "ResourceType": "AWS::Lambda::Function",
        "Replacement": "False",
        "Details": [
            {"Target": {"Attribute": "Properties", "Name": "Code"}},
            {"Target": {"Attribute": "Tags"}},
            {"Target": {"Attribute": "Properties", "Name": "Code"}},
        ],
    }

    assert Change.of(resource) == change("Modify", "Api", properties=("Code", "Tags"))


def test_parameters_are_asked_kept_or_left_to_their_defaults():
    declared = {"Domain": {"Default": ""}, "LogDays": {"Default": 30}, "CodeKey": {}}

    found = given(declared, {"Domain": "x.example", "LogDays": "30"}, {"LogDays": "7", "CodeKey": "k"})

    assert found == [
        {"ParameterKey": "Domain", "UsePreviousValue": True},
        {"ParameterKey": "LogDays", "ParameterValue": "7"},
        {"ParameterKey": "CodeKey", "ParameterValue": "k"},
    ]


@pytest.mark.parametrize(("wanted", "words"), [({"Nope": "1"}, "no parameter Nope"), ({}, "--set VpcId=")])
def test_parameters_that_cannot_be(wanted, words):
    with pytest.raises(Stopped, match=words):
        given({"VpcId": {"Description": "Where."}}, {}, wanted)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"Domain": "a.example"}, "CertificateArn"),
        ({"Domain": "a.example", "CertificateArn": "arn:aws:acm:eu-central-1:1:certificate/x"}, "us-east-1"),
        ({"OcppGateway": "yes", "VpcId": "vpc-1"}, "SubnetIds, PrivateSubnetIds, GatewayImage"),
    ],
)
def test_parameters_that_need_others(asked, words):
    with pytest.raises(Stopped, match=words):
        need_together(asked)


def test_a_stage_needs_none_of_them():
    need_together({"Domain": "", "OcppGateway": "no"})


def test_data_stays_and_the_rest_goes():
    table, role = ("AWS::DynamoDB::Table", "t"), ("AWS::IAM::Role", "r")
    template = {"Resources": {"T": {"DeletionPolicy": "Retain"}, "R": {"DeletionPolicy": "Retain"}, "B": {}}}

    assert staying(template, {"T": table, "R": role, "B": ("AWS::S3::Bucket", "b")}) == {"T": table}


@pytest.mark.parametrize(
    "arguments",
    [
        "--stage Prod",
        "--stage code",
        "--stage a--b",
        "--stage test --with-data",
        "--stage test --keep",
        "--stage test --local --destroy",
        "--stage test --set Domain",
    ],
)
def test_command_lines_that_cannot_be(arguments, capsys):
    with pytest.raises(SystemExit) as over:
        parse(arguments.split())

    assert over.value.code == 2


def test_a_command_line():
    options = parse(["--stage", "blue-2", "--set", "Domain=a.example", "--set", "MailFrom=x=y@z", "--yes"])

    assert options.stack == "plugnexus-blue-2"
    assert options.set == {"Domain": "a.example", "MailFrom": "x=y@z"}


def test_chargers_are_sent_where_the_stage_takes_them():
    outputs = {"RestAPIId": "r1", "WebsocketAPIId": "w1"}

    aws = Doors.of("d1.cloudfront.net")
    emulator = Doors.of_emulator("d1.cloudfront.net", outputs, "http://127.0.0.1:4566", "secret")

    assert aws.charge_point("cp-1") == "wss://d1.cloudfront.net/ocpp/cp-1"
    assert emulator.charge_point("cp-1") == "ws://127.0.0.1:4566/_aws/execute-api/w1/api?id=cp-1"
    assert emulator.site.headers["Host"] == "d1.cloudfront.net"

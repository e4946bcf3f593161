"""Grants, the policies that are made of them, and what the local stack makes of those."""

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from infra.cloud.functions import FUNCTIONS
from infra.cloud.grants import BY_FUNCTION, GATEWAY, KINDS, OCPP, Grants, each
from infra.cloud.roles import gateway_policy, section, statements
from infra.local.permissions import Permission, UnknownRequest, permissions
from infra.local.policies import allows, plain
from infra.local.roles import Roles, acting
from infra.tables import TABLES
from tests.house.grants import SELDOM, needed, unneeded

INDEXES = {table.area: table.index_names for table in TABLES}
TABLE = "arn:aws:dynamodb:eu-central-1:000000000000:table/plugnexus-local-"


def policy(**given):
    return plain(statements(Grants(**given), "local"))


def test_every_function_has_a_role_of_its_own():
    made = section("dev").resources

    assert BY_FUNCTION.keys() == {function.logical_id for function in FUNCTIONS}
    assert made.keys() == {function.role for function in FUNCTIONS}


@pytest.mark.parametrize("function", sorted(BY_FUNCTION))
def test_a_grant_is_of_a_table_that_there_is_and_by_an_index_that_it_has(function):
    for area, words in BY_FUNCTION[function].tables.items():
        assert area in INDEXES
        assert set(words.split()) <= {*KINDS, *INDEXES[area]}


def test_only_who_lets_others_in_reaches_no_connection_of_chargers_or_pages():
    may = {name for name, grants in BY_FUNCTION.items() if grants.connections}

    assert BY_FUNCTION.keys() - may == {"OcppAuthorizer"}


def test_who_hears_pages_sends_nothing_and_writes_nothing_but_what_they_watch():
    live = BY_FUNCTION["LiveWatch"]

    assert live.connections == ("DELETE",)
    assert {area for area, words in live.tables.items() if {*words.split()} - {"reads", "gsi1"}} == {"live"}


def test_who_signs_certificates_is_alone_in_reading_the_authority():
    assert [name for name, grants in BY_FUNCTION.items() if "ocpp-ca" in grants.secrets] == [
        "WebsocketMessage"
    ]


def test_a_policy_names_its_resources():
    for role in section("dev").resources.values():
        (found,) = role["Properties"]["Policies"]
        wide = [each for each in plain(found["PolicyDocument"])["Statement"] if each["Resource"] == "*"]
        actions = {action for each in wide for action in each["Action"]}
        assert actions <= {"xray:PutTraceSegments", "xray:PutTelemetryRecords", "sns:Publish"}


def test_the_gateway_may_what_its_four_functions_may():
    allowed = plain(gateway_policy("local"))["Statement"]

    for name in OCPP:
        for _, alone in each(BY_FUNCTION[name]):
            for statement in plain(statements(alone, "local")):
                for action in statement["Action"]:
                    resources = statement["Resource"]
                    for resource in [resources] if isinstance(resources, str) else resources:
                        context = (("ses:FromAddress", "no-reply@plugnexus.example"),)
                        assert allows(allowed, Permission(action, resource, context))
    assert not GATEWAY.mail


@pytest.mark.parametrize(
    ("grant", "permission", "allowed"),
    [
        ({"tables": {"tokens": "reads"}}, ("dynamodb:GetItem", f"{TABLE}tokens"), True),
        ({"tables": {"tokens": "reads"}}, ("dynamodb:PutItem", f"{TABLE}tokens"), False),
        ({"tables": {"tokens": "reads"}}, ("dynamodb:GetItem", f"{TABLE}accounts"), False),
        ({"tables": {"alarms": "reads"}}, ("dynamodb:Query", f"{TABLE}alarms/index/gsi1"), False),
        ({"tables": {"alarms": "gsi1"}}, ("dynamodb:Query", f"{TABLE}alarms/index/gsi1"), True),
        ({"tables": {"alarms": "gsi1"}}, ("dynamodb:Query", f"{TABLE}alarms"), False),
        ({"texts": True}, ("sns:Publish", "*"), True),
        ({"texts": True}, ("sns:Publish", "arn:aws:sns:eu-central-1:000000000000:alarms"), False),
    ],
)
def test_what_a_policy_says(grant, permission, allowed):
    assert allows(policy(**grant), Permission(*permission)) is allowed


@pytest.mark.parametrize(
    ("sender", "allowed"), [("no-reply@plugnexus.example", True), ("me@evil.example", False)]
)
def test_mail_comes_from_our_address_alone(sender, allowed):
    (asked,) = permissions("sesv2", "SendEmail", {"FromEmailAddress": f"PlugNexus <{sender}>"})

    assert allows(policy(mail=True), asked) is allowed


@pytest.mark.parametrize(("function", "allowed"), [("every-minute", True), ("api-handler", False)])
def test_the_work_of_every_minute_may_have_itself_run_and_nobody_else(function, allowed):
    asked = permissions("lambda", "Invoke", {"FunctionName": f"plugnexus-local-{function}"})

    for name, grants in BY_FUNCTION.items():
        its_policy = plain(statements(grants, "local"))
        assert all(allows(its_policy, one) for one in asked) is (allowed and name == "EveryMinute")


def test_a_transaction_needs_what_its_parts_need():
    items = [
        {part: {"TableName": "plugnexus-local-x"}} for part in ("Put", "Update", "Delete", "ConditionCheck")
    ]

    found = permissions("dynamodb", "TransactWriteItems", {"TransactItems": items})

    assert [permission.action.partition(":")[2] for permission in found] == [
        "PutItem",
        "UpdateItem",
        "DeleteItem",
        "ConditionCheckItem",
    ]


def test_a_service_that_nobody_told_of_is_refused():
    with pytest.raises(UnknownRequest):
        permissions("sqs", "SendMessage", {})


def test_a_request_without_leave_is_not_sent_and_one_with_leave_is_kept(tmp_path):
    roles = Roles(("OcppAuthorizer", "WebsocketMessage"), tmp_path)
    keys = {"aws_access_key_id": "any", "aws_secret_access_key": "any"}
    client = boto3.client("dynamodb", region_name="eu-central-1", endpoint_url="http://127.0.0.1:1", **keys)
    client.meta.events.register("before-parameter-build", roles.check)
    asked = {"TableName": "plugnexus-local-sessions", "Key": {"pk": {"S": "-"}, "sk": {"S": "-"}}}

    with Stubber(client) as sent:
        sent.add_response("get_item", {}, asked)
        with acting("OcppAuthorizer"), pytest.raises(ClientError) as refused:
            client.get_item(**asked)
        with acting("WebsocketMessage"):
            client.get_item(**asked)
        sent.assert_no_pending_responses()

    assert refused.value.response["Error"]["Code"] == "AccessDeniedException"
    assert {name: {p.action for p in found} for name, found in needed(tmp_path).items()} == {
        "OcppAuthorizer": {"dynamodb:GetItem"},
        "WebsocketMessage": {"dynamodb:GetItem"},
    }


def test_a_grant_that_nobody_needed_is_found():
    function = "WebsocketDisconnect"
    granted = "charge_points: writes"
    used = Permission("dynamodb:UpdateItem", f"{TABLE}charge_points")

    assert f"{function}, {granted}" in unneeded({})
    assert f"{function}, {granted}" not in unneeded({function: {used}})


def test_what_is_seldom_needed_is_granted():
    granted = {(name, words) for name, grants in BY_FUNCTION.items() for words, _ in each(grants)}
    seldom = [
        (name, words) for given in SELDOM.values() for name, grants in given.items() for words in grants
    ]

    assert set(seldom) <= granted
    assert len(set(seldom)) == len(seldom)

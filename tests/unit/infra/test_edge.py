"""What CloudFront, the firewall before the API and the client's bucket are told."""

import json
import re

import pytest

from chalicelib.kernel.front_door import SECRET_HEADER, VIEWER_HEADER
from infra.cloud import budgets, client_bucket, domain, edge, firewall, http_api
from infra.cloud.edge_policies import ALL_BUT_HOST, NEVER_KEPT
from infra.cloud.headers import cache_control, client_headers, content_security_policy
from infra.cloud.names import DISTRIBUTION, files_bucket

STAGE = "test"


@pytest.fixture(scope="module")
def made():
    return edge.section(STAGE).resources


@pytest.fixture(scope="module")
def config(made):
    return made[DISTRIBUTION]["Properties"]["DistributionConfig"]


def behaviour(config, path):
    """As CloudFront picks it: the first pattern that fits, or else the default (`*` is any characters)."""
    for candidate in config["CacheBehaviors"]:
        if re.fullmatch(re.escape(candidate["PathPattern"]).replace(r"\*", ".*"), path):
            return candidate
    return config["DefaultCacheBehavior"]


@pytest.mark.parametrize(
    ("path", "origin", "by_function"),
    [
        pytest.param("/", edge.CLIENT, True, id="the page"),
        pytest.param("/stations/1", edge.CLIENT, True, id="an address of the client's"),
        pytest.param("/assets/index-1.js", edge.CLIENT, False, id="a file that lasts"),
        pytest.param("/v1/me", edge.API, True, id="the API"),
        pytest.param("/ocpp/CP1", edge.OCPP, True, id="a charger"),
        pytest.param("/ocpp/CP1/CP1", edge.OCPP, True, id="a charger that appends its id"),
        pytest.param("/ocpp", edge.OCPP, True, id="a charger that names itself by its user name alone"),
    ],
)
def test_what_goes_where(config, path, origin, by_function):
    found = behaviour(config, path)

    assert found["TargetOriginId"] == origin
    assert ("FunctionAssociations" in found) == by_function


@pytest.mark.parametrize("path", ["/v1/me", "/ocpp", "/ocpp/CP1"])
def test_answers_of_the_apis_are_never_kept_and_passwords_never_come_in_clear(config, path):
    found = behaviour(config, path)

    assert found["CachePolicyId"] == NEVER_KEPT
    assert found["OriginRequestPolicyId"] == ALL_BUT_HOST
    assert found["ViewerProtocolPolicy"] == "https-only"


def test_a_missing_resource_of_the_api_stays_a_404(config):
    """Error pages are for a whole distribution: the function gives the client's addresses their page."""
    assert "CustomErrorResponses" not in config
    assert "DefaultRootObject" not in config


def test_the_apis_alone_are_told_the_secret_and_by_tls(config):
    bucket, *apis = config["Origins"]

    assert "OriginCustomHeaders" not in bucket
    for api in apis:
        ((name, value),) = [header.values() for header in api["OriginCustomHeaders"]]
        assert name == SECRET_HEADER
        assert value["Fn::Sub"].startswith("{{resolve:secretsmanager:${EdgeSecret}:SecretString:")
        assert api["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"


def test_no_circle_is_closed_by_what_cloudfront_refers_to(made):
    """The functions, and what tells them of it, know its domain name; the bucket of files does too."""
    told = json.dumps(made)

    assert "FilesBucket" not in told
    assert not re.search(r"APIHandler|EveryMinute|Websocket(Connect|Message|Disconnect)|OcppAuthorizer", told)


def test_a_browser_hears_of_a_file_what_the_local_door_says(made):
    policy = made["ClientHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]
    security = policy["SecurityHeadersConfig"]
    told = {item["Header"]: item["Value"] for item in policy["CustomHeadersConfig"]["Items"]} | {
        "Content-Security-Policy": security["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"],
        "X-Content-Type-Options": "nosniff" if security["ContentTypeOptions"] else "",
        "X-Frame-Options": security["FrameOptions"]["FrameOption"],
        "Referrer-Policy": security["ReferrerPolicy"]["ReferrerPolicy"],
    }

    assert told == client_headers(told["Content-Security-Policy"])
    assert security["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 31_536_000


def test_files_are_given_to_our_bucket_and_maps_come_from_whom_the_owner_names(made):
    policy = made["ClientHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    told = policy["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]

    asked = re.search(r"connect-src ([^;]*)", told)
    assert asked
    assert asked[1].split() == [
        "'self'",
        f"https://{files_bucket(STAGE)}.s3.${{AWS::Region}}.${{AWS::URLSuffix}}",
        f"https://{files_bucket(STAGE)}.s3.${{AWS::URLSuffix}}",
        "${MapSources}",
    ]


def test_nothing_inline_runs_and_nobody_frames_the_client():
    policy = content_security_policy([], [])

    assert "unsafe" not in policy
    for rule in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert rule in policy.split("; ")


@pytest.mark.parametrize(
    ("given", "fits"),
    [
        ("", True),
        ("https://tiles.example.org", True),
        ("https://*.example.org https://fonts.example.org:8443", True),
        ("https://tiles.example.org; script-src *", False),
        ("*", False),
        ("http://tiles.example.org", False),
        ("https://x 'unsafe-inline'", False),
    ],
)
def test_sources_of_maps_are_hosts_and_nothing_else_of_a_policy(given, fits):
    pattern = edge.section(STAGE).parameters["MapSources"]["AllowedPattern"]

    assert bool(re.fullmatch(pattern, given)) == fits


def test_files_that_change_their_name_last_and_others_are_asked_for():
    assert "immutable" in cache_control("/assets/index-1a2b.js")
    assert {cache_control(path) for path in ("/index.html", "/sw.js", "/config.json")} == {"no-cache"}


def test_the_client_is_read_by_our_distribution_alone():
    (_, allowed) = client_bucket.section(STAGE).resources["ClientBucketPolicy"]["Properties"][
        "PolicyDocument"
    ]["Statement"]

    assert allowed["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert f"distribution/${{{DISTRIBUTION}}}" in json.dumps(allowed["Condition"])
    assert set(allowed["Action"]) == {"s3:GetObject", "s3:ListBucket"}


def test_no_bucket_is_public_or_heard_in_clear():
    made = client_bucket.section(STAGE).resources

    for bucket in ("ClientBucket", "LogsBucket"):
        assert all(made[bucket]["Properties"]["PublicAccessBlockConfiguration"].values())
        in_clear = made[f"{bucket}Policy"]["Properties"]["PolicyDocument"]["Statement"][0]
        assert (in_clear["Effect"], in_clear["Principal"]) == ("Deny", "*")
    (rule,) = made["LogsBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    assert rule["ExpirationInDays"] == {"Ref": "LogDays"}


def test_addresses_that_are_secrets_are_in_no_log_unless_asked_for(config):
    """Feeds and invitations are found by their paths; API Gateway's log has routes only."""
    asked_for, kept, otherwise = config["Logging"]["Fn::If"]
    made = edge.section(STAGE)

    assert made.conditions[asked_for] == {"Fn::Equals": [{"Ref": "CloudFrontLogs"}, "yes"]}
    assert made.parameters["CloudFrontLogs"]["Default"] == "no"
    assert kept["IncludeCookies"] is False
    assert otherwise == {"Ref": "AWS::NoValue"}
    assert not re.search(r"\$context\.(path|requestOverride|queryString)", http_api.ACCESS)


def test_the_firewall_counts_by_the_address_that_the_function_tells():
    rate, *managed = firewall.section(STAGE).resources["Firewall"]["Properties"]["Rules"]

    limit = rate["Statement"]["RateBasedStatement"]
    assert (limit["AggregateKeyType"], limit["ForwardedIPConfig"]["HeaderName"]) == (
        "FORWARDED_IP",
        VIEWER_HEADER,
    )
    assert [rule["Priority"] for rule in managed] == [1, 2]


def test_without_a_domain_there_are_neither_aliases_nor_records():
    no_value = {"Ref": "AWS::NoValue"}
    records = domain.section(STAGE).resources.values()

    assert domain.aliases()["Fn::If"][2] == no_value
    assert domain.certificate()["Fn::If"][2] == {"CloudFrontDefaultCertificate": True}
    assert {record["Condition"] for record in records} == {"HasZone"}


def test_a_budget_is_told_of_before_it_is_spent():
    made = budgets.section(STAGE).resources["MonthlyBudget"]["Properties"]
    told = [one["Notification"] for one in made["NotificationsWithSubscribers"]]

    assert [(one["NotificationType"], one["Threshold"]) for one in told] == [
        ("ACTUAL", 80),
        ("FORECASTED", 100),
    ]

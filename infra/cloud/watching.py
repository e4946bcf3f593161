"""Who looks: alarms, each with lines in docs/operations.md, the topic that tells of them, and a dashboard.

An alarm is for somebody to act on. What only tells how things go is on the dashboard.
"""

from dataclasses import dataclass
from typing import Any

from chalicelib.metrics import NAMESPACE, Metric
from infra.cloud.dashboard import dashboard
from infra.cloud.domain import given
from infra.cloud.functions import FAILURES, FUNCTIONS
from infra.cloud.gateway_network import WITH_GATEWAY
from infra.cloud.names import named
from infra.cloud.section import Named, Section

TOPIC, HAS_ALARM_MAIL = "AlarmTopic", "HasAlarmMail"
RUNBOOK = "docs/operations.md"
MINUTE, MINUTES_5 = 60, 300
NEAR = 0.8
"""Of the time that a function has."""
DENYING = "OcppAuthorizer"
"""Refuses by an exception, as API Gateway asks it to: its errors are no faults."""


@dataclass(frozen=True)
class Alarm:
    """One that begins when `value` has been at least `at_least` for `times` periods of `period` seconds."""

    name: str
    says: str
    value: list[Named]
    """Metrics and expressions; the last is the one that is looked at."""
    at_least: float = 1
    period: int = MINUTES_5
    times: int = 1
    silence: str = "notBreaching"
    """What having no value counts as."""
    condition: str | None = None

    @property
    def anchor(self) -> str:
        """Its section in the runbook."""
        return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in self.name)[1:]


def alarms(stage: str) -> tuple[Alarm, ...]:
    """Each by what somebody must do."""
    own = {"stage": stage}
    api = {"ApiName": f"plugnexus-{stage}", "Stage": "api"}
    socket = {"ApiId": {"Ref": "WebsocketAPI"}, "Stage": {"Ref": "WebsocketAPIStage"}}
    queue = {"QueueName": {"Fn::GetAtt": [FAILURES, "QueueName"]}}
    targets = {
        "TargetGroup": {"Fn::GetAtt": ["GatewayTargets", "TargetGroupFullName"]},
        "LoadBalancer": {"Fn::GetAtt": ["GatewayBalancer", "LoadBalancerFullName"]},
    }
    sure = [each for each in FUNCTIONS if each.logical_id != DENYING]
    return (
        Alarm("FunctionErrors", "A function failed, where none should.", _of_functions(sure, "Errors", "+")),
        Alarm(
            "FunctionThrottles", "Lambda runs no more at once.", _of_functions(FUNCTIONS, "Throttles", "+")
        ),
        Alarm("FunctionSlow", "A function nearly ran out of time.", _shares_of_time(), at_least=NEAR),
        Alarm("ApiErrors", "The HTTP API answers 5xx.", [_metric("AWS/ApiGateway", "5XXError", api)], 5),
        Alarm("OcppErrors", "The WebSocket API fails.", _either("AWS/ApiGateway", socket), 5),
        Alarm(
            "MessagesFailed",
            "Chargers hear InternalError.",
            [_metric(NAMESPACE, Metric.MESSAGES_FAILED, own)],
            5,
        ),
        Alarm(
            "EveryMinuteSilent",
            "What is due is not worked off.",
            [_metric("AWS/Lambda", "Invocations", {"FunctionName": named(stage, "every-minute")}, MINUTE)],
            period=MINUTE,
            times=5,
            silence="breaching",
        ),
        Alarm(
            "EveryMinuteFailures",
            "A minute's work failed as a whole.",
            [_metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", queue, statistic="Maximum")],
        ),
        Alarm(
            "JobsFailed", "Part of a minute's work fails.", [_metric(NAMESPACE, Metric.JOBS_FAILED, own)], 3
        ),
        Alarm("NoticesOverdue", "People are not told.", [_metric(NAMESPACE, Metric.NOTICES_OVERDUE, own)]),
        Alarm("StorageThrottled", "DynamoDB takes no more.", [_of_tables("ThrottledRequests")], 10),
        Alarm("StorageErrors", "DynamoDB fails.", [_of_tables("SystemErrors")], 10),
        Alarm(
            "GatewayUnhealthy",
            "A task of the gateway does not answer.",
            [_metric("AWS/NetworkELB", "UnHealthyHostCount", targets, MINUTE, "Maximum")],
            period=MINUTE,
            times=5,
            condition=WITH_GATEWAY,
        ),
    )


def section(stage: str) -> Section:
    """Of this stage. Without `AlarmMail` alarms show in CloudWatch alone."""
    return Section(
        parameters={
            "AlarmMail": {
                "Type": "String",
                "Default": "",
                "Description": "Who is told of alarms; SNS asks them to confirm first.",
            }
        },
        conditions={HAS_ALARM_MAIL: given("AlarmMail")},
        resources={
            TOPIC: {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": named(stage, "alarms")}},
            "AlarmMailSubscription": {
                "Type": "AWS::SNS::Subscription",
                "Condition": HAS_ALARM_MAIL,
                "Properties": {
                    "TopicArn": {"Ref": TOPIC},
                    "Protocol": "email",
                    "Endpoint": {"Ref": "AlarmMail"},
                },
            },
            "Dashboard": {
                "Type": "AWS::CloudWatch::Dashboard",
                "Properties": {"DashboardName": named(stage, "overview"), "DashboardBody": dashboard(stage)},
            },
            **{f"{alarm.name}Alarm": _resource(alarm, stage) for alarm in alarms(stage)},
        },
    )


def _resource(alarm: Alarm, stage: str) -> Named:
    made: Named = {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "AlarmName": named(stage, alarm.anchor),
            "AlarmDescription": f"{alarm.says} What to do: {RUNBOOK}#{alarm.anchor}",
            "AlarmActions": [{"Ref": TOPIC}],
            "OKActions": [{"Ref": TOPIC}],
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "Threshold": alarm.at_least,
            "EvaluationPeriods": alarm.times,
            "TreatMissingData": alarm.silence,
            **_looked_at(alarm.value),
        },
    }
    if alarm.silence == "breaching":  # less than one
        made["Properties"] |= {"ComparisonOperator": "LessThanThreshold"}
    return made | ({"Condition": alarm.condition} if alarm.condition else {})


def _looked_at(value: list[Named]) -> Named:
    """One metric by itself, or what an expression makes of several."""
    first = value[0].get("MetricStat")
    if len(value) == 1 and first:
        return {**first["Metric"], "Period": first["Period"], "Statistic": first["Stat"]}
    return {
        "Metrics": [
            {**each, "Id": f"m{number}", "ReturnData": number == len(value)}
            for number, each in enumerate(value, 1)
        ]
    }


def _metric(
    space: str, name: str, dimensions: Named, period: int = MINUTES_5, statistic: str = "Sum"
) -> Named:
    told = [{"Name": key, "Value": value} for key, value in dimensions.items()]
    metric: Named = {"Namespace": space, "MetricName": str(name), "Dimensions": told}
    return {"MetricStat": {"Metric": metric, "Period": period, "Stat": statistic}}


def _of_function(logical_id: str, name: str, statistic: str = "Sum") -> Named:
    return _metric("AWS/Lambda", name, {"FunctionName": {"Ref": logical_id}}, MINUTES_5, statistic)


def _of_functions(functions: Any, name: str, sign: str) -> list[Named]:
    found = [_of_function(each.logical_id, name) for each in functions]
    filled = (f"FILL(m{number}, 0)" for number in range(1, len(found) + 1))
    return [*found, {"Expression": f" {sign} ".join(filled)}]


def _shares_of_time() -> list[Named]:
    """The longest that each took, as a part of the time it has: the most of these."""
    found = [_of_function(each.logical_id, "Duration", "Maximum") for each in FUNCTIONS]
    shares = (f"FILL(m{number}, 0) / {each.timeout * 1000}" for number, each in enumerate(FUNCTIONS, 1))
    return [*found, {"Expression": f"MAX([{', '.join(shares)}])"}]


def _either(space: str, dimensions: Named) -> list[Named]:
    found = [_metric(space, name, dimensions) for name in ("IntegrationError", "ExecutionError")]
    return [*found, {"Expression": "FILL(m1, 0) + FILL(m2, 0)"}]


def _of_tables(name: str) -> Named:
    """Of all tables of the region: an alarm may name ten metrics, and there are more tables."""
    query = f'SELECT SUM({name}) FROM SCHEMA("AWS/DynamoDB", TableName, Operation)'  # noqa: S608 - of metrics
    return {"Expression": query, "Period": MINUTES_5}

"""How things go, on one page of CloudWatch: people, chargers, functions, tables."""

import json

from chalicelib.metrics import NAMESPACE, Metric
from infra.cloud.functions import FUNCTIONS
from infra.cloud.names import named
from infra.cloud.section import Named

WIDE, HIGH, ROW = 8, 6, 24
"""Of a widget, in units of a page that is 24 wide."""


def dashboard(stage: str) -> Named:
    """Its body. Names of functions and stages are known; the WebSocket API's id is filled in."""

    def own(*names: Metric) -> list[list[str]]:
        return [[NAMESPACE, str(name), "stage", stage] for name in names]

    def by(name: Metric, kind: str) -> list[list[Named]]:
        where = f'{{{NAMESPACE},stage,{kind}}} MetricName="{name}" stage="{stage}"'
        return [[{"expression": f"SEARCH('{where}', 'Sum', 300)"}]]

    def of_functions(name: str) -> list[list[str]]:
        return [["AWS/Lambda", name, "FunctionName", named(stage, each.word)] for each in FUNCTIONS]

    api = ["ApiName", f"plugnexus-{stage}", "Stage", "api"]
    there = [
        [
            {
                "expression": "RUNNING_SUM(FILL(c, 0)) - RUNNING_SUM(FILL(d, 0))",
                "label": "more than at the start",
            }
        ],
        [NAMESPACE, str(Metric.CHARGERS_CONNECTED), "stage", stage, {"id": "c"}],
        [NAMESPACE, str(Metric.CHARGERS_DISCONNECTED), "stage", stage, {"id": "d"}],
    ]
    table = "SEARCH('{{AWS/DynamoDB,TableName{}}} MetricName=\"{}\" \"plugnexus-{}\"', '{}', 300)"
    widgets: list[tuple[str, list[list[object]] | object, str]] = [
        ("Bookings", own(Metric.BOOKINGS_MADE, Metric.CONFLICTS), "Sum"),
        ("Refusals by rule", by(Metric.REFUSALS, "code"), "Sum"),
        ("Visits", own(Metric.SESSIONS_BEGUN, Metric.SESSIONS_ENDED), "Sum"),
        ("Energy, kWh", own(Metric.ENERGY_KWH), "Sum"),
        ("Money", by(Metric.MONEY, "currency"), "Sum"),
        ("Notices", own(Metric.NOTICES_SENT, Metric.NOTICES_OVERDUE), "Sum"),
        ("Messages of chargers", by(Metric.MESSAGES, "action"), "Sum"),
        ("Chargers connected", there, "Sum"),
        ("Failures", own(Metric.ERRORS, Metric.MESSAGES_FAILED, Metric.JOBS_FAILED), "Sum"),
        ("HTTP API", [["AWS/ApiGateway", name, *api] for name in ("Count", "4XXError", "5XXError")], "Sum"),
        ("HTTP API, ms", [["AWS/ApiGateway", "Latency", *api]], "p95"),
        ("Functions, ms", of_functions("Duration"), "p95"),
        ("Functions at once", of_functions("ConcurrentExecutions"), "Maximum"),
        (
            "Tables, ms",
            [[{"expression": table.format(",Operation", "SuccessfulRequestLatency", stage, "p95")}]],
            "p95",
        ),
        (
            "Tables, write units",
            [[{"expression": table.format("", "ConsumedWriteCapacityUnits", stage, "Sum")}]],
            "Sum",
        ),
    ]
    placed = [
        {
            "type": "metric",
            "x": number * WIDE % ROW,
            "y": number * WIDE // ROW * HIGH,
            "width": WIDE,
            "height": HIGH,
            "properties": {
                "title": title,
                "metrics": metrics,
                "stat": statistic,
                "period": 300,
                "region": "${AWS::Region}",
            },
        }
        for number, (title, metrics, statistic) in enumerate(widgets)
    ]
    return {"Fn::Sub": json.dumps({"widgets": placed}, separators=(",", ":"))}

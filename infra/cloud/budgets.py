"""A word before the bill: what the account spends in a month, against what its owner expects."""

from typing import Any

from infra.cloud.domain import given
from infra.cloud.names import named
from infra.cloud.section import Section

SPENT, FORECAST = 80, 100
"""Percent of the budget: spent already, and by the month's end if it goes on so."""


def section(stage: str) -> Section:
    """One budget of the whole account: costs know no stage, unless somebody activates tags for them."""
    return Section(
        parameters={
            "MonthlyBudgetUsd": {
                "Type": "Number",
                "Default": 0,
                "MinValue": 0,
                "Description": "What the account may cost in a month, in US dollars; 0: nobody watches.",
            }
        },
        conditions={
            "HasBudget": {
                "Fn::And": [
                    {"Fn::Not": [{"Fn::Equals": [{"Ref": "MonthlyBudgetUsd"}, "0"]}]},
                    given("AlarmMail"),
                ]
            }
        },
        resources={
            "MonthlyBudget": {
                "Type": "AWS::Budgets::Budget",
                "Condition": "HasBudget",
                "Properties": {
                    "Budget": {
                        "BudgetName": named(stage, "month"),
                        "BudgetType": "COST",
                        "TimeUnit": "MONTHLY",
                        "BudgetLimit": {"Amount": {"Ref": "MonthlyBudgetUsd"}, "Unit": "USD"},
                    },
                    "NotificationsWithSubscribers": [_told("ACTUAL", SPENT), _told("FORECASTED", FORECAST)],
                },
            }
        },
    )


def _told(kind: str, percent: int) -> dict[str, Any]:
    return {
        "Notification": {
            "NotificationType": kind,
            "ComparisonOperator": "GREATER_THAN",
            "Threshold": percent,
            "ThresholdType": "PERCENTAGE",
        },
        "Subscribers": [{"SubscriptionType": "EMAIL", "Address": {"Ref": "AlarmMail"}}],
    }

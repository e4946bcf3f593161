"""The one list of DynamoDB tables: what the cloud gets by CloudFormation and the local stack by API calls.

Every table has the keys `pk` and `sk`, the indexes named here (`gsi1` with `gsi1pk` and `gsi1sk`, ...; all
attributes projected), and `expires` as its time to live.
"""

from dataclasses import dataclass
from typing import Any

TIME_TO_LIVE = {"AttributeName": "expires", "Enabled": True}


@dataclass(frozen=True)
class Table:
    """The table of one area of the product, and how many generic indexes its questions need."""

    area: str
    indexes: int = 0
    is_restorable: bool = True
    """Whether it has point-in-time recovery: a log that expires, and by which nothing is decided, has not."""

    @property
    def logical_id(self) -> str:
        """Its name inside the CloudFormation template."""
        return "".join(word.capitalize() for word in self.area.split("_")) + "Table"

    @property
    def index_names(self) -> tuple[str, ...]:
        """`gsi1`, `gsi2`, ..."""
        return tuple(f"gsi{number}" for number in range(1, self.indexes + 1))

    def definition(self, prefix: str) -> dict[str, Any]:
        """What DynamoDB's CreateTable and CloudFormation's AWS::DynamoDB::Table have in common."""
        keys = [_key("pk", "sk"), *(_key(f"{name}pk", f"{name}sk") for name in self.index_names)]
        attributes = [attribute["AttributeName"] for key in keys for attribute in key]
        definition: dict[str, Any] = {
            "TableName": prefix + self.area,
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in attributes],
            "KeySchema": keys[0],
        }
        if self.indexes:
            definition["GlobalSecondaryIndexes"] = [
                {"IndexName": name, "KeySchema": key, "Projection": {"ProjectionType": "ALL"}}
                for name, key in zip(self.index_names, keys[1:], strict=True)
            ]
        return definition


TABLES = (
    Table("accounts"),
    Table("networks", indexes=2),
    Table("stations", indexes=2),
    Table("tokens"),
    Table("charge_points", indexes=1),
    Table("variables"),
    Table("local_lists"),
    Table("charging_profiles"),
    Table("bookings", indexes=3),
    Table("sessions", indexes=3),
    Table("notices", indexes=1),
    Table("feeds"),
    Table("reports"),
    Table("waitlist", indexes=2),
    Table("uptime"),
    Table("alarms", indexes=1),
    Table("diagnostics"),
    Table("firmware"),
    Table("certificates", indexes=2),
    Table("rollouts", indexes=2),
    Table("idempotency"),
    Table("message_log", is_restorable=False),
    Table("live", is_restorable=False),
)


def cloudformation(prefix: str) -> dict[str, dict[str, Any]]:
    """The `Resources` of a template: the tables, on demand, encrypted, hard to delete, most restorable."""
    return {
        table.logical_id: {
            "Type": "AWS::DynamoDB::Table",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {
                **table.definition(prefix),
                "TimeToLiveSpecification": TIME_TO_LIVE,
                "SSESpecification": {"SSEEnabled": True},
                "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": table.is_restorable},
                "DeletionProtectionEnabled": True,
            },
        }
        for table in TABLES
    }


class TablesChanged(Exception):
    """A table of that name exists, made from an older definition."""


def create(client: Any, prefix: str) -> None:
    """The same tables by a boto3 DynamoDB client; those that exist stay. Raises TablesChanged."""
    existing = set(client.list_tables()["TableNames"])
    for table in TABLES:
        name = prefix + table.area
        if name not in existing:
            client.create_table(**table.definition(prefix))
            client.update_time_to_live(TableName=name, TimeToLiveSpecification=TIME_TO_LIVE)
        elif _index_names(client, name) != set(table.index_names):
            raise TablesChanged(name)


def _index_names(client: Any, name: str) -> set[str]:
    indexes = client.describe_table(TableName=name)["Table"].get("GlobalSecondaryIndexes", [])
    return {index["IndexName"] for index in indexes}


def _key(hash_key: str, range_key: str) -> list[dict[str, str]]:
    return [
        {"AttributeName": hash_key, "KeyType": "HASH"},
        {"AttributeName": range_key, "KeyType": "RANGE"},
    ]

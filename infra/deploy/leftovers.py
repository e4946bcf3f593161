"""What stands in the way of a stage's new stack, though the last one has been taken down."""

from collections.abc import Mapping
from typing import Any

LOG_GROUP = "AWS::Logs::LogGroup"


def log_groups(template: Mapping[str, Any]) -> list[str]:
    """Names of those that the template makes. Pure."""
    made = (one["Properties"] for one in template["Resources"].values() if one["Type"] == LOG_GROUP)
    return sorted(found["LogGroupName"] for found in made if isinstance(found.get("LogGroupName"), str))


def delete_log_groups(logs: Any, template: Mapping[str, Any]) -> list[str]:
    """Those that a function's last lines brought back when their stack had gone; the names of those found."""
    found = []
    for name in log_groups(template):
        try:
            logs.delete_log_group(logGroupName=name)
        except logs.exceptions.ResourceNotFoundException:
            continue
        found.append(name)
    return found

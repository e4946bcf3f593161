"""What a change set would do, in words. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

DATA = frozenset({"AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::SecretsManager::Secret"})
"""Types that keep what nobody can make again."""
ADDED_SHOWN = 12
"""More than these are told by type."""


@dataclass(frozen=True)
class Change:
    """One resource of a change set."""

    action: str
    """Add, Modify, Remove, Import, Dynamic."""
    logical_id: str
    kind: str
    """AWS::DynamoDB::Table and the like."""
    replacement: str = "False"
    """True, Conditional, False."""
    properties: tuple[str, ...] = ()
    """That change."""
    policy: str = ""
    """What becomes of what goes: Delete, Retain, ReplaceAndDelete, ..."""

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Change":
        """From a ResourceChange of CloudFormation's DescribeChangeSet."""
        targets = [detail.get("Target", {}) for detail in told.get("Details", [])]
        names = {str(t.get("Name") or t.get("Attribute")) for t in targets if t}
        return cls(
            told["Action"],
            told["LogicalResourceId"],
            told["ResourceType"],
            told.get("Replacement", "False"),
            tuple(sorted(names - {"None"})),
            told.get("PolicyAction", ""),
        )

    @property
    def is_replaced(self) -> bool:
        """Made anew, surely or perhaps, in the place of what is there."""
        return self.action == "Modify" and self.replacement in {"True", "Conditional"}

    @property
    def endangers_data(self) -> bool:
        """What the product knows could be out of its reach afterwards."""
        return self.kind in DATA and (self.is_replaced or self.action == "Remove")


def told(changes: Sequence[Change]) -> list[str]:
    """Lines to read before saying yes: what comes, changes, is replaced, goes; warnings last."""
    lines = _added([change for change in changes if change.action == "Add"])
    lines += [
        f"  taken up   {change.logical_id} ({_short(change.kind)}), which is there already"
        for change in _by_name(changes)
        if change.action == "Import"
    ]
    for change in _by_name(changes):
        if change.is_replaced:
            perhaps = " perhaps" if change.replacement == "Conditional" else ""
            lines.append(f"  replaced{perhaps}   {_one(change)}")
    lines += [
        f"  changed    {_one(change)}"
        for change in _by_name(changes)
        if change.action in {"Modify", "Dynamic"} and not change.is_replaced
    ]
    lines += [f"  removed    {_one(change)}" for change in _by_name(changes) if change.action == "Remove"]
    return lines + [_warning(change) for change in _by_name(changes) if change.endangers_data]


def _added(added: Sequence[Change]) -> list[str]:
    if len(added) <= ADDED_SHOWN:
        return [f"  added      {change.logical_id} ({_short(change.kind)})" for change in _by_name(added)]
    kinds = Counter(_short(change.kind) for change in added)
    return [f"  added      {count:3} {kind}" for kind, count in sorted(kinds.items())]


def _warning(change: Change) -> str:
    stays = change.policy in {"", "Retain", "ReplaceAndRetain", "ReplaceAndSnapshot"}
    verb = "may be replaced" if change.replacement == "Conditional" else "is replaced"
    after = "what it has stays in the account, but PlugNexus begins with an empty one"
    if change.action == "Remove":
        verb = "is removed"
        after = "what it has stays in the account, but PlugNexus no longer uses it"
    if not stays:
        after = "WHAT IT HAS IS DELETED"
    return f"  WARNING    {change.logical_id} ({_short(change.kind)}) {verb}: {after}."


def _one(change: Change) -> str:
    what = f": {', '.join(change.properties)}" if change.properties else ""
    return f"{change.logical_id} ({_short(change.kind)}){what}"


def _short(kind: str) -> str:
    return kind.removeprefix("AWS::").replace("::", " ")


def _by_name(changes: Sequence[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: change.logical_id)

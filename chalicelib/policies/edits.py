"""What is said after somebody said something else."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.kernel.errors import Invalid
from chalicelib.policies.faults import Fault
from chalicelib.policies.rules import Override, Policy
from chalicelib.policies.written import written_override

LARGEST = 16_000
"""Bytes of what a network, a station or a charger says, as JSON."""


@dataclass(frozen=True)
class PolicyEdit:
    """What changes: rules that are said, and rules that go back to what is inherited.

    `said["classes"]` has the classes that change, each whole; None: of that class nothing is said any more.
    """

    said: Override = field(default_factory=dict)
    unset: frozenset[str] = frozenset()


def said_after(said: Override, edit: PolicyEdit) -> dict[str, Any]:
    """What is said after `edit`. A class of which nothing is said is no longer among the classes."""
    after = {name: rule for name, rule in said.items() if name not in edit.unset} | dict(edit.said)
    classes: Mapping[str, Override | None] = edit.said.get("classes", {})
    if "classes" not in edit.unset:
        classes = {**said.get("classes", {}), **classes}
    after["classes"] = {name: rules for name, rules in classes.items() if rules}
    if not after["classes"]:
        del after["classes"]
    return after


def edited(policy: Policy, said: Override) -> Policy:
    """The policy after what is said changes."""
    return Policy(**said_after(vars(policy), PolicyEdit(said)))


def check(faults: Iterable[Fault], under: str = "") -> None:
    """Raises Invalid("invalid_request") with every fault, its field told with `under` before it."""
    errors = [vars(fault) | {"field": f"{under}{fault.field}"} for fault in faults]
    if errors:
        raise Invalid("invalid_request", "Some of what was sent cannot be used.", errors=errors)


def size(said: Override) -> int:
    """Bytes that it takes as JSON."""
    return len(json.dumps(written_override(said)))


def check_size(said: Override) -> None:
    """Raises Invalid("policy_too_large") above LARGEST."""
    if size(said) > LARGEST:
        raise Invalid("policy_too_large", f"What is said in one place has at most {LARGEST} bytes as JSON.")

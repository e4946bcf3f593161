"""How a policy came to be what it is: who changed which of its rules, where and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from chalicelib.policies.written import Json


class Scope(StrEnum):
    """Where a rule is said."""

    NETWORK = "network"
    STATION = "station"
    CHARGER = "charger"


@dataclass(frozen=True)
class Place:
    """A network, a station or a charger, by what it was called at the time."""

    network_id: str
    station_id: str | None = None
    station_name: str | None = None
    charger_id: str | None = None
    charger_name: str | None = None

    @property
    def scope(self) -> Scope:
        """Which of the three it is."""
        if self.charger_id is not None:
            return Scope.CHARGER
        return Scope.NETWORK if self.station_id is None else Scope.STATION


@dataclass(frozen=True)
class RuleChange:
    """One rule before and after, as JSON; what was, or is, not said there, is inherited and told as None."""

    rule: str
    """Named as in the API."""
    before: Any
    after: Any
    said_before: bool
    said_after: bool
    member_class: str | None = None
    """The class for which it changed; None: for all of which nothing else is said."""


@dataclass(frozen=True)
class PolicyChange:
    """All that somebody, an account named by its id, changed at once in one place."""

    change_id: str
    place: Place
    by: str
    at: datetime
    rules: tuple[RuleChange, ...]


def rule_changes(before: Json, after: Json) -> tuple[RuleChange, ...]:
    """What differs between two sayings, both as they are written; first what holds for all."""
    return (*_own_changes(before, after, None), *_class_changes(before, after))


def _class_changes(before: Json, after: Json) -> Iterator[RuleChange]:
    classes_before: Mapping[str, Json] = before.get("classes", {})
    classes_after: Mapping[str, Json] = after.get("classes", {})
    for name in sorted(classes_before.keys() | classes_after.keys()):
        yield from _own_changes(classes_before.get(name, {}), classes_after.get(name, {}), name)


def _own_changes(before: Json, after: Json, member_class: str | None) -> Iterator[RuleChange]:
    for rule in dict.fromkeys((*before, *after)):
        is_same = (rule in before) == (rule in after) and before.get(rule) == after.get(rule)
        if rule != "classes" and not is_same:
            yield RuleChange(
                rule, before.get(rule), after.get(rule), rule in before, rule in after, member_class
            )

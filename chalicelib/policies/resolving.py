"""Which of a network's, a station's and a charger's rules hold where, and for whom."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib.policies.rules import Override, Policy


def at_place(network: Policy, *places: Override) -> Policy:
    """The network's policy with what its station, then its charger say instead.

    What is said of a class adds up in the same way: nearer wins, and what a class is told beats what all are.
    """
    policy = network
    for said in places:
        own = {name: value for name, value in said.items() if name != "classes"}
        policy = replace(policy, **own, classes=_merged(policy.classes, said.get("classes", {})))
    return policy


def resolved(network: Policy, *places: Override, member_class: str | None = None) -> Policy:
    """What holds for a member of that class (None: of no class) at a place."""
    return at_place(network, *places).for_class(member_class)


def _merged(farther: Mapping[str, Override], nearer: Mapping[str, Override]) -> dict[str, Mapping[str, Any]]:
    return {
        name: {**farther.get(name, {}), **nearer.get(name, {})} for name in farther.keys() | nearer.keys()
    }
